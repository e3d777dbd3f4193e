// The answer of a run on a terminal, 100 columns wide: one block a question.
#include "host/table/result_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/table/blocks.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

std::string block_name(const std::string& id) {
    return shortened(base::plain_text(id), name_width);
}

std::string block_heading(const std::string& title, const std::string& unit, bool colour) {
    return "\n" + (colour ? "\033[1m" + title + "\033[0m" : title) + (unit.empty() ? "" : "  " + unit) + "\n";
}

std::string interrupted_line(bool interrupted, std::uint64_t patients, std::uint64_t planned) {
    return interrupted ? fmt::format("INTERRUPTED: {} of {} patients were simulated.\n",
                                     base::with_commas(patients), base::with_commas(planned))
                       : "";
}

namespace {

/// Below them a rate has a Monte-Carlo error of 3.5 points: sqrt(0.25 / 200).
constexpr std::uint64_t few_patients = 200;

std::string first_lines(const cohort::Cohort& cohort, const trial::StudySummary& summary,
                        const TableFacts& facts) {
    const std::string title =
        base::plain_text(summary.id + (summary.title.empty() ? "" : ": " + summary.title));
    std::string text =
        (facts.colour ? "\033[1m" : "") + shortened(title, table_width) + (facts.colour ? "\033[0m" : "");
    const std::string before = fmt::format("Simulated data, not patients: {} virtual patients, ",
                                           base::with_commas(summary.patients));
    const std::string seed = fmt::format("; seed {}.", cohort.study.seed);
    text += '\n' + before +
            shortened(base::plain_text(summary.disease), table_width - before.size() - seed.size()) + seed +
            '\n';
    if (summary.patients < few_patients)
        text += fmt::format("FEW PATIENTS: the intervals of trials take these {} for the whole population.\n",
                            summary.patients);
    if (summary.arms.size() > 1)
        text += fmt::format("The same patients are treated in each of {} arms.\n", summary.arms.size());
    return text + interrupted_line(facts.interrupted, summary.patients, facts.patients_planned);
}

std::string arm_list(const trial::StudySummary& summary, bool colour) {
    constexpr std::size_t label_width = 30;
    std::size_t ids = 0, labels = 0;
    for (const trial::ArmSummary& arm : summary.arms) {
        ids = std::max(ids, display_width(block_name(arm.id)));
        labels = std::max(labels, std::min(display_width(arm.label), label_width));
    }
    TextTable table({{"Arm", true}, {"Label", true}, {"Regimens", true}});
    for (const trial::ArmSummary& arm : summary.arms) {
        std::string id = block_name(arm.id), label = shortened(arm.label, label_width);
        for (const trial::RegimenSummary& regimen : arm.regimens) {
            table.add_row({id, label, shortened(regimen.label, table_width - ids - labels - 8)});
            id = label = "";
        }
        if (arm.regimens.empty()) table.add_row({id, label, "none"});
    }
    return block_heading("ARMS", "", colour) + table.text();
}

}  // namespace

std::string result_table(const cohort::Cohort& cohort, const trial::StudySummary& summary,
                         const TableFacts& facts) {
    const bool over = summary.populations.has_value() && summary.populations->populations > 0;
    const bool colour = facts.colour;
    return first_lines(cohort, summary, facts) + arm_list(summary, colour) +
           (over ? rates_over_populations(summary, colour) : response_rates(summary, colour)) +
           best_responses(summary, colour) + one_trial(summary, colour) + survival(summary, colour) +
           landmarks(summary, colour) + responders(summary, colour) + depth(summary, colour) +
           treatment(cohort, summary, colour) + cells(summary, colour) + twins(summary, colour) +
           (over ? differences_over_populations(summary, colour) + sensitivities(summary, colour) : "") +
           published(summary, colour);
}

}  // namespace twinarm::table
