// Which populations a run is made over.
#include "host/study/plan_populations.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/number_text.hpp"
#include "host/base/output_file.hpp"
#include "host/cohort/chosen_populations.hpp"

namespace twinarm::study {
namespace {

/// Of each population of a file that is asked for, where -n says nothing: its ORR then has a Monte-Carlo
/// error below 2.3 points, sqrt(0.25 / 500).
constexpr std::uint64_t usual_patients_of_population = 500;

cohort::Populations read(const std::string& file, const char* remedy) {
    return cohort::read_populations(base::read_file(file, remedy, cohort::largest_populations_bytes + 1),
                                    base::name_of_input(file));
}

std::string listed(const std::vector<std::string>& paths) {
    std::string text;
    for (const std::string& path : paths) text += (text.empty() ? "`" : ", `") + path + "`";
    return text;
}

/// Where the file itself gives a number that every population replaces.
void warn_of_replaced(const cohort::Populations& populations, const cohort::Cohort& cohort,
                      const std::string& file, base::Report& report) {
    std::vector<std::string> replaced;
    for (const std::size_t c : populations.columns_of(cohort.disease)) {
        const std::string& path = populations.columns[c].path;
        for (const std::string& own : cohort.own_parameters)
            if (path.starts_with(own + ".")) replaced.push_back(path);
    }
    if (!replaced.empty())
        report.warn(base::place_of_option("--populations " + base::name_of_input(populations.file)),
                    fmt::format("sets {} in every population: what {} says of it is replaced\n"
                                "  Keep these columns if they are about this drug; otherwise remove them.",
                                listed(replaced), base::name_of_input(file)));
}

/// As cohort::check_settings, of settings with their places.
void check_point(const cohort::Populations& populations, const std::string& disease,
                 const std::vector<toml::Setting>& point) {
    base::Report report;
    for (const toml::Setting& setting : point)
        for (const std::size_t c : cohort::columns_set_by(setting.text, populations, disease))
            report.add(setting.place, fmt::format("{} sets `{}` in every population: remove one of the two",
                                                  populations.file, populations.columns[c].path));
    report.throw_if_any();
}

cohort::Populations asked_for(const std::string& file, const cohort::Cohort& cohort,
                              const CohortOptions& options, std::uint64_t& patients, base::Report& report) {
    cohort::Populations populations =
        read(file, "Give a populations file like the one that `twinarm calibrate` writes.");
    cohort::check_settings(populations, cohort.disease, options.set);
    check_point(populations, cohort.disease, options.point);
    warn_of_replaced(populations, cohort, options.file, report);
    const std::uint64_t each =
        options.patients ? cohort::fewest_patients_of_population : usual_patients_of_population;
    const std::uint64_t count = populations.rows.size(), least = count * each;
    if (patients < least) {
        report.warn(options.patients ? base::place_of_option(fmt::format("-n {}", patients))
                                     : base::place_of_option(base::name_of_input(options.file)),
                    fmt::format("{}raised to {}: {} population{} of at least {} patients each",
                                options.patients ? "" : base::with_commas(patients) + " patients are ",
                                base::with_commas(least), count, count == 1 ? "" : "s", each));
        patients = least;
    }
    return populations;
}

/// Without the columns of what the cohort or `--set` says itself.
cohort::Populations of_cohort(const cohort::Cohort& cohort, const CohortOptions& options,
                              std::uint64_t patients, base::Report& report) {
    const cohort::Populations all = read(
        cohort.populations, "[study] populations of the cohort names it; --populations none does without.");
    std::vector<std::size_t> left_out;
    const auto leave_out = [&](const std::string& path, const std::string& who) {
        std::vector<std::string> names;
        for (const std::size_t c : cohort::columns_set_by(path, all, cohort.disease)) {
            left_out.push_back(c);
            names.push_back(all.columns[c].path);
        }
        if (!names.empty())
            report.warn(
                base::place_of_option(who),
                fmt::format("holds in every population: {} of {} is not used", listed(names), all.file));
    };
    for (const std::string& setting : options.set) leave_out(setting, "--set " + setting);
    for (const toml::Setting& setting : options.point) leave_out(setting.text, setting.place.file);
    for (const std::string& own : cohort.own_parameters) leave_out(own, base::name_of_input(options.file));
    return cohort::chosen(cohort::without_columns(all, left_out),
                          cohort::populations_for(patients, all.rows.size()));
}

}  // namespace

void plan_populations(store::StudyPlan& plan, const cohort::Cohort& cohort, const CohortOptions& options,
                      const std::string& asked) {
    const bool by_cohort = asked.empty();
    const bool none = by_cohort ? cohort.populations.empty() : asked == no_populations;
    if (none || (by_cohort && plan.patients < cohort::fewest_for_populations)) {
        plan.populations = cohort::one_population(cohort, plan.patients);
        return;
    }
    base::Report report;
    const cohort::Populations populations = by_cohort
                                                ? of_cohort(cohort, options, plan.patients, report)
                                                : asked_for(asked, cohort, options, plan.patients, report);
    plan.populations = cohort::plausible_populations(cohort, populations, plan.patients);
    plan.patients = plan.populations.patients();
    const auto of_others = by_cohort ? std::vector<base::Diagnostic>()
                                     : cohort::columns_of_other_diseases(populations, cohort.disease);
    for (const auto& warnings :
         {populations.warnings, of_others, plan.populations.warnings, report.warnings()})
        plan.warnings.insert(plan.warnings.end(), warnings.begin(), warnings.end());
}

}  // namespace twinarm::study
