// Runs: simulated, opened, asked, saved.
#include <nanobind/stl/optional.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "host/base/words.hpp"
#include "host/cohort/duration.hpp"
#include "host/python/bindings.hpp"
#include "host/python/bound_run.hpp"
#include "host/python/course_table.hpp"
#include "host/python/errors.hpp"
#include "host/python/free_work.hpp"
#include "host/python/result_tables.hpp"
#include "host/python/save_request.hpp"
#include "host/store/stored_run.hpp"
#include "host/study/arms.hpp"
#include "host/study/make_plan.hpp"

namespace twinarm::python {

namespace nb = nanobind;
using namespace nb::literals;

namespace {

using Flag = std::shared_ptr<StopFlag>;
using SharedTable = std::shared_ptr<DataTable>;

study::ProgressSink counting(const TellProgress& progress, std::uint64_t of) {
    return [progress, of](std::uint64_t done) { progress(done, of); };
}

std::shared_ptr<BoundRun> run(const cohort::Cohort& cohort, const study::CohortOptions& options,
                              const study::EngineOptions& engine, const std::string& populations,
                              const nb::object& progress, const Flag& flag) {
    auto bound = std::make_shared<BoundRun>();
    work_freely(progress, flag, [&](const TellProgress& tell, const base::StopToken& stop) {
        store::StudyPlan plan = study::make_plan(cohort, options, engine, populations);
        const std::uint64_t of = plan.planned();
        bound->held = study::hold_run(cohort, std::move(plan), counting(tell, of), stop);
    });
    return bound;
}

std::shared_ptr<BoundRun> open_run(const std::string& folder, const nb::object& progress, const Flag& flag) {
    auto bound = std::make_shared<BoundRun>();
    bool whole = false;
    work_freely(progress, flag, [&](const TellProgress& tell, const base::StopToken& stop) {
        const store::StoredRun stored = store::read_stored_run(folder);
        bound->held = study::hold_stored_run(stored, counting(tell, stored.record.patients_done), stop);
        whole = bound->held.result.patients_done == stored.record.patients_done;
    });
    if (!whole) raise_interrupted("interrupted while the run was read");
    return bound;
}

const study::HeldSummary& summary_of(BoundRun& run) {
    if (!run.summary) {
        std::optional<study::HeldSummary> made;
        work_freely(nb::none(), nullptr, [&](const TellProgress&, const base::StopToken& stop) {
            made = study::summarise(run.held, stop);
        });
        if (!made) raise_interrupted("interrupted while virtual trials were drawn");
        if (!run.summary) run.summary = std::move(made);  // another thread may have been faster
    }
    return *run.summary;
}

SharedTable shared(DataTable table) {
    return std::make_shared<DataTable>(std::move(table));
}

SharedTable patients(const BoundRun& run, bool traits) {
    DataTable table;
    work_freely(nb::none(), nullptr, [&](const TellProgress&, const base::StopToken&) {
        table = patient_table(run.held, traits);
    });
    return shared(std::move(table));
}

SharedTable courses(const BoundRun& run, const std::vector<std::uint64_t>& patients,
                    const std::vector<std::string>& arm_ids, const std::vector<std::string>& columns,
                    const std::string& every, const nb::object& progress) {
    std::vector<int> arms;
    for (const std::string& id : arm_ids)
        for (const int arm : study::chosen_arms(run.held.cohort, id, "arms")) arms.push_back(arm);
    CourseTable table(run.held.cohort, columns, every.empty() ? 0 : cohort::hours_in("every", every));
    std::uint64_t done = 0;
    work_freely(progress, nullptr, [&](const TellProgress& tell, const base::StopToken& stop) {
        study::simulate_courses(
            run.held.plan, patients, arms,
            [&](std::uint64_t patient, int arm, const CourseLog& log) { table.add(patient, arm, log); },
            [&](std::uint64_t now) { tell(done = now, patients.size()); }, stop);
    });
    if (done < patients.size()) raise_interrupted("interrupted while courses were simulated");
    return shared(table.take());
}

using Facts = nb::typed<nb::dict, nb::str, nb::any>;

Facts facts_of(const study::SavedRun& saved) {
    nb::dict facts;
    facts["published"] = saved.published;
    facts["resumable"] = saved.resumable;
    facts["signal"] = saved.result.signal;
    facts["patients_done"] = saved.result.patients_done;
    facts["patients_sha256"] = saved.patients_sha256;
    return facts;
}

Facts save(const BoundRun& run, const std::string& folder, bool force, bool rows,
           const std::vector<std::string>& formats, std::uint64_t course_count) {
    study::SavedRun saved;
    work_freely(nb::none(), nullptr, [&](const TellProgress&, const base::StopToken& stop) {
        saved = study::save_held_run(
            run.held, save_request(folder, force, rows, formats, course_count, run.held.plan), stop);
    });
    if (saved.error) std::rethrow_exception(saved.error);
    return facts_of(saved);
}

Facts run_to_folder(const cohort::Cohort& cohort, const study::CohortOptions& options,
                    const study::EngineOptions& engine, const std::string& populations,
                    const std::string& folder, bool force, const std::vector<std::string>& formats,
                    std::uint64_t course_count, const nb::object& progress, const Flag& flag) {
    study::SavedRun saved;
    work_freely(progress, flag, [&](const TellProgress& tell, const base::StopToken& stop) {
        const store::StudyPlan plan = study::make_plan(cohort, options, engine, populations);
        saved = study::save_run(cohort, plan, save_request(folder, force, true, formats, course_count, plan),
                                counting(tell, plan.planned()), stop);
    });
    if (saved.error) std::rethrow_exception(saved.error);
    return facts_of(saved);
}

nb::typed<nb::list, nb::typed<nb::tuple, nb::int_, nb::str, nb::str>> failures_of(const BoundRun& run) {
    nb::list failures;
    for (const store::FailedPatient& one : run.held.result.first_failures)
        failures.append(nb::make_tuple(one.patient, run.held.cohort.arms[std::size_t(one.arm)].id.c_str(),
                                       base::name_of(one.status)));
    return failures;
}

}  // namespace

void bind_runs(nb::module_& module) {
    nb::class_<StopFlag>(module, "Stop")
        .def(nb::init<>())
        .def("stop", [](StopFlag& flag) { flag.signal = 2; })
        .def_prop_ro("stopped", [](const StopFlag& flag) { return flag.signal != 0; });
    nb::class_<BoundRun>(module, "Run")
        .def_prop_ro("patients_done", [](const BoundRun& run) { return run.held.result.patients_done; })
        .def_prop_ro("patients_planned", [](const BoundRun& run) { return run.held.plan.patients; })
        .def_prop_ro("first_patient", [](const BoundRun& run) { return run.held.plan.first; })
        .def_prop_ro("seconds", [](const BoundRun& run) { return run.held.result.seconds; })
        .def_prop_ro(
            "interrupted",
            [](const BoundRun& run) { return run.held.result.patients_done < run.held.plan.patients; })
        .def_prop_ro("failures", failures_of)
        .def_prop_ro("warnings", [](const BoundRun& run) { return list_of(run.held.plan.warnings); })
        .def_prop_ro("over_populations",
                     [](const BoundRun& run) { return run.held.plan.populations.design.named(); })
        .def_prop_ro("cohort",
                     [](const std::shared_ptr<BoundRun>& run) {
                         return std::shared_ptr<cohort::Cohort>(run, &run->held.cohort);
                     })
        .def("summary", [](BoundRun& run) { return summary_of(run).text; })
        .def("trials", [](BoundRun& run) { return shared(trial_table(run.held, summary_of(run))); })
        .def("survival",
             [](BoundRun& run, const std::string& which) {
                 return shared(survival_table(summary_of(run), which));
             })
        .def("patients", patients, "traits"_a)
        .def("courses", courses, "patients"_a, "arms"_a, "columns"_a, "every"_a, "progress"_a.none())
        .def("save", save, "folder"_a, "force"_a, "rows"_a, "formats"_a, "courses"_a);
    module.def("run", run, "cohort"_a, "options"_a, "engine"_a, "populations"_a, "progress"_a.none(),
               "stop"_a.none());
    module.def("run_to_folder", run_to_folder, "cohort"_a, "options"_a, "engine"_a, "populations"_a,
               "folder"_a, "force"_a, "formats"_a, "courses"_a, "progress"_a.none(), "stop"_a.none());
    module.def("open_run", open_run, "folder"_a, "progress"_a.none(), "stop"_a.none());
}

}  // namespace twinarm::python
