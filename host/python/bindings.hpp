// What the module holds, one function for each of its parts.
#pragma once

#include <nanobind/nanobind.h>

namespace twinarm::python {

void bind_tables(nanobind::module_& module);
void bind_cohorts(nanobind::module_& module);
void bind_runs(nanobind::module_& module);
void bind_shards(nanobind::module_& module);  // after the runs
void bind_operations(nanobind::module_& module);
void bind_planning(nanobind::module_& module);

}  // namespace twinarm::python
