// What a run would take, and plausible populations from published trials.
#include <fmt/format.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <nlohmann/json.hpp>

#include "host/calibrate/build_table.hpp"
#include "host/calibrate/read_calibration.hpp"
#include "host/calibrate/run_calibration.hpp"
#include "host/python/bindings.hpp"
#include "host/python/free_work.hpp"
#include "host/python/save_request.hpp"
#include "host/store/output_folder.hpp"
#include "host/study/make_plan.hpp"
#include "host/study/needs.hpp"
#include "host/table/plan_table.hpp"

namespace twinarm::python {

namespace nb = nanobind;
using namespace nb::literals;

namespace {

using Flag = std::shared_ptr<StopFlag>;

std::string plan(const cohort::Cohort& cohort, const study::CohortOptions& options,
                 const study::EngineOptions& engine, const std::string& populations, const std::string& out,
                 const std::vector<std::string>& formats, std::uint64_t course_count) {
    std::string json;
    work_freely(nb::none(), nullptr, [&](const TellProgress&, const base::StopToken&) {
        const store::StudyPlan made = study::make_plan(cohort, options, engine, populations);
        const study::SaveRequest request = save_request(store::output_folder(out, options.file).string(),
                                                        false, true, formats, course_count, made);
        const store::StudyNeeds needs = study::estimate_needs(cohort, made, request);
        json = table::plan_json(cohort, made, request.folder, needs).dump();
    });
    return json;
}

/// The populations of a calibration, or the check of its method: the text of diagnostics.json or check.json.
std::string calibrate(const std::string& file, const std::vector<std::string>& settings,
                      const std::string& out, bool force, bool check, int truths, int threads,
                      const nb::object& progress, const Flag& flag) {
    std::string json, interrupted;
    work_freely(progress, flag, [&](const TellProgress& tell, const base::StopToken& stop) {
        const calibrate::Calibration calibration = calibrate::read_calibration(file, settings);
        const calibrate::CalibrationFolder folder{store::output_folder(out, file, "runs/calibration"), force,
                                                  check};
        calibrate::prepare_calibration(calibration, folder);
        CpuOptions cpu;
        cpu.threads = threads;
        const int used = store::thread_count(cpu);
        const calibrate::ReferenceTable table =
            calibrate::reference_table(calibration, folder, used, tell, stop);
        if (stop.signal() != 0) {
            interrupted = fmt::format("interrupted: {} of {} rows are kept in {}", table.rows.size(),
                                      calibrate::planned_rows(calibration), folder.path.string());
        } else if (check) {
            const calibrate::Checked checked =
                calibrate::check_calibration(calibration, table, truths, used, folder.path, tell);
            calibrate::require_passed(checked, folder.path);
            json = checked.json;
        } else {
            const calibrate::Fit fit = calibrate::fit_populations(calibration, table, used, folder.path);
            calibrate::require_resolved(calibration, fit);
            json = fit.json;
        }
    });
    if (!interrupted.empty()) raise_interrupted(interrupted.c_str());
    return json;
}

}  // namespace

void bind_planning(nb::module_& module) {
    module.def("plan", plan, "cohort"_a, "options"_a, "engine"_a, "populations"_a, "out"_a, "formats"_a,
               "courses"_a);
    module.def("calibrate", calibrate, "file"_a, "settings"_a, "out"_a, "force"_a, "check"_a, "truths"_a,
               "threads"_a, "progress"_a.none(), "stop"_a.none());
    module.attr("populations_name") = calibrate::populations_name;
}

}  // namespace twinarm::python
