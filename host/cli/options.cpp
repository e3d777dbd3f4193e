// Options that several verbs share.
#include "host/cli/options.hpp"

#include "host/cohort/settable_paths.hpp"

namespace twinarm::cli {

void add_options(Verb& verb, study::CohortOptions& options, const CohortRules& rules) {
    verb.argument("FILE", &options.file, "cohort file (TOML)", {.required = rules.file_is_required});
    verb.option("-n,--patients", &options.patients, "virtual patients instead of the file's number",
                {.check = whole_number});
    verb.option("--first-patient", &options.first_patient,
                "address of the first patient: a cohort may be cut into several runs",
                {.check = whole_number});
    verb.option("--seed", &options.seed, "seed instead of the file's", {.check = whole_number});
    verb.option("--set", &options.set, "PATH=VALUE: another value for a key of the file; may be repeated",
                {.value_name = "PATH=VALUE", .suggestions = cohort::settable_paths(), .one_at_a_time = true});
}

void add_options(Verb& verb, study::EngineOptions& options) {
    verb.option("--device", &options.device, "auto, cpu, cuda or cuda:k",
                {.suggestions = {"auto", "cpu", "cuda"}, .show_default = true});
    verb.option("--threads", &options.threads, "CPU threads; 0: one per core",
                {.range = {{0, 4096}}, .show_default = true});
    verb.option("--lanes", &options.lanes,
                "patients side by side in a thread: 1, 2, 4, 8 or, in single precision, 16; 0: automatic",
                {.choices = {"0", "1", "2", "4", "8", "16"}, .show_default = true});
    verb.option("--instructions", &options.instructions, "instruction set: auto, baseline, avx2 or avx512",
                {.choices = {"auto", "baseline", "avx2", "avx512"}, .show_default = true});
    verb.option("--chunk", &options.chunk, "patients in one batch; 0: about two seconds' work",
                {.check = whole_number, .show_default = true});
}

void add_populations_option(Verb& verb, std::string& file, const std::string& otherwise) {
    verb.option("--populations", &file,
                "plausible populations (CSV), 500 patients each without -n, or none: the cohort's values "
                "alone; default: " +
                    otherwise,
                {.file = true});
}

}  // namespace twinarm::cli
