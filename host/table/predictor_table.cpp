// Predictors of response on a terminal and as CSV.
#include "host/table/predictor_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "host/base/csv_line.hpp"
#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/base/words.hpp"
#include "host/table/blocks.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

constexpr double largest_odds_shown = 999;

/// "0.956 (0.952 to 0.959)"; "1.000 (-)" where perfect separation leaves no variance to estimate limits from.
std::string auc_cell(const statistics::Auc& auc) {
    return auc.limits
               ? fmt::format("{:.3f} ({:.3f} to {:.3f})", auc.value, auc.limits->lower, auc.limits->upper)
               : fmt::format("{:.3f} (-)", auc.value);
}

std::string odds_cell(const std::optional<double>& odds) {
    if (!odds) return "-";
    return *odds > largest_odds_shown ? fmt::format("> {}", largest_odds_shown)
                                      : fmt::format("{:.2f}", *odds);
}

std::string block_of(const trial::ArmPredictors& arm, std::size_t shown, bool colour) {
    const trial::PredictorTable& table = arm.table;
    std::string text =
        block_heading(shortened("PREDICTORS in arm " + base::plain_text(arm.arm), 60),
                      fmt::format("{} of {} patients respond", base::with_commas(table.responders),
                                  base::with_commas(table.patients)),
                      colour);
    if (table.predictors.empty())
        return text + fmt::format(
                          "  Too few: fewer than {0} patients respond, or fewer than {0} do not, or all are "
                          "alike.\n",
                          trial::least_of_a_kind);
    TextTable columns({{"Trait", true},
                       {"AUC (95% limits)"},
                       {"1", false, "responders, % of fifth"},
                       {"2"},
                       {"3"},
                       {"4"},
                       {"5"},
                       {"odds 5:1"},
                       {"log", false, "together"},
                       {"rank"}});
    for (std::size_t i = 0; i < std::min(shown, table.predictors.size()); ++i) {
        const trial::Predictor& p = table.predictors[i];
        std::vector<std::string> cells{shortened(p.name, 26), auc_cell(p.auc)};
        for (const auto& share : p.responding) cells.push_back(share ? base::percent(*share, 0) : "-");
        cells.push_back(odds_cell(p.odds_ratio));
        cells.push_back(fmt::format("{:.2f}", p.coefficient + 0.0));
        cells.push_back(fmt::format("{}", p.rank_together));
        columns.add_row(cells);
    }
    text += columns.text();
    const bool too_few =
        std::min(table.responders, table.patients - table.responders) < 10 * table.predictors.size();
    text += fmt::format("  All {} traits together: AUC {}, five-fold cross-validated.\n",
                        table.predictors.size(), auc_cell(*table.together));
    if (too_few) text += "  Fewer than 10 responders a trait: the joint log odds also fit chance.\n";
    return text;
}

}  // namespace

std::string predictor_table(const trial::PredictorReport& report, std::size_t shown, bool colour) {
    std::string text =
        "Simulated data, not patients: what separates responders in the model, not in a clinic.\n" +
        interrupted_line(report.interrupted, report.patients, report.patients_planned);
    for (const trial::ArmPredictors& arm : report.arms) text += block_of(arm, shown, colour);
    return text +
           "\nAUC: area under the ROC curve of one trait. together: logistic regression on the normal scores "
           "of\n"
           "all traits; log odds per standard deviation, and the rank of its size.\n";
}

std::string predictor_csv(const trial::PredictorReport& report) {
    const std::string note =
        base::simulated_note + (report.interrupted ? fmt::format("; interrupted: {} of {} patients",
                                                                 report.patients, report.patients_planned)
                                                   : "");
    std::string text =
        "arm,trait,auc,auc_lower,auc_upper,fifth_1,fifth_2,fifth_3,fifth_4,fifth_5,odds_ratio,odds_lower,"
        "odds_upper,log_odds_together,rank_together,note\n";
    for (const trial::ArmPredictors& arm : report.arms)
        for (const trial::Predictor& p : arm.table.predictors) {
            text += fmt::format("{},{},{}", base::csv_field(arm.arm), p.name, p.auc.value);
            text += p.auc.limits ? fmt::format(",{},{}", p.auc.limits->lower, p.auc.limits->upper) : ",,";
            for (const auto& share : p.responding) text += share ? fmt::format(",{}", *share) : ",";
            text += p.odds_ratio
                        ? fmt::format(",{},{},{}", *p.odds_ratio, p.odds_limits.lower, p.odds_limits.upper)
                        : ",,,";
            text += fmt::format(",{},{},{}\n", p.coefficient, p.rank_together, base::csv_field(note));
        }
    return text;
}

}  // namespace twinarm::table
