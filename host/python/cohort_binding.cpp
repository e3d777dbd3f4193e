// Cohort files and cohorts.
#include <nanobind/stl/optional.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "host/base/output_file.hpp"
#include "host/cohort/settable_paths.hpp"
#include "host/python/bindings.hpp"
#include "host/python/errors.hpp"
#include "host/python/result_tables.hpp"
#include "host/study/make_plan.hpp"

namespace twinarm::python {

namespace nb = nanobind;
using namespace nb::literals;

namespace {

using Seed = std::optional<std::uint64_t>;

nb::typed<nb::list, nb::typed<nb::dict, nb::str, nb::any>> arms_of(const cohort::Cohort& cohort) {
    nb::list arms;
    for (const cohort::ArmDesign& arm : cohort.arms) {
        nb::dict one;
        one["id"] = arm.id;
        one["label"] = arm.label;
        one["trial_n"] = arm.trial_n;
        one["regimens"] = arm.regimen_labels;
        arms.append(one);
    }
    return arms;
}

void bind_options(nb::module_& module) {
    nb::class_<study::CohortOptions>(module, "CohortOptions")
        .def(
            "__init__",
            [](study::CohortOptions* self, std::string file, std::vector<std::string> set, Seed seed,
               Seed patients, std::uint64_t first) {
                new (self) study::CohortOptions{std::move(file), std::move(set), seed, patients, first};
            },
            "file"_a, "set"_a, "seed"_a = nb::none(), "patients"_a = nb::none(), "first_patient"_a = 0);
    nb::class_<study::EngineOptions>(module, "EngineOptions")
        .def(
            "__init__",
            [](study::EngineOptions* self, std::string device, int threads, std::uint64_t chunk) {
                new (self) study::EngineOptions();
                self->device = std::move(device);
                self->threads = threads;
                self->chunk = chunk;
            },
            "device"_a, "threads"_a, "chunk"_a);
}

}  // namespace

void bind_cohorts(nb::module_& module) {
    bind_options(module);
    nb::class_<cohort::CohortFile>(module, "CohortFile")
        .def(
            "__init__",
            [](cohort::CohortFile* self, const std::string& name, const nb::bytes& text) {
                new (self) cohort::CohortFile(name, std::string(text.c_str(), text.size()));
            },
            "name"_a, "text"_a);
    nb::class_<cohort::Cohort>(module, "Cohort")
        .def_ro("id", &cohort::Cohort::id)
        .def_ro("title", &cohort::Cohort::title)
        .def_ro("disease", &cohort::Cohort::disease)
        .def_ro("patients", &cohort::Cohort::patients)
        .def_prop_ro("seed", [](const cohort::Cohort& cohort) { return cohort.study.seed; })
        .def_ro("resolved", &cohort::Cohort::resolved)
        .def_prop_ro("arms", arms_of)
        .def_prop_ro("warnings", [](const cohort::Cohort& cohort) { return list_of(cohort.warnings); })
        .def("parameters",
             [](const cohort::Cohort& cohort) { return std::make_shared<DataTable>(parameters_of(cohort)); });
    module.def(
        "read_text",
        [](const std::string& file) {
            const std::string text =
                base::read_file(file, "Give the path of a cohort file, or the name of a shipped cohort.",
                                toml::largest_file_bytes + 1);
            return nb::bytes(text.data(), text.size());
        },
        "file"_a);
    module.def(
        "read_cohort",
        [](const cohort::CohortFile& file, const study::CohortOptions& options) {
            return std::make_shared<cohort::Cohort>(study::read_cohort(file, options));
        },
        "file"_a, "options"_a);
    module.def("settable_paths", cohort::settable_paths, "beginning"_a = "");
}

}  // namespace twinarm::python
