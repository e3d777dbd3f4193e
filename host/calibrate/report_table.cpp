// Tables of a calibration for a terminal.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/base/number_text.hpp"
#include "host/calibrate/report.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::calibrate {
namespace {

constexpr std::size_t most_named = 3;  ///< trials of a hyper-parameter; all are in the JSON file
constexpr std::size_t name_width = 30;

/// Two digits; whole numbers where that is more.
std::string number_cell(double value) {
    const double size = value < 0 ? -value : value;
    return size >= 10 && size < 1e5 ? fmt::format("{:.0f}", value) : fmt::format("{:.2g}", value);
}
std::string range_cell(const Range95& range) {
    return fmt::format("{} ({} to {})", number_cell(range.median), number_cell(range.lower),
                       number_cell(range.upper));
}
std::string percent_range_cell(const Range95& range) {
    return fmt::format("{} ({} to {})", base::percent(range.median), base::percent(range.lower),
                       base::percent(range.upper));
}

/// "tumour.killing.median @ mel": the group and the form add nothing to the rest.
std::string short_name(const HyperParameter& hyper) {
    std::string name = hyper.path.substr(hyper.path.find('.') + 1);
    for (const char* end : {".median", ".value"})
        if (name.ends_with(end)) name.resize(name.size() - std::string(end).size());
    if (!hyper.disease.empty()) name += " @ " + hyper.disease;
    return table::shortened(name, name_width);
}

/// A share in percent; another number with three digits; nothing where a range has no end.
std::string fit_value(const TargetPart& part, double value) {
    if (!std::isfinite(value)) return "";
    return std::holds_alternative<ObservedCount>(part.observed) ? base::percent(value)
                                                                : fmt::format("{:.3g}", value);
}

std::string observed_cell(const TargetPart& part, const FitDiagnostic& fit) {
    const std::string from = fit_value(part, fit.observed);
    if (!std::holds_alternative<ObservedRange>(part.observed)) return from;
    const std::string to = fit_value(part, fit.observed_to);
    return from.empty() ? "below " + to : to.empty() ? "above " + from : from + " to " + to;
}

std::string hyper_table(const Calibration& calibration, const Diagnostics& diagnostics) {
    table::TextTable table({{"Hyper-parameter", true}, {"prior"}, {"posterior"}, {"narrower"}});
    for (std::size_t h = 0; h < calibration.hyper.size(); ++h) {
        const HyperDiagnostic& one = diagnostics.hyper[h];
        table.add_row({short_name(calibration.hyper[h]), range_cell(one.prior), range_cell(one.posterior),
                       base::percent(one.contraction, 0)});
    }
    return "PRIOR AND POSTERIOR  median (95% range); narrower: % of the prior's sd\n" + table.text();
}

std::string informing_table(const Calibration& calibration, const Diagnostics& diagnostics) {
    table::TextTable table({{"Hyper-parameter", true}, {"trials", true}});
    for (std::size_t h = 0; h < calibration.hyper.size(); ++h) {
        const std::vector<Informing>& all = diagnostics.hyper[h].informed_by;
        std::string trials;
        for (std::size_t i = 0; i < std::min(all.size(), most_named); ++i)
            trials += (i == 0 ? "" : ", ") + all[i].trial;
        if (!all.empty()) table.add_row({short_name(calibration.hyper[h]), table::shortened(trials, 66)});
    }
    return "WHAT INFORMS WHAT  trials without which the posterior would be wider or shifted\n" + table.text();
}

std::string fit_table(const Calibration& calibration, const Diagnostics& diagnostics) {
    table::TextTable table(
        {{"Target", true}, {"", true}, {"observed"}, {"predicted"}, {"95% range"}, {"", true}});
    int outside = 0;
    for (const FitDiagnostic& fit : diagnostics.fit) {
        const Target& target = calibration.targets[fit.place.target];
        const TargetPart& part = target.parts[fit.place.part];
        const auto value = [&](double x) { return fit_value(part, x); };
        table.add_row({target.id, part.words, observed_cell(part, fit), value(fit.predicted.median),
                       fmt::format("{} to {}", value(fit.predicted.lower), value(fit.predicted.upper)),
                       !fit.inside           ? "OUTSIDE"
                       : !fit.inside_without ? "outside without the trial"
                                             : ""});
        outside += fit.inside ? 0 : 1;
    }
    return fmt::format(
        "FIT TO EACH TARGET  % of patients, or a value; predicted for a trial of its size\n{}  {} of {} "
        "inside the 95% posterior predictive range.\n",
        table.text(), int(diagnostics.fit.size()) - outside, diagnostics.fit.size());
}

/// Columns that the former emulator predicted worst in the last generation's rows.
std::string emulator_table(const Calibration& calibration, const Convergence& convergence) {
    if (convergence.columns.empty()) return "";
    constexpr std::size_t most_columns = 8;
    const auto badness = [&](std::size_t c) {
        const EmulatorCheck& check = convergence.columns[c];
        return std::abs(check.mean) + std::abs(check.sd - 1);
    };
    std::vector<std::size_t> order(convergence.columns.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return badness(a) > badness(b); });
    table::TextTable table({{"Column", true}, {"mean"}, {"sd"}, {"in 95%"}, {"error sd"}});
    for (std::size_t i = 0; i < std::min(most_columns, order.size()); ++i) {
        const EmulatorCheck& check = convergence.columns[order[i]];
        table.add_row({table::shortened(calibration.summaries[order[i]].name, 60),
                       fmt::format("{:.2f}", check.mean), fmt::format("{:.2f}", check.sd),
                       base::percent(check.within_95, 0), fmt::format("{:.3f}", check.misfit)});
    }
    return fmt::format(
        "\nEMULATOR  what it said of the last generation's rows: residuals in their sds, worst columns "
        "first\n"
        "{}  Posterior before that generation against the posterior with it: Pareto shape {:.2f}, below 0.7 "
        "they agree.\n",
        table.text(), convergence.pareto_k);
}

