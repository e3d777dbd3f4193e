// Everything that a report shows, as one JSON text.
#include "host/report/report_data.hpp"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/base/words.hpp"
#include "host/report/chart_parts.hpp"
#include "host/report/exact_integers.hpp"
#include "host/statistics/proportion.hpp"
#include "host/statistics/survival_summary.hpp"
#include "host/store/file_names.hpp"
#include "host/store/read_summary.hpp"

namespace twinarm::report {

namespace {

store::Json trials_json(const std::vector<TrialsByResponders>& arms) {
    store::Json list = store::Json::array();
    for (const TrialsByResponders& arm : arms) list.push_back({{"n", arm.n}, {"responders", arm.responders}});
    return list;
}

}  // namespace

std::string report_data(const ReportRun& run, std::size_t sample_size) {
    if (run.record.patients_done == 0)
        throw base::DataError(
            fmt::format("{}: the run has no patients\n  Run the cohort again.", run.folder.string()));
    // All files are read, and so recognised, before their numbers are used.
    const PatientsScan scan = scan_patients(run);
    const std::vector<TrialsByResponders> trials = scan_trials(run);
    const store::StoredSummary summary = store::read_summary(run.folder, run.cohort, run.record);
    const std::vector<std::size_t> sample = sample_by_quantile(scan, sample_size);
    if (sample.empty())
        throw base::DataError(
            fmt::format("{}: no patient completed every arm, so there is nothing to draw\n"
                        "  run.json says why patients failed.",
                        run.folder.string()));
    const SampledCourses courses = simulate_sample(run, scan, sample);
    const base::BuildInfo build = base::build_info();
    store::Json data = {{"note", base::simulated_note},
                        {"normal_quantile_95", statistics::two_sided_normal_quantile(0.95)},
                        {"days_per_month", statistics::days_per_month},
                        {"reporter", {{"version", build.version}, {"git_commit", build.commit}}},
                        {"run", store::read_run_json(run.folder / store::file_name::run)},
                        {"summary", *summary.whole},
                        {"kept", {{"patients", scan.patients.size()}, {"step", scan.step}}},
                        {"sample", sample.size()},
                        {"trials", trials_json(trials)},
                        {"pfs", survival_part(scan.pfs)},
                        {"os", survival_part(scan.os)},
                        {"waterfall", waterfall_part(scan)},
                        {"spider", spider_part(courses)},
                        {"twins", twins_part(scan)},
                        {"traits", traits_part(run, scan)},
                        {"bands", bands_part(run, courses)},
                        {"doses", doses_part(run, courses)},
                        {"swimmer", swimmer_part(run, courses)},
                        {"exposure", exposure_part(run, scan)},
                        {"benefit_harm", benefit_harm_part(summary.arms)},
                        {"published_curves", published_curves_part(run.cohort)},
                        {"pathway", pathway_part(run, courses)},
                        {"workflow", workflow_part(run, courses)},
                        {"parameters", parameters_part(run.cohort)}};
    large_integers_to_text(data);
    return data.dump(-1, ' ', false, store::Json::error_handler_t::replace);
}

}  // namespace twinarm::report
