// twinarm endpoints: responses and virtual trials of a stored run under other rules.
#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "host/cli/commands.hpp"
#include "host/cli/endpoints_words.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/run_folder.hpp"
#include "host/run/cost.hpp"
#include "host/run/errors.hpp"
#include "host/run/interrupt.hpp"
#include "host/run/output_folder.hpp"
#include "host/run/population_cohorts.hpp"
#include "host/run/progress.hpp"
#include "host/table/result_table.hpp"
#include "host/table/summary_json.hpp"
#include "host/trial/populations_analysis.hpp"

namespace twinarm {

namespace {

struct EndpointsOptions {
    std::string folder, out;
    std::vector<std::string> set;
    bool force = false, quiet = false, json = false;
};

/// The analysis of a run, over populations or not.
class Analysis {
  public:
    Analysis(const Cohort& cohort, const PopulationDesign* design, std::uint64_t first) : first_(first) {
        if (design != nullptr)
            over_populations_ = std::make_unique<PopulationsAnalysis>(cohort, *design);
        else
            one_ = std::make_unique<TrialAnalysis>(cohort);
    }
    void add(const Outcome* outcomes, std::uint64_t patients, std::size_t arms) {
        std::vector<Outcome> rows(outcomes, outcomes + patients * arms);
        for (Outcome& outcome : rows) outcome.patient -= first_;
        if (one_)
            one_->add(rows.data(), patients);
        else
            over_populations_->add(rows.data(), patients);
    }
    StudySummary summarise(const TrialRowVisitor& visit) {
        return one_ ? one_->summarise(visit) : over_populations_->summarise(visit);
    }

  private:
    std::uint64_t first_;
    std::unique_ptr<TrialAnalysis> one_;
    std::unique_ptr<PopulationsAnalysis> over_populations_;
};

void prepare_folder(const EndpointsOptions& options, const StoredRun& run, const Cohort& cohort) {
    std::error_code ignored;
    if (std::filesystem::equivalent(options.out, run.folder, ignored))
        throw UsageError(options.out + ": is the run itself\n  Choose another folder with --out.");
    prepare_output_folder(options.out, options.force,
                          expected_output_bytes(cohort, run.record.patients_done));
}

ExitCode endpoints(const EndpointsOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    const std::string started = utc_now();
    const StoredRun run = read_stored_run(options.folder);
    require_simulated(run);
    const Cohort cohort = cohort_with_rules(run, options.set);
    const std::optional<PopulationCohorts> populations = populations_of(run, cohort);
    const PopulationDesign* design = populations ? &populations->design : nullptr;
    std::optional<RunFolder> folder;
    if (!options.out.empty()) {
        prepare_folder(options, run, cohort);
        folder.emplace(options.out, cohort, design, false);
    }

    Analysis analysis(cohort, design, run.record.first_patient);
    Progress progress(run.record.patients_done, cohort.study.arm_count,
                      !options.quiet && stderr_is_terminal());
    watch_for_interrupt();
    const auto keep = [&](const Outcome* outcomes, std::uint64_t patients) {
        if (folder) folder->add(outcomes, patients);
        analysis.add(outcomes, patients, cohort.arms.size());
    };
    const OtherRulesResult result =
        apply_rules(run, cohort, keep, [&](std::uint64_t done) { progress.update(done); });
    progress.clear();
    if (result.signal != 0) {
        fmt::print(stderr, "twinarm: interrupted: no endpoints from a part of the patients\n");
        return ExitCode(128 + result.signal);
    }

    const auto summarise = [&](const TrialRowVisitor& visit) { return analysis.summarise(visit); };
    const StudySummary summary = folder ? folder->summarise(summarise) : summarise({});
    const EndpointsFacts facts{options.folder, options.set, run, cohort, result};
    const std::string json =
        endpoints_json(summary_json(summary, {cohort.study.seed, run.record.first_patient, result.patients,
                                              false, cohort.study.solver.precision}),
                       facts);
    if (folder) {
        folder->finish_patients(result.patients);
        folder->write_resolved();
        if (run.populations) folder->write(populations_file, run.populations->text);
        folder->write("summary.json", json);
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        folder->write("run.json", endpoints_record(facts, *folder, started, seconds));
        if (folder->first_error()) std::rethrow_exception(folder->first_error());
    }
    if (options.json)
        print_json(json);
    else if (!options.quiet)
        fmt::print("{}{}", result_table(cohort, summary, {result.patients, false, stdout_has_colour()}),
                   endpoints_text(facts, options.out, stdout_has_colour()));
    return ExitCode::ok;
}

}  // namespace

Verb endpoints_verb() {
    auto options = std::make_shared<EndpointsOptions>();
    Verb verb("endpoints",
              "Responses and virtual trials of a run under other rules, treatment as it was given");
    verb.argument("RUN", &options->folder, "folder of the run", {.required = true});
    verb.option("--set", &options->set,
                "PATH=VALUE: another rule of [assessment] or [trial], as for run; may be repeated",
                {.value_name = "PATH=VALUE", .one_at_a_time = true});
    verb.option("-o,--out", &options->out, "folder for the results; nothing is written where not given");
    verb.option("-f,--force", &options->force, "replace the results in a folder that is not empty");
    verb.option("-q,--quiet", &options->quiet, "no progress and no table");
    add_json_flag(verb, options->json);
    verb.footer =
        "Examples:\n  twinarm endpoints runs/select --set assessment.confirmation=none\n"
        "  twinarm endpoints runs/select --set assessment.criteria=WHO --set trial.n=60 -o runs/select_who\n"
        "  twinarm endpoints runs/select --set assessment.reader_cv=0.1 --set trial.between_trial_sd=0";
    verb.action = [options] { return endpoints(*options); };
    return verb;
}

}  // namespace twinarm
