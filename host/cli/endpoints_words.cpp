// What `endpoints` says beside the results of a run.
#include "host/cli/endpoints_words.hpp"

#include <fmt/format.h>

#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/table/blocks.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::cli {

namespace {

constexpr std::size_t most_named = 5;  ///< in the table; the JSON names more

/// Words in lines of at most table_width columns; `before_a_break` ends each line but the last.
std::string in_lines(const std::vector<std::string>& words, const std::string& indent,
                     const std::string& before_a_break = "") {
    std::string text, line = indent;
    for (const std::string& word : words) {
        if (line.size() > indent.size() &&
            table::display_width(line) + 1 + table::display_width(word) + before_a_break.size() >
                table::table_width) {
            text += line + before_a_break + '\n';
            line = indent + (before_a_break.empty() ? "" : "    ");
        } else if (line.size() > indent.size()) {
            line += ' ';
        }
        line += word;
    }
    return text + line + '\n';
}

}  // namespace

std::string endpoints_text(const study::EndpointsFacts& facts, const std::string& out, bool colour) {
    const cohort::Cohort& cohort = facts.cohort;
    const std::uint64_t changed = facts.result.all_doses_changed();
    std::string text =
        table::block_heading("ENDPOINTS UNDER OTHER RULES", "treatment as it was given", colour);
    text += in_lines(
        {"Outcomes", "of", base::plain_text(facts.run.folder.string()) + ",", "read", "again", "with:"},
        "  ");
    for (const std::string& setting : facts.settings) text += "    " + setting + '\n';
    if (facts.settings.empty()) text += "    the run's own rules\n";
    const std::uint64_t all = facts.result.patients * cohort.arms.size();
    if (facts.result.simulated_again > 0)
        text += fmt::format(
            "  {} of {} courses were simulated again, for scans after the run's last one or for doses.\n",
            base::with_commas(facts.result.simulated_again), base::with_commas(all));
    if (changed == 0) {
        text += "  These rules would have changed no dose.\n";
    } else {
        text += fmt::format(
            "  In {} of {} courses these rules would have changed a dose; here it stays as it was given:\n",
            base::with_commas(changed), base::with_commas(all));
        for (std::size_t a = 0; a < cohort.arms.size(); ++a)
            if (facts.result.doses_changed[a] > 0)
                text += fmt::format("    {}: {} patients\n", table::block_name(cohort.arms[a].id),
                                    base::with_commas(facts.result.doses_changed[a]));
        std::vector<std::string> names = {"First:"};
        for (std::size_t i = 0; i < facts.result.first_changed.size() && i < most_named; ++i) {
            const study::PatientInArm& one = facts.result.first_changed[i];
            names.push_back(fmt::format(
                "patient {} in {}{}", one.patient, base::plain_text(cohort.arms[std::size_t(one.arm)].id),
                i + 1 < std::min(most_named, facts.result.first_changed.size()) ? "," : "."));
        }
        text += in_lines(names, "  ") + "  With the doses that these rules lead to:\n" +
                in_lines(study::run_command(facts), "    ", " \\");
    }
    if (!out.empty()) text += fmt::format("\nResults: {}\n", (std::filesystem::path(out) / "").string());
    return text;
}

}  // namespace twinarm::cli
