// A calibration in its folder.
#include "host/calibrate/run_calibration.hpp"

#include <algorithm>

#include "host/base/output_file.hpp"
#include "host/calibrate/build_table.hpp"
#include "host/calibrate/report.hpp"
#include "host/store/output_folder.hpp"

namespace twinarm::calibrate {

namespace fs = std::filesystem;

void prepare_calibration(const fs::path& folder, bool force, bool check) {
    std::error_code ignored;
    const bool known = fs::exists(folder / table_name, ignored);
    std::vector<std::string> old;
    if (force) old.push_back(table_name);
    if (force || check) old.push_back(check_name);
    if (force || !check) old.insert(old.end(), {populations_name, diagnostics_name});
    store::prepare_output_folder(folder, old, force || known, 0);
}

ReferenceTable reference_table(const Calibration& calibration, const fs::path& folder, int threads,
                               const CalibrationProgress& progress, const base::StopToken& stop) {
    ReferenceTable table;
    TableFile file(folder, calibration, table);
    const std::uint64_t old_rows = table.rows.size();
    const std::uint64_t planned = std::max(planned_rows(calibration), old_rows);
    BuildOptions options;
    options.threads = threads;
    options.stop = stop;
    if (progress)
        options.progress = [&](std::uint64_t rows) { progress(rows - old_rows, planned - old_rows); };
    build_table(calibration, engine_rows(calibration), options, &file, table);
    return table;
}

Fit fit_populations(const Calibration& calibration, const ReferenceTable& table, const fs::path& folder) {
    const auto ratio = table.log_prior_ratio();
    const auto likelihoods = target_log_likelihoods(calibration, table);
    const Posterior posterior = posterior_of(ratio, likelihoods);
    Fit fit;
    fit.populations = draw_populations(posterior, calibration.populations, calibration.seed);
    fit.diagnostics = diagnose(calibration, table, ratio, likelihoods, posterior);
    fit.json = diagnostics_json(calibration, fit.diagnostics, fit.populations);
    base::write_file(folder / populations_name, populations_csv(calibration, table, fit.populations));
    base::write_file(folder / diagnostics_name, fit.json);
    return fit;
}

Checked check_calibration(const Calibration& calibration, const ReferenceTable& table, int truths,
                          int threads, const fs::path& folder, const CalibrationProgress& progress) {
    const auto tell = [&](int done) {
        if (progress) progress(std::uint64_t(done), std::uint64_t(truths));
    };
    Checked checked{check_method(calibration, table, truths, threads, tell), ""};
    checked.json = check_json(calibration, checked.result);
    base::write_file(folder / check_name, checked.json);
    return checked;
}

}  // namespace twinarm::calibrate
