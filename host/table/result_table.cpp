// The answer of a run on a terminal, 100 columns wide: one block a question.
#include "host/table/result_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/run/number_text.hpp"
#include "host/run/patient_row.hpp"
#include "host/table/cells.hpp"
#include "host/table/text_table.hpp"

namespace twinarm {

namespace {

constexpr std::size_t name_width = 20;
constexpr std::size_t most_pairs = 10;  ///< more pairs of arms stand in summary.json only

std::string name(const std::string& id) {
    return shortened(id, name_width);
}

std::string heading(const std::string& title, const std::string& unit, bool colour) {
    return "\n" + (colour ? "\033[1m" + title + "\033[0m" : title) + (unit.empty() ? "" : "  " + unit) + "\n";
}

std::string first_lines(const Cohort& cohort, const StudySummary& summary, const TableFacts& facts) {
    const std::string title = summary.id + (summary.title.empty() ? "" : ": " + summary.title);
    std::string text =
        (facts.colour ? "\033[1m" : "") + shortened(title, table_width) + (facts.colour ? "\033[0m" : "");
    text += "\nSimulated data, not patients: " +
            shortened(fmt::format("{} virtual patients, {}; seed {}.", with_commas(summary.patients),
                                  summary.disease, cohort.study.seed),
                      table_width - 30) +
            '\n';
    if (summary.arms.size() > 1)
        text += fmt::format("The same patients are treated in each of {} arms.\n", summary.arms.size());
    if (facts.interrupted)
        text += fmt::format("INTERRUPTED: {} of {} patients were simulated.\n", with_commas(summary.patients),
                            with_commas(facts.patients_planned));
    return text;
}

std::string arm_list(const StudySummary& summary, bool colour) {
    constexpr std::size_t label_width = 30;
    std::size_t used = 0;
    for (const ArmSummary& arm : summary.arms)
        used = std::max(used, display_width(name(arm.id)) + std::min(display_width(arm.label), label_width));
    TextTable table({{"Arm", true}, {"Label", true}, {"Regimens", true}});
    for (const ArmSummary& arm : summary.arms) {
        std::string id = name(arm.id), label = shortened(arm.label, label_width);
        for (const RegimenSummary& regimen : arm.regimens) {
            table.add_row({id, label, shortened(regimen.label, table_width - used - 8)});
            id = label = "";
        }
        if (arm.regimens.empty()) table.add_row({id, label, "none"});
    }
    return heading("ARMS", "", colour) + table.text();
}

std::string response_rates(const StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"ORR", false, "population"},
                     {"MC s.e."},
                     {"CR"},
                     {"n", false, "one trial of n, all treated"},
                     {"median"},
                     {"95% range"},
                     {"median", false, "evaluable only"},
                     {"95% range"}});
    const auto trial_cells = [](std::vector<std::string> cells, const TrialSummary& trial) {
        for (const std::string& cell :
             {fmt::format("{}", trial.orr.n), median_cell(trial.orr), range_cell(trial.orr),
              median_cell(trial.orr_evaluable), range_cell(trial.orr_evaluable)})
            cells.push_back(cell);
        return cells;
    };
    for (const ArmSummary& arm : summary.arms)
        table.add_row(trial_cells(
            {name(arm.id), rate_cell(arm.orr_population),
             arm.orr_population.estimate ? percent(arm.orr_population.monte_carlo_standard_error, 2) : "-",
             rate_cell(arm.complete_population)},
            arm.trial));
    for (const PooledSummary& pool : summary.pools)
        table.add_row(trial_cells(
            {name(pool.id), pool.orr_population ? percent(*pool.orr_population) : "-",
             percent(pool.monte_carlo_standard_error, 2), percent(pool.bor[std::size_t(Response::CR)])},
            pool.trial));
    std::string text =
        heading("OBJECTIVE RESPONSE RATE (ORR = CR + PR)", "% of patients", colour) + table.text();
    text += fmt::format(
        "  population: all {} virtual patients; MC s.e.: Monte-Carlo standard error.\n"
        "  95% range: 2.5% to 97.5% quantile over {} virtual trials (between-trial sd {} on the logit).\n",
        with_commas(summary.patients), with_commas(summary.trials), summary.between_trial_sd);
    if (summary.pool_limited)
        text += fmt::format("  Trials are drawn from the first {} patients.\n",
                            with_commas(summary.pool_patients));
    for (const PooledSummary& pool : summary.pools)
        text +=
            shortened("  " + pool.id + ": " + pool.label + ", arms weighted as in one trial", table_width) +
            "\n";
    for (const ArmSummary& arm : summary.arms)
        if (arm.trial.gate) text += gate_line(name(arm.id), *arm.trial.gate);
    for (const PooledSummary& pool : summary.pools)
        if (pool.trial.gate) text += gate_line(name(pool.id), *pool.trial.gate);
    return text;
}

