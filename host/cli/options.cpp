// Options that several verbs share.
#include "host/cli/options.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "host/cohort/read_cohort.hpp"
#include "host/run/errors.hpp"
#include "host/run/output_file.hpp"

namespace twinarm {

CLI::Validator whole_number() {
    return CLI::Validator(
        [](const std::string& text) {
            std::uint64_t number = 0;
            const char* end = text.data() + text.size();
            const auto [rest, error] = std::from_chars(text.data(), end, number);
            if (error == std::errc() && rest == end) return std::string();
            return text + " is no whole number from 0 to 18446744073709551615";
        },
        "");
}

void add_options(CLI::App& verb, CohortOptions& options) {
    verb.add_option("FILE", options.file, "cohort file (TOML)")->required();
    verb.add_option("-n,--patients", options.patients, "virtual patients instead of the file's number")
        ->check(whole_number());
    verb.add_option("--first-patient", options.first_patient,
                    "address of the first patient: a cohort may be cut into several runs")
        ->check(whole_number());
    verb.add_option("--seed", options.seed, "seed instead of the file's")->check(whole_number());
    verb.add_option("--set", options.set, "PATH=VALUE: another value for a key of the file; may be repeated")
        ->type_name("PATH=VALUE")
        ->allow_extra_args(false);
}

void add_options(CLI::App& verb, EngineOptions& options) {
    verb.add_option("--device", options.device, "auto, cpu, cuda or cuda:k")->capture_default_str();
    verb.add_option("--threads", options.threads, "CPU threads; 0: one a core")
        ->check(CLI::Range(0, 4096))
        ->capture_default_str();
    verb.add_option(
            "--lanes", options.lanes,
            "patients side by side in a thread: 1, 2, 4, 8 or, in single precision, 16; 0: what suits")
        ->check(CLI::IsMember({0, 1, 2, 4, 8, 16}))
        ->capture_default_str();
    verb.add_option("--instructions", options.instructions, "instruction set: auto, baseline, avx2 or avx512")
        ->check(CLI::IsMember({"auto", "baseline", "avx2", "avx512"}))
        ->capture_default_str();
    verb.add_option("--chunk", options.chunk, "patients at once; 0: about two seconds' work")
        ->check(whole_number())
        ->capture_default_str();
}

void add_populations_option(CLI::App& verb, std::string& file) {
    verb.add_option("--populations", file,
                    "plausible populations (CSV): patients are shared out to all of them, at least 500 each");
}

}  // namespace twinarm
