// What `endpoints` prints beside the results of a run.
#include "host/table/endpoints_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/table/blocks.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

constexpr std::size_t most_named = 5;  ///< in the table; the JSON names more

/// Words in lines of at most table_width columns; `before_a_break` ends each line but the last.
std::string in_lines(const std::vector<std::string>& words, const std::string& indent,
                     const std::string& before_a_break = "") {
    std::string text, line = indent;
    for (const std::string& word : words) {
        if (line.size() > indent.size() &&
            display_width(line) + 1 + display_width(word) + before_a_break.size() > table_width) {
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

std::string endpoints_table(const store::EndpointsPart& part, std::uint64_t patients, const std::string& out,
                            bool colour) {
    const std::uint64_t changed = part.all_doses_changed();
    std::string text = block_heading("ENDPOINTS UNDER OTHER RULES", "treatment as it was given", colour);
    text += in_lines({"Outcomes", "of", base::plain_text(part.of) + ",", "read", "again", "with:"}, "  ");
    for (const std::string& setting : part.settings) text += "    " + setting + '\n';
    if (part.settings.empty()) text += "    the run's own rules\n";
    const std::uint64_t all = patients * part.doses_changed.size();
    if (part.simulated_again > 0)
        text += fmt::format(
            "  {} of {} courses were simulated again, for scans after the run's last one or for doses.\n",
            base::with_commas(part.simulated_again), base::with_commas(all));
    if (changed == 0) {
        text += "  These rules would have changed no dose.\n";
    } else {
        text += fmt::format(
            "  In {} of {} courses these rules would have changed a dose; here it stays as it was given:\n",
            base::with_commas(changed), base::with_commas(all));
        for (const store::EndpointsPart::ArmCount& arm : part.doses_changed)
            if (arm.patients > 0)
                text += fmt::format("    {}: {} patients\n", block_name(arm.arm),
                                    base::with_commas(arm.patients));
        std::vector<std::string> names = {"First:"};
        const std::size_t named = std::min(most_named, part.first_changed.size());
        for (std::size_t i = 0; i < named; ++i)
            names.push_back(fmt::format("patient {} in {}{}", part.first_changed[i].patient,
                                        base::plain_text(part.first_changed[i].arm),
                                        i + 1 < named ? "," : "."));
        text += in_lines(names, "  ") + "  With the doses that these rules lead to:\n" +
                in_lines(part.command, "    ", " \\");
    }
    if (!out.empty()) text += fmt::format("\nResults: {}\n", (std::filesystem::path(out) / "").string());
    return text;
}

}  // namespace twinarm::table