std::string best_responses(const StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"CR"},
                     {"PR"},
                     {"SD"},
                     {"PD"},
                     {"NE"},
                     {"evaluable"},
                     {"median (P10 to P90)", false, "best change of SLD, %"},
                     {"failed"}});
    for (const ArmSummary& arm : summary.arms) {
        std::vector<std::string> cells{name(arm.id)};
        const std::uint64_t completed = arm.patients - arm.patients_failed;
        for (const Response response : {Response::CR, Response::PR, Response::SD, Response::PD, Response::NE})
            cells.push_back(completed == 0 ? "-" : percent(arm.bor[std::size_t(response)]));
        cells.push_back(completed == 0 ? "-" : percent(double(arm.evaluable) / double(completed)));
        cells.push_back(spread_cell(arm.best_change, 100, 0));
        cells.push_back(with_commas(arm.patients_failed));
        table.add_row(cells);
    }
    std::string text = heading("BEST OVERALL RESPONSE", "% of all treated", colour) + table.text();
    for (const ArmSummary& arm : summary.arms)
        if (arm.patients_failed > 0)
            text += fmt::format(
                "  {}: {} of {} patients failed; rates are of those completed, and whatever the failed would "
                "have\n"
                "  done, ORR lies between {} and {}%.\n",
                name(arm.id), with_commas(arm.patients_failed), with_commas(arm.patients),
                percent(arm.orr_population.bounds.lower), percent(arm.orr_population.bounds.upper));
    return text;
}

std::string survival(const StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true}, {"PFS median (95% limits)"}, {"OS median (95% limits)"}});
    for (const ArmSummary& arm : summary.arms)
        table.add_row({name(arm.id), survival_cell(arm.pfs), survival_cell(arm.os)});
    const bool open = std::any_of(summary.arms.begin(), summary.arms.end(), [](const ArmSummary& arm) {
        return open_limits(arm.pfs) || open_limits(arm.os);
    });
    return heading("SURVIVAL", "months; Kaplan-Meier over the population, log(-log) limits", colour) +
           table.text() + (open ? "  NR: not reached.\n" : "");
}

std::string responders(const StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"responders"},
                     {"median (P10 to P90)", false, "time to response"},
                     {"median (95% limits)", false, "duration of response"}});
    bool open = false;
    for (const ArmSummary& arm : summary.arms) {
        open = open || open_limits(arm.duration);
        table.add_row({name(arm.id), with_commas(arm.orr_population.count),
                       spread_cell(arm.time_to_response_days, 1 / days_per_month, 1),
                       survival_cell(arm.duration)});
    }
    return heading("RESPONDERS", "months", colour) + table.text() + (open ? "  NR: not reached.\n" : "");
}

std::string treatment(const Cohort& cohort, const StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"Drug", true},
                     {"given", false, "doses: median (P10 to P90)"},
                     {"held"},
                     {"first cycle"},
                     {"grade 3-4, %", false, "hypotension"}});
    for (std::size_t a = 0; a < summary.arms.size(); ++a) {
        const ArmSummary& arm = summary.arms[a];
        const std::string severe =
            arm.patients == arm.patients_failed ? "-" : percent(arm.hypotension[3] + arm.hypotension[4]);
        for (std::size_t r = 0; r < arm.regimens.size(); ++r) {
            const bool cycles = r == 0 && cohort.study.arms[a].regimens[0].doses_per_cycle > 1;
            table.add_row({r == 0 ? name(arm.id) : "", name_of(cohort.study.arms[a].regimens[r].drug),
                           spread_cell(arm.regimens[r].doses_given, 1, 0),
                           spread_cell(arm.regimens[r].doses_held, 1, 0),
                           cycles ? spread_cell(arm.first_cycle_doses, 1, 0) : "", r == 0 ? severe : ""});
        }
        if (arm.regimens.empty()) table.add_row({name(arm.id), "none", "", "", "", severe});
    }
    return heading("TREATMENT", "", colour) + table.text();
}

