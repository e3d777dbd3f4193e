// Options that several verbs share.
#include "host/cli/options.hpp"

#include <fmt/format.h>

#include <limits>

#include "host/cohort/read_cohort.hpp"
#include "host/run/errors.hpp"
#include "host/run/output_file.hpp"

namespace twinarm {

void add_options(Verb& verb, CohortOptions& options) {
    verb.argument("FILE", &options.file, "cohort file (TOML)", {.required = true});
    verb.option("-n,--patients", &options.patients, "virtual patients instead of the file's number",
                {.check = whole_number});
    verb.option("--first-patient", &options.first_patient,
                "address of the first patient: a cohort may be cut into several runs",
                {.check = whole_number});
    verb.option("--seed", &options.seed, "seed instead of the file's", {.check = whole_number});
    verb.option("--set", &options.set, "PATH=VALUE: another value for a key of the file; may be repeated",
                {.value_name = "PATH=VALUE", .one_at_a_time = true});
}

void add_options(Verb& verb, EngineOptions& options) {
    verb.option("--device", &options.device, "auto, cpu, cuda or cuda:k", {.show_default = true});
    verb.option("--threads", &options.threads, "CPU threads; 0: one a core",
                {.range = {{0, 4096}}, .show_default = true});
    verb.option("--lanes", &options.lanes,
                "patients side by side in a thread: 1, 2, 4, 8 or, in single precision, 16; 0: what suits",
                {.choices = {"0", "1", "2", "4", "8", "16"}, .show_default = true});
    verb.option("--instructions", &options.instructions, "instruction set: auto, baseline, avx2 or avx512",
                {.choices = {"auto", "baseline", "avx2", "avx512"}, .show_default = true});
    verb.option("--chunk", &options.chunk, "patients at once; 0: about two seconds' work",
                {.check = whole_number, .show_default = true});
}

Cohort read_cohort(const CohortOptions& options) {
    read_file(options.file, "Give the path of a cohort file; those shipped stand in cohorts/.");
    return read_cohort(options.file, CohortOverrides{options.set, options.seed, options.patients});
}

void add_populations_option(Verb& verb, std::string& file) {
    verb.option("--populations", &file,
                "plausible populations (CSV): patients are shared out to all of them, at least 500 each");
}

Populations read_populations(const std::string& file, const CohortOptions& options, const Cohort& cohort) {
    Populations populations = read_populations(
        read_file(file, "Give a populations file, such as `twinarm calibrate` writes."), file);
    check_settings(populations, cohort.disease, options.set);
    return populations;
}

namespace {

InstructionSet instruction_set(const std::string& text) {
    if (text == "auto") return InstructionSet::automatic;
    const InstructionSet wanted = text == "avx512" ? InstructionSet::avx512
                                  : text == "avx2" ? InstructionSet::avx2
                                                   : InstructionSet::baseline;
    if (usable_instructions(wanted) != wanted)
        throw DeviceError(
            fmt::format("--instructions {}: this processor does not have it\n"
                        "  Leave the option out, or look at `twinarm doctor`.",
                        text));
    return wanted;
}

}  // namespace

SimulationPlan make_plan(const Cohort& cohort, const CohortOptions& options, const EngineOptions& engine) {
    SimulationPlan plan;
    plan.first = options.first_patient;
    plan.patients = cohort.patients;
    if (!options.patients) {
        // Without -n the run goes from the first patient to the end of the file's cohort.
        if (plan.first >= cohort.patients)
            throw UsageError(
                fmt::format("--first-patient {}: the cohort has patients 0 to {}\n"
                            "  Give a smaller one, or say with -n how many to simulate.",
                            plan.first, cohort.patients - 1));
        plan.patients -= plan.first;
    }
    if (plan.patients == 0) throw UsageError("-n 0: at least one patient is needed");
    if (plan.first > std::numeric_limits<std::uint64_t>::max() - plan.patients)
        throw UsageError(
            fmt::format("--first-patient {}: too large with {} patients", plan.first, plan.patients));
    plan.chunk = engine.chunk;
    plan.cpu = {engine.threads, engine.lanes, instruction_set(engine.instructions)};
    plan.device = choose_device(parse_device(engine.device));
    return plan;
}

}  // namespace twinarm
