// From what a user asked for to the cohort and the plan of a study.
#include "host/study/make_plan.hpp"

#include <fmt/format.h>

#include <limits>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/study/device.hpp"

namespace twinarm::study {

cohort::Cohort read_cohort(const CohortOptions& options) {
    base::read_file(options.file, "Give the path of a cohort file; those shipped stand in cohorts/.");
    return cohort::read_cohort(options.file,
                               cohort::CohortOverrides{options.set, options.seed, options.patients});
}

namespace {

InstructionSet instruction_set(const std::string& text) {
    if (text == "auto") return InstructionSet::automatic;
    const InstructionSet wanted = text == "avx512" ? InstructionSet::avx512
                                  : text == "avx2" ? InstructionSet::avx2
                                                   : InstructionSet::baseline;
    if (usable_instructions(wanted) != wanted)
        throw base::DeviceError(
            fmt::format("--instructions {}: this processor does not have it\n"
                        "  Leave the option out, or look at `twinarm doctor`.",
                        text));
    return wanted;
}

/// Checked against the cohort's --set, too.
cohort::Populations populations_for(const CohortOptions& options, const std::string& file,
                                    const cohort::Cohort& cohort) {
    cohort::Populations populations = cohort::read_populations(
        base::read_file(file, "Give a populations file, such as `twinarm calibrate` writes."), file);
    cohort::check_settings(populations, cohort.disease, options.set);
    return populations;
}

}  // namespace

store::StudyPlan make_plan(const cohort::Cohort& cohort, const CohortOptions& options,
                           const EngineOptions& engine, const std::string& populations) {
    store::StudyPlan plan;
    plan.first = options.first_patient;
    plan.patients = cohort.patients;
    if (!options.patients) {
        // Without -n the run goes from the first patient to the end of the file's cohort.
        if (plan.first >= cohort.patients)
            throw base::UsageError(
                fmt::format("--first-patient {}: the cohort has patients 0 to {}\n"
                            "  Give a smaller one, or say with -n how many to simulate.",
                            plan.first, cohort.patients - 1));
        plan.patients -= plan.first;
    }
    if (plan.patients == 0) throw base::UsageError("-n 0: at least one patient is needed");
    if (plan.first > std::numeric_limits<std::uint64_t>::max() - plan.patients)
        throw base::UsageError(
            fmt::format("--first-patient {}: too large with {} patients", plan.first, plan.patients));
    plan.chunk = engine.chunk;
    plan.cpu = {engine.threads, engine.lanes, instruction_set(engine.instructions)};
    plan.device = choose_device(parse_device(engine.device));
    plan.populations = populations.empty()
                           ? cohort::one_population(cohort, plan.patients)
                           : cohort::plausible_populations(
                                 cohort, populations_for(options, populations, cohort), plan.patients);
    plan.patients = plan.populations.patients();
    return plan;
}

}  // namespace twinarm::study
