// From what a user asked for to the cohort and the plan of a study.
#include "host/study/make_plan.hpp"

#include <fmt/format.h>

#include <limits>

#include "host/base/errors.hpp"
#include "host/base/number_text.hpp"
#include "host/base/output_file.hpp"
#include "host/cohort/idle_settings.hpp"
#include "host/store/results_kept.hpp"
#include "host/study/device.hpp"
#include "host/study/plan_populations.hpp"

namespace twinarm::study {

cohort::CohortFile open_cohort(const CohortOptions& options) {
    if (options.patients == std::optional<std::uint64_t>(0))
        throw base::UsageError("-n 0: a cohort needs at least one patient");
    return {options.file,
            base::read_file(options.file, "Give the path of a cohort file; the shipped ones are in cohorts/.",
                            toml::largest_file_bytes + 1)};
}

cohort::Cohort read_cohort(const cohort::CohortFile& file, const CohortOptions& options) {
    const cohort::CohortOverrides overrides{options.set, options.seed, options.patients};
    cohort::Cohort cohort = file.with(overrides);
    const auto idle = cohort::idle_settings(file, overrides, cohort);
    cohort.warnings.insert(cohort.warnings.end(), idle.begin(), idle.end());
    return cohort;
}

cohort::Cohort read_cohort(const CohortOptions& options) {
    return read_cohort(open_cohort(options), options);
}

void require_kept(const std::string& output, const cohort::Cohort& cohort, const std::string& populations) {
    if (output.empty()) return;
    std::vector<std::string> inputs = toml::paths_of(cohort.files);
    const std::string& read = populations.empty() ? cohort.populations : populations;
    if (!read.empty() && populations != no_populations) inputs.push_back(base::name_of_input(read));
    store::require_kept(output, inputs);
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
                        "  Omit the option, or see `twinarm doctor`.",
                        text));
    return wanted;
}

}  // namespace

void choose_engine(store::StudyPlan& plan, const EngineOptions& engine) {
    plan.chunk = engine.chunk;
    plan.cpu = {engine.threads, engine.lanes, instruction_set(engine.instructions)};
    plan.device = choose_device(parse_device(engine.device));
}

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
    choose_engine(plan, engine);
    plan_populations(plan, cohort, options, populations);
    return plan;
}

}  // namespace twinarm::study
