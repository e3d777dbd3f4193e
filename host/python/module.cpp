// The extension module: host/study for Python, no more.
#include "host/base/build_info.hpp"
#include "host/python/bindings.hpp"
#include "host/python/errors.hpp"

namespace twinarm::python {

NB_MODULE(_core, module) {
    translate_errors();
    bind_tables(module);
    bind_cohorts(module);
    bind_runs(module);
    bind_shards(module);
    bind_operations(module);
    bind_planning(module);
    module.attr("version") = base::build_info().version.c_str();
}

}  // namespace twinarm::python
