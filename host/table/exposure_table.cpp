// Response and toxicity by exposure, on a terminal and as CSV.
#include "host/table/exposure_table.hpp"

#include <fmt/format.h>

#include <cmath>

#include "host/base/csv_line.hpp"
#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/base/words.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

constexpr double most_odds_shown = 999;

/// Three digits of it.
std::string odds_text(double log_odds) {
    const double odds = std::exp(log_odds);
    if (odds > most_odds_shown) return fmt::format(">{}", most_odds_shown);
    return fmt::format("{:.{}f}", odds, odds < 9.995 ? 2 : odds < 99.95 ? 1 : 0);
}

/// Three digits of it, never with an exponent above.
std::string exposure_text(double value) {
    if (value < 1000) return fmt::format("{:.3g}", value);
    const double unit = std::pow(10, std::floor(std::log10(value)) - 2);
    return base::with_commas(std::uint64_t(std::llround(value / unit) * std::llround(unit)));
}

/// "1.42 (1.30 to 1.55)": a doubling's odds ratio.
std::string odds_cell(const std::optional<statistics::LogisticFit>& fit) {
    if (!fit) return "-";
    const statistics::Interval limits = fit->slope_limits();
    return fmt::format("{} ({} to {})", odds_text(fit->slope), odds_text(limits.lower),
                       odds_text(limits.upper));
}

std::string title_of(const trial::ExposureGroup& group) {
    return group.arms.size() == 1 ? "EXPOSURE in arm " + base::plain_text(group.arm)
                                  : fmt::format("EXPOSURE in {} arms together", group.arms.size());
}

std::string block_of(const trial::ExposureGroup& group, bool colour) {
    std::string text =
        block_heading(shortened(title_of(group), 50), shortened(base::plain_text(group.regimen), 60), colour);
    const trial::ExposureResponse& found = group.response;
    if (found.bins.empty())
        return text + "  Nobody is exposed, all patients are exposed alike, or there are fewer than bins.\n";
    TextTable table({{"median (range)", true, group.unit},
                     {"patients"},
                     {"ORR", false, "%, exact 95% limits"},
                     {"CR"},
                     {"hypotension 3+"}});
    for (const trial::ExposureBin& bin : found.bins) {
        std::vector<std::string> cells{fmt::format("{} ({} to {})", exposure_text(bin.median),
                                                   exposure_text(bin.from), exposure_text(bin.to)),
                                       base::with_commas(bin.patients)};
        for (const trial::EventShare& event : bin.events)
            cells.push_back(limits_cell(double(event.count) / double(bin.patients), event.limits));
        table.add_row(cells);
    }
    table.add_row({"odds of a doubling", base::with_commas(found.patients), odds_cell(found.fits[0]),
                   odds_cell(found.fits[1]), odds_cell(found.fits[2])});
    return text + table.text();
}

std::string note_of(const trial::ExposureReport& report) {
    return base::simulated_note + (report.interrupted ? fmt::format("; interrupted: {} of {} patients",
                                                                    report.patients, report.patients_planned)
                                                      : "");
}

}  // namespace

std::string exposure_table(const trial::ExposureReport& report, bool colour) {
    std::string text = "Simulated data, not patients.\n" +
                       interrupted_line(report.interrupted, report.patients, report.patients_planned);
    for (const trial::ExposureGroup& group : report.groups) text += block_of(group, colour);
    return text +
           "\nExposure: area under the concentration of the first dose, which nothing later changes. The "
           "odds\n"
           "ratio is that of a logistic regression on its logarithm, with normal 95% limits; -: all, "
           "nobody,\n"
           "or exposure separates them. Limits are those of so many simulated patients, not of what is not\n"
           "known of the drug. Arms together: a patient counts in one of them. Association is no effect.\n";
}

std::string exposure_csv(const trial::ExposureReport& report) {
    std::string text =
        "arm,arms,regimen,unit,event,kind,exposure_from,exposure_to,exposure_median,patients,count,share,"
        "lower,"
        "upper,log_odds_of_a_doubling,standard_error,intercept,note\n";
    const std::string note = base::csv_field(note_of(report));
    for (const trial::ExposureGroup& group : report.groups) {
        std::string arms;
        for (const std::string& arm : group.arms) arms += (arms.empty() ? "" : " ") + arm;
        for (std::size_t e = 0; e < trial::exposed_events; ++e) {
            const std::string beginning =
                fmt::format("{},{},{},{},{}", base::csv_field(group.arm), base::csv_field(arms),
                            base::csv_field(group.regimen), group.unit, trial::exposed_event_names[e]);
            for (const trial::ExposureBin& bin : group.response.bins) {
                const trial::EventShare& event = bin.events[e];
                text += fmt::format("{},bin,{},{},{},{},{},{},{},{},,,,{}\n", beginning, bin.from, bin.to,
                                    bin.median, bin.patients, event.count,
                                    double(event.count) / double(bin.patients), event.limits.lower,
                                    event.limits.upper, note);
            }
            if (const auto& fit = group.response.fits[e])
                text +=
                    fmt::format("{},logistic,,,,{},,,{},{},{},{},{},{}\n", beginning, group.response.patients,
                                fit->slope_limits().lower, fit->slope_limits().upper, fit->slope,
                                fit->slope_error(), fit->intercept, note);
        }
    }
    return text;
}

}  // namespace twinarm::table
