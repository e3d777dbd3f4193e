// A calibration in its folder.
#include "host/calibrate/run_calibration.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/calibrate/build_table.hpp"
#include "host/calibrate/report.hpp"
#include "host/store/journal_file.hpp"
#include "host/store/output_folder.hpp"
#include "host/store/results_kept.hpp"

namespace twinarm::calibrate {

namespace fs = std::filesystem;

void prepare_calibration(const Calibration& calibration, const CalibrationFolder& folder) {
    const std::vector<std::string> inputs = toml::paths_of(calibration.inputs);
    const bool known = store::begins_as(folder.path / table_name, table_start);
    store::require_contents_may_be_replaced(folder.path, folder.force || known);
    for (const char* name : {table_name, populations_name, diagnostics_name, check_name}) {
        const fs::path file = folder.path / name;
        store::require_kept(file, inputs);
        std::error_code none;
        if (!known && fs::exists(fs::symlink_status(file, none)))
            throw base::UsageError(file.string() +
                                   ": was not written by a calibration in this folder\n"
                                   "  Move it away, or choose another folder with --out.");
    }
    std::error_code error;
    fs::create_directories(folder.path, error);
    if (error)
        throw base::FileError(folder.path.string(), "cannot be created: " + error.message(),
                              "Choose another folder with --out.");
}

ReferenceTable reference_table(const Calibration& calibration, const CalibrationFolder& folder, int threads,
                               const CalibrationProgress& progress, const base::StopToken& stop) {
    ReferenceTable table;
    TableFile file(folder.path, calibration, table, folder.force);
    // The results of a table that is discarded go with it; others stay until new ones take their place.
    std::error_code ignored;
    if (folder.force)
        for (const char* name : {populations_name, diagnostics_name, check_name})
            fs::remove(folder.path / name, ignored);
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

Fit fit_populations(const Calibration& calibration, const ReferenceTable& table, int threads,
                    const fs::path& folder) {
    const Fitted fitted = fit_posterior(calibration, table, threads);
    Fit fit;
    fit.populations = draw_populations(fitted.posterior, calibration.hyper.size(), calibration.populations);
    fit.diagnostics = diagnose(calibration, table, fitted, threads);
    fit.json = diagnostics_json(calibration, fit.diagnostics, fit.populations);
    base::write_file(folder / populations_name, populations_csv(calibration, fit.populations),
                     base::Naming::later);
    base::write_file(folder / diagnostics_name, fit.json, base::Naming::later);
    for (const char* name : {populations_name, diagnostics_name}) base::give_name(folder / name);
    base::keep_names(folder);
    return fit;
}

void require_resolved(const Calibration& calibration, const Fit& fit) {
    const Diagnostics& found = fit.diagnostics;
    if (!is_resolved(calibration, found))
        throw base::DataError(fmt::format(
            "the posterior is not resolved: {:.0f} effective draws, {:.0f} are needed; Pareto shape {:.2f} "
            "of the last generation, at most {:.2f} is needed\n"
            "  Add a number of rows to `generations` and calibrate again in the same folder: it goes on from "
            "here.",
            found.effective, calibration.least_effective, found.convergence.pareto_k,
            calibration.largest_pareto_k));
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

void require_passed(const Checked& checked, const fs::path& folder) {
    if (!checked.result.passed)
        throw base::VerificationError(
            "the intervals do not cover as stated: the ranks of the true values are not uniform\n  See " +
            (folder / check_name).string());
}

}  // namespace twinarm::calibrate
