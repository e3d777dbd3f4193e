// Runs side by side on a terminal.
#include "host/table/run_comparison.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "host/base/number_text.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

constexpr std::size_t most_settings = 30;  ///< further ones are only in the JSON
constexpr std::size_t path_width = 46, value_width = 42;

std::string origin(const trial::ComparedRun& run) {
    if (!run.endpoints_of.empty()) return "endpoints of " + run.endpoints_of;
    return run.populations.empty() ? "" : "over " + run.populations;
}

std::string run_list(const trial::RunComparison& comparison, bool colour) {
    TextTable table({{"run"}, {"folder", true}, {"study", true}, {"patients"}, {"seed"}, {"made of", true}});
    for (std::size_t r = 0; r < comparison.runs.size(); ++r) {
        const trial::ComparedRun& run = comparison.runs[r];
        const std::string patients =
            base::with_commas(run.patients) +
            (run.first_patient == 0 ? "" : fmt::format(" from {}", run.first_patient));
        table.add_row({fmt::format("{}", r + 1), shortened(run.folder, 30), shortened(run.study, 14),
                       patients, fmt::format("{}", run.seed), shortened(origin(run), 20)});
    }
    std::string text = block_heading("RUNS", "", colour) + table.text();
    for (std::size_t r = 0; r < comparison.runs.size(); ++r) {
        const trial::ComparedRun& run = comparison.runs[r];
        if (run.interrupted)
            text +=
                fmt::format("  run {}: ", r + 1) + interrupted_line(true, run.patients, run.patients_planned);
    }
    return text;
}

std::string setting_list(const trial::RunComparison& comparison, bool colour) {
    std::string text = block_heading("SETTINGS that differ", "", colour);
    if (comparison.settings.empty()) return text + "  None: the same cohort, patients and rules.\n";
    TextTable table({{"Setting", true}, {"run"}, {"value", true}});
    for (std::size_t s = 0; s < std::min(most_settings, comparison.settings.size()); ++s) {
        const trial::DifferingSetting& setting = comparison.settings[s];
        for (std::size_t r = 0; r < setting.values.size(); ++r) {
            if (r > 0 && setting.values[r] == setting.values[0]) continue;
            table.add_row({r == 0 ? shortened(setting.path, path_width) : "", fmt::format("{}", r + 1),
                           shortened(setting.values[r].value_or("-"), value_width)});
        }
    }
    text += table.text() + "  A run that is not listed has the value of run 1; -: no value.\n";
    if (comparison.settings.size() > most_settings)
        text += fmt::format("  {} more are in the output of --json.\n",
                            comparison.settings.size() - most_settings);
    return text;
}

std::string signed_points(double fraction) {
    return (fraction >= 0 ? "+" : "") + base::percent(fraction);
}

std::string response_table(const trial::RunComparison& comparison, bool colour) {
    TextTable table({{"Arm", true},
                     {"run"},
                     {"ORR", false, "population"},
                     {"MC s.e."},
                     {"CR"},
                     {"n", false, "one trial of n"},
                     {"median"},
                     {"95% range"},
                     {"ORR", false, "minus run 1"},
                     {"MC s.e."},
                     {"shared"}});
    bool limits = false;
    for (std::size_t a = 0; a < comparison.arms.size(); ++a) {
        std::string name = block_name(comparison.arms[a]);
        for (std::size_t r = 0; r < comparison.runs.size(); ++r) {
            const auto& arm = comparison.runs[r].arms[a];
            if (!arm) continue;
            const auto& difference = arm->orr_minus_first;
            const bool first = r == 0 || !difference;
            limits = limits || !arm->orr.monte_carlo_standard_error ||
                     (!first && !difference->minus.monte_carlo_standard_error);
            table.add_row(
                {name, fmt::format("{}", r + 1), base::percent(arm->orr.estimate),
                 error_cell(arm->orr.monte_carlo_standard_error, arm->orr.limits),
                 base::percent(arm->complete.estimate), fmt::format("{}", arm->trial.n),
                 median_cell(arm->trial), range_cell(arm->trial),
                 first ? "" : signed_points(difference->minus.estimate),
                 first ? ""
                       : error_cell(difference->minus.monte_carlo_standard_error, difference->minus.limits),
                 first ? "" : base::with_commas(difference->shared)});
            name.clear();
        }
    }
    return block_heading("OBJECTIVE RESPONSE RATE (ORR = CR + PR)", "% of patients, all treated", colour) +
           table.text() +
           "  MC s.e.: Monte-Carlo standard error. 95% range: 2.5% to 97.5% quantile over virtual trials.\n"
           "  shared: patients who have the same seed and number in both runs, and so the same random "
           "numbers;\n"
           "  what they have in common cancels in the difference. Patients who are not shared are "
           "independent.\n" +
           (limits ? limits_note : "");
}

std::string survival_table(const trial::RunComparison& comparison, bool colour) {
    TextTable table(
        {{"Arm", true}, {"run"}, {"PFS median (95% limits)"}, {"OS median (95% limits)"}, {"failed"}});
    std::vector<const statistics::SurvivalSummary*> shown;
    for (std::size_t a = 0; a < comparison.arms.size(); ++a) {
        std::string name = block_name(comparison.arms[a]);
        for (std::size_t r = 0; r < comparison.runs.size(); ++r) {
            const auto& arm = comparison.runs[r].arms[a];
            if (!arm) continue;
            shown.push_back(&arm->pfs), shown.push_back(&arm->os);
            table.add_row({name, fmt::format("{}", r + 1), survival_cell(arm->pfs), survival_cell(arm->os),
                           base::with_commas(arm->patients_failed)});
            name.clear();
        }
    }
    return block_heading("SURVIVAL", "months; Kaplan-Meier over the population, log(-log) limits", colour) +
           table.text() + survival_notes(shown);
}

}  // namespace

std::string comparison_table(const trial::RunComparison& comparison, bool colour) {
    const std::size_t runs = comparison.runs.size();
    return fmt::format("{} run{} side by side. Simulated data, not patients.\n", runs, runs == 1 ? "" : "s") +
           run_list(comparison, colour) + setting_list(comparison, colour) +
           response_table(comparison, colour) + survival_table(comparison, colour);
}

}  // namespace twinarm::table
