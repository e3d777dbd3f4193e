// What is done with cohorts and with the folders of runs.
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <nlohmann/json.hpp>

#include "host/python/bindings.hpp"
#include "host/python/free_work.hpp"
#include "host/report/page.hpp"
#include "host/report/write_report.hpp"
#include "host/store/result_names.hpp"
#include "host/store/results_kept.hpp"
#include "host/store/stored_run.hpp"
#include "host/study/compare_runs.hpp"
#include "host/study/decide.hpp"
#include "host/study/endpoints.hpp"
#include "host/study/find_predictors.hpp"
#include "host/study/sweep.hpp"
#include "host/table/decision_table.hpp"
#include "host/table/predictor_table.hpp"
#include "host/table/run_comparison.hpp"
#include "host/table/sweep_table.hpp"

namespace twinarm::python {

namespace nb = nanobind;
using namespace nb::literals;

namespace {

using Flag = std::shared_ptr<StopFlag>;
using Axes = std::vector<std::pair<std::string, std::vector<std::string>>>;

std::string text_of(const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::vector<trial::SweepAxis> axes_of(const Axes& over) {
    std::vector<trial::SweepAxis> axes;
    for (const auto& [path, values] : over) axes.push_back({path, values});
    return axes;
}

std::string sweep(const cohort::CohortFile& file, const study::CohortOptions& options,
                  const study::EngineOptions& engine, const Axes& over, const std::vector<std::string>& arms,
                  const std::string& populations, const nb::object& progress, const Flag& flag) {
    study::Sweep swept;
    work_freely(progress, flag, [&](const TellProgress& tell, const base::StopToken& stop) {
        swept = study::run_sweep(
            file, options, engine, {axes_of(over), {arms, populations}}, {},
            [&](std::uint64_t done, std::uint64_t of, int) { tell(done, of); }, stop);
    });
    return text_of(table::sweep_json(swept.report));
}

/// The points of a sweep in shards, a line for run_shard() in another process each.
std::vector<std::string> sweep_starts(const cohort::CohortFile& file, const study::CohortOptions& options,
                                      const study::EngineOptions& engine, const Axes& over,
                                      std::uint64_t shards) {
    return study::sweep_starts(file, options, engine, axes_of(over), shards);
}

std::string join_sweep(const cohort::CohortFile& file, const study::CohortOptions& options,
                       const study::EngineOptions& engine, const Axes& over,
                       const std::vector<nb::bytes>& shards) {
    std::vector<std::string> texts;
    for (const nb::bytes& shard : shards) texts.emplace_back(shard.c_str(), shard.size());
    return text_of(table::sweep_json(study::join_sweep(file, options, engine, axes_of(over), texts)));
}

std::string decide(const cohort::Cohort& cohort, const study::CohortOptions& options,
                   const study::EngineOptions& engine, const std::string& populations, const std::string& a,
                   const std::string& b, const std::vector<int>& sizes, const std::vector<int>& stage,
                   double odds_ratio, const nb::object& progress, const Flag& flag) {
    const study::DecideRequest request{a, b, sizes, stage, odds_ratio};
    study::Decision decision;
    work_freely(progress, flag, [&](const TellProgress& tell, const base::StopToken& stop) {
        study::check_decision(cohort, request);
        store::StudyPlan plan = study::make_plan(cohort, options, engine, populations);
        const std::uint64_t of = plan.patients;
        decision = study::run_decision(
            cohort, std::move(plan), request, [&](std::uint64_t done) { tell(done, of); }, stop);
    });
    if (decision.signal != 0) raise_interrupted("interrupted: a decision needs all patients and all trials");
    return text_of(table::decision_json(decision.report));
}

std::string endpoints(const std::string& folder, const std::vector<std::string>& settings,
                      const std::string& out, bool force, const nb::object& progress, const Flag& flag) {
    study::Endpoints found;
    work_freely(progress, flag, [&](const TellProgress& tell, const base::StopToken& stop) {
        const store::StoredRun run = store::read_stored_run(folder);
        found = study::run_endpoints(
            run, {settings, out, force}, [&](std::uint64_t done) { tell(done, run.record.patients_done); },
            stop);
    });
    if (found.rules.signal != 0) raise_interrupted("interrupted: endpoints need all patients");
    return found.summary_text;
}

std::string predictors(const std::string& folder, const std::string& arm) {
    study::FoundPredictors found;
    work_freely(nb::none(), nullptr, [&](const TellProgress&, const base::StopToken&) {
        found = study::predictors_of_run(store::read_stored_run(folder), arm);
    });
    return text_of(table::predictor_json(found.report));
}

std::string compare(const std::vector<std::string>& folders) {
    std::string json;
    work_freely(nb::none(), nullptr, [&](const TellProgress&, const base::StopToken&) {
        json = table::comparison_json(study::compare_runs(folders));
    });
    return json;
}

std::size_t report(const std::string& folder, const std::string& file, std::size_t sample) {
    std::size_t bytes = 0;
    work_freely(nb::none(), nullptr, [&](const TellProgress&, const base::StopToken&) {
        report::require_report();
        const store::StoredRun run = store::read_stored_run(folder);
        store::require_kept(file, store::result_paths(run.folder));
        bytes = report::write_report(run, file, sample);
    });
    return bytes;
}

std::string charts(const std::string& folder, std::size_t sample) {
    std::string json;
    work_freely(nb::none(), nullptr, [&](const TellProgress&, const base::StopToken&) {
        json = report::stored_report_data(store::read_stored_run(folder), sample);
    });
    return json;
}

}  // namespace

void bind_operations(nb::module_& module) {
    module.def("sweep", sweep, "file"_a, "options"_a, "engine"_a, "over"_a, "arms"_a, "populations"_a,
               "progress"_a.none(), "stop"_a.none());
    module.def("sweep_starts", sweep_starts, "file"_a, "options"_a, "engine"_a, "over"_a, "shards"_a);
    module.def("join_sweep", join_sweep, "file"_a, "options"_a, "engine"_a, "over"_a, "shards"_a);
    module.def("decide", decide, "cohort"_a, "options"_a, "engine"_a, "populations"_a, "a"_a, "b"_a,
               "sizes"_a, "stage"_a, "odds_ratio"_a, "progress"_a.none(), "stop"_a.none());
    module.def("endpoints", endpoints, "folder"_a, "settings"_a, "out"_a, "force"_a, "progress"_a.none(),
               "stop"_a.none());
    module.def("predictors", predictors, "folder"_a, "arm"_a);
    module.def("compare", compare, "folders"_a);
    module.def("report", report, "folder"_a, "file"_a, "sample"_a);
    module.def("charts", charts, "folder"_a, "sample"_a);
    module.attr("report_sample") = report::default_report_sample;
}

}  // namespace twinarm::python