/// The pairs of arms that fit: all of them, or those with the first arm.
std::vector<const TwinSummary*> shown_pairs(const StudySummary& summary) {
    std::vector<const TwinSummary*> pairs;
    for (const TwinSummary& pair : summary.twins)
        if (pairs.size() < most_pairs && (summary.twins.size() <= most_pairs || pair.index_a == 0))
            pairs.push_back(&pair);
    return pairs;
}

std::string twins(const StudySummary& summary, bool colour) {
    const std::vector<const TwinSummary*> pairs = shown_pairs(summary);
    if (pairs.empty()) return "";
    TextTable responses(
        {{"A", true}, {"B", true}, {"both"}, {"only A"}, {"only B"}, {"neither"}, {"bounds of both"}});
    TextTable trials({{"A", true},
                      {"B", true},
                      {"A > B", false, "randomised: other patients"},
                      {"equal"},
                      {"B > A"},
                      {"A > B", false, "twin: the same patients"},
                      {"equal"},
                      {"B > A"}});
    for (const TwinSummary* pair : pairs) {
        const std::string a = name(pair->arm_a), b = name(pair->arm_b);
        const auto share = [&](std::uint64_t count) {
            return pair->patients == 0 ? std::string("-") : percent(double(count) / double(pair->patients));
        };
        responses.add_row({a, b, share(pair->both), share(pair->only_a), share(pair->only_b),
                           share(pair->neither),
                           percent(pair->both_bounds.lower) + " to " + percent(pair->both_bounds.upper)});
        std::vector<std::string> cells{a, b};
        for (const HeadToHead* versus : {&pair->randomised, &pair->twin})
            for (const TrialProbability* p : {&versus->a_greater, &versus->equal, &versus->b_greater})
                cells.push_back(probability_cell(*p));
        trials.add_row(cells);
    }
    std::string text =
        heading("TWINS: the same patients under both arms, who responds to which", "% of patients", colour) +
        responses.text();
    text += fmt::format("  bounds: Frechet, from the two rates alone; {}.\n", cross_arm_note);
    text += heading("HEAD TO HEAD: which arm's ORR is higher in one trial", "probability", colour) +
            trials.text();
    if (pairs.size() < summary.twins.size())
        text += fmt::format("  {} more pairs stand in summary.json.\n", summary.twins.size() - pairs.size());
    return text;
}

std::string published(const StudySummary& summary, bool colour) {
    TextTable table(
        {{"Arm", true}, {"Trial", true}, {"role", true}, {"n"}, {"ORR (95% limits)"}, {"CR"}, {"simulated"}});
    bool any = false;
    const auto add = [&](const std::string& id, const std::vector<PublishedSummary>& trials,
                         const std::string& simulated) {
        for (const PublishedSummary& trial : trials) {
            any = true;
            table.add_row({shortened(id, 17), shortened(trial.label, 22), shortened(trial.role, 11),
                           fmt::format("{}", trial.n), limits_cell(trial.orr, trial.orr_limits),
                           trial.complete_rate ? percent(*trial.complete_rate) : "", simulated});
        }
    };
    for (const ArmSummary& arm : summary.arms) add(arm.id, arm.published, rate_cell(arm.orr_population));
    for (const PooledSummary& pool : summary.pools)
        add(pool.id, pool.published, pool.orr_population ? percent(*pool.orr_population) : "-");
    if (!any) return "";
    return heading("PUBLISHED TRIALS beside the simulation", "%; exact (Clopper-Pearson) limits", colour) +
           table.text();
}

}  // namespace

std::string result_table(const Cohort& cohort, const StudySummary& summary, const TableFacts& facts) {
    return first_lines(cohort, summary, facts) + arm_list(summary, facts.colour) +
           response_rates(summary, facts.colour) + best_responses(summary, facts.colour) +
           survival(summary, facts.colour) + responders(summary, facts.colour) +
           treatment(cohort, summary, facts.colour) + twins(summary, facts.colour) +
           published(summary, facts.colour);
}

}  // namespace twinarm