std::string contrast_table(const Diagnostics& diagnostics) {
    if (diagnostics.contrasts.empty()) return "";
    table::TextTable table({{"Difference of ORR", true},
                            {"median (95% range)", false, "prior"},
                            {"P(> 0)"},
                            {"median (95% range)", false, "posterior"},
                            {"P(> 0)"}});
    for (const ContrastDiagnostic& one : diagnostics.contrasts)
        table.add_row({table::shortened(one.id, 34), percent_range_cell(one.prior),
                       fmt::format("{:.2f}", one.prior_positive), percent_range_cell(one.posterior),
                       fmt::format("{:.2f}", one.posterior_positive)});
    return "\nDIFFERENCES  % of patients, reported and never fitted\n" + table.text();
}

}  // namespace

std::string calibration_table(const Calibration& calibration, const Diagnostics& diagnostics,
                              const std::vector<DrawnPopulation>& populations) {
    std::string generations;
    std::uint64_t rows = 0;
    for (const int size : diagnostics.rows) {
        generations += (generations.empty() ? "" : " + ") + base::with_commas(std::uint64_t(size));
        rows += std::uint64_t(size);
    }
    const std::string failed = diagnostics.failed == 0
                                   ? ""
                                   : fmt::format("{} patient-arms failed and are not counted.\n",
                                                 base::with_commas(diagnostics.failed));
    return fmt::format(
        "{}: {}\nSimulated data. {} rows ({}); {} draws, effective {:.0f}; {} plausible "
        "populations.\n{}\n{}\n{}\n{}{}{}",
        calibration.id, calibration.title, base::with_commas(rows), generations,
        base::with_commas(std::uint64_t(diagnostics.draws)), diagnostics.effective, populations.size(),
        failed, hyper_table(calibration, diagnostics), informing_table(calibration, diagnostics),
        fit_table(calibration, diagnostics), contrast_table(diagnostics),
        emulator_table(calibration, diagnostics.convergence));
}

std::string check_table(const Calibration& calibration, const MethodCheck& check) {
    table::TextTable table({{"Hyper-parameter", true}, {"ranks, ten bins"}, {"p"}, {"in 50%"}, {"in 90%"}});
    for (std::size_t h = 0; h < calibration.hyper.size(); ++h) {
        const RankCheck& one = check.hyper[h];
        std::string bins;
        for (const int count : one.histogram) bins += (bins.empty() ? "" : " ") + std::to_string(count);
        table.add_row({short_name(calibration.hyper[h]), bins, fmt::format("{:.3f}", one.p),
                       base::percent(one.within_50, 0), base::percent(one.within_90, 0)});
    }
    return fmt::format(
        "SIMULATION-BASED CALIBRATION  {} truths among {} rows of the prior, none left out\n{}  {}: least p "
        "{:.4f} of {}, limit {:.5f} (0.01 over all).\n",
        check.truths, base::with_commas(std::uint64_t(check.rows)), table.text(),
        check.passed ? "passed" : "FAILED", check.least_p, check.hyper.size(),
        0.01 / double(check.hyper.size()));
}

}  // namespace twinarm::calibrate
