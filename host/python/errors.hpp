// Errors of the library as exceptions of the package.
#pragma once

#include <nanobind/nanobind.h>

#include <vector>

#include "host/base/diagnostic.hpp"

namespace twinarm::python {

/// From now on CohortError, UsageError and so on are raised as those of twinarm.errors.
void translate_errors();

/// (file, line, column, message)
using Located =
    nanobind::typed<nanobind::tuple, nanobind::str, nanobind::int_, nanobind::int_, nanobind::str>;
nanobind::typed<nanobind::list, Located> list_of(const std::vector<base::Diagnostic>& diagnostics);

}  // namespace twinarm::python
