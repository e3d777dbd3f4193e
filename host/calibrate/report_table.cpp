// Tables of a calibration for a terminal.
#include <fmt/format.h>

#include <algorithm>

#include "host/base/number_text.hpp"
#include "host/calibrate/report.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::calibrate {
namespace {

constexpr std::size_t most_named = 3;  ///< targets of a hyper-parameter; all stand in the JSON file
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

/// "tumour.killing.median @ mel": the group and the form say nothing that the rest does not.
std::string short_name(const HyperParameter& hyper) {
    std::string name = hyper.path.substr(hyper.path.find('.') + 1);
    for (const char* end : {".median", ".value"})
        if (name.ends_with(end)) name.resize(name.size() - std::string(end).size());
    if (!hyper.disease.empty()) name += " @ " + hyper.disease;
    return table::shortened(name, name_width);
}

std::string fit_value(const Target& target, double value) {
    return target.quantile ? fmt::format("{:.1f}", value) : base::percent(value);
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
    table::TextTable table({{"Hyper-parameter", true}, {"targets", true}});
    for (std::size_t h = 0; h < calibration.hyper.size(); ++h) {
        const std::vector<Informing>& all = diagnostics.hyper[h].informed_by;
        std::string targets;
        for (std::size_t i = 0; i < std::min(all.size(), most_named); ++i)
            targets += (i == 0 ? "" : ", ") + all[i].target;
        if (!all.empty()) table.add_row({short_name(calibration.hyper[h]), table::shortened(targets, 66)});
    }
    return "WHAT INFORMS WHAT  targets without which the posterior would be wider or elsewhere\n" +
           table.text();
}

std::string fit_table(const Calibration& calibration, const Diagnostics& diagnostics) {
    table::TextTable table(
        {{"Target", true}, {"", true}, {"observed"}, {"predicted"}, {"95% range"}, {"", true}});
    int outside = 0;
    for (const FitDiagnostic& fit : diagnostics.fit) {
        const Target& target = calibration.targets[fit.target];
        const auto value = [&](double x) { return fit_value(target, x); };
        table.add_row({target.id, target.parts[fit.part].words, value(fit.observed),
                       value(fit.predicted.median),
                       fmt::format("{} to {}", value(fit.predicted.lower), value(fit.predicted.upper)),
                       fit.inside ? "" : "OUTSIDE"});
        outside += fit.inside ? 0 : 1;
    }
    return fmt::format(
        "FIT TO EACH TARGET  % of patients, or doses; predicted for a trial of its size\n{}  {} of {} "
        "inside the 95% posterior predictive range.\n",
        table.text(), int(diagnostics.fit.size()) - outside, diagnostics.fit.size());
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
                                   : fmt::format("{} patient-arms failed and count nowhere.\n",
                                                 base::with_commas(diagnostics.failed));
    return fmt::format(
        "{}: {}\nSimulated data. {} rows ({}), effective {:.0f}; {} plausible populations.\n{}\n{}\n{}\n{}{}",
        calibration.id, calibration.title, base::with_commas(rows), generations, diagnostics.effective,
        populations.size(), failed, hyper_table(calibration, diagnostics),
        informing_table(calibration, diagnostics), fit_table(calibration, diagnostics),
        contrast_table(diagnostics));
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
        "SIMULATION-BASED CALIBRATION  {} of {} truths resolved (at least {:.0f} effective of {} rows)\n{}  "
        "{}: "
        "least p {:.4f} of {}, limit {:.5f} (0.01 over all).\n",
        check.truths, base::with_commas(std::uint64_t(check.tried)), calibration.least_effective / 2,
        base::with_commas(std::uint64_t(check.rows)), table.text(), check.passed ? "passed" : "FAILED",
        check.least_p, check.hyper.size(), 0.01 / double(check.hyper.size()));
}

}  // namespace twinarm::calibrate
