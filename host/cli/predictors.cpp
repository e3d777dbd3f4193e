// twinarm predictors: which sampled traits separate the responders of each arm.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/stored_run.hpp"
#include "host/run/errors.hpp"
#include "host/run/interrupt.hpp"
#include "host/run/output_file.hpp"
#include "host/run/patient_row.hpp"
#include "host/run/population_cohorts.hpp"
#include "host/run/progress.hpp"
#include "host/run/sample_traits.hpp"
#include "host/table/predictor_table.hpp"
#include "host/trial/outcome_pool.hpp"

namespace twinarm {

namespace {

struct PredictorOptions {
    CohortOptions cohort;  ///< its file may be the folder of a run
    EngineOptions engine;
    std::string arm, csv;
    std::size_t top = 12;
    bool json = false;
};

/// Responses of completed patients by arm, and each patient's study.
struct Responses {
    std::vector<ArmLabel> arms;
    std::vector<std::vector<ArmResponse>> responses;  ///< by arm
    std::vector<Study> studies;
    std::uint64_t first = 0, patients_each = 0;

    const Study& study_of(std::uint64_t patient) const {
        return studies[patients_each == 0 ? 0 : std::size_t((patient - first) / patients_each)];
    }
};

Responses stored(const std::string& folder) {
    const StoredRun run = read_stored_run(folder);
    Responses found{run.cohort.arms, stored_responses(run), {}, run.record.first_patient, 0};
    if (!run.populations) {
        found.studies.push_back(run.cohort.study);
        return found;
    }
    found.patients_each = run.record.populations->patients_each;
    for (std::size_t k = 0; k < run.populations->rows.size(); ++k)
        found.studies.push_back(cohort_of_population(run.cohort, *run.populations, k).study);
    return found;
}

Responses simulated(const PredictorOptions& options) {
    const Cohort cohort = read_cohort(options.cohort);
    const SimulationPlan plan = make_plan(cohort, options.cohort, options.engine);
    Responses found{
        cohort.arms, std::vector<std::vector<ArmResponse>>(cohort.arms.size()), {cohort.study}, 0, 0};
    SimulationResult result;
    Progress progress(plan.patients, cohort.study.arm_count, stderr_is_terminal());
    watch_for_interrupt();
    const auto keep = [&](const Outcome* outcomes, std::uint64_t patients) {
        const std::uint64_t count = patients * cohort.arms.size();
        for (const Outcome* o = outcomes; o != outcomes + count; ++o)
            if (o->status == Status::ok)
                found.responses[std::size_t(o->arm)].push_back({o->patient, is_responder(o->response)});
    };
    simulate_cohort(
        cohort.study, plan, {keep}, [&](std::uint64_t done) { progress.update(done); }, result);
    progress.clear();
    if (result.signal != 0) throw UsageError("interrupted: nothing was written");
    return found;
}

ExitCode find_predictors(const PredictorOptions& options) {
    const bool is_run = std::filesystem::is_directory(options.cohort.file);
    if (is_run && (!options.cohort.set.empty() || options.cohort.seed || options.cohort.patients))
        throw UsageError(options.cohort.file +
                         ": the patients of a run are what they are\n"
                         "  Give a cohort file with --set, --seed or -n.");
    const Responses found = is_run ? stored(options.cohort.file) : simulated(options);
    Cohort named;
    named.arms = found.arms;
    std::string csv = std::string("# ") + simulated_note + "\n" + predictor_csv_header + "\n";
    std::string text =
        "Simulated data, not patients: what separates responders in the model, not in a clinic.\n";
    nlohmann::ordered_json json = {
        {"simulated", true}, {"note", simulated_note}, {"arms", nlohmann::ordered_json::array()}};
    for (const int a : chosen_arms(named, options.arm)) {
        std::vector<std::uint64_t> patients;
        std::vector<bool> responders;
        for (const ArmResponse& one : found.responses[std::size_t(a)]) {
            patients.push_back(one.patient);
            responders.push_back(one.responder);
        }
        const std::vector<Trait> traits = sample_traits(
            patients, [&](std::uint64_t number) -> const Study& { return found.study_of(number); });
        const PredictorTable table = predictors(traits, responders);
        const std::string& id = found.arms[std::size_t(a)].id;
        text += predictor_table("PREDICTORS in arm " + id, table, options.top, stdout_has_colour());
        csv += predictor_csv_rows(id, table);
        json["arms"].push_back(predictor_json(id, table));
    }
    text +=
        "\nAUC: area under the ROC curve of one trait. together: logistic regression on the normal scores "
        "of\n"
        "all traits; log odds per standard deviation, and the rank of its size.\n";
    if (!options.csv.empty()) write_file(options.csv, csv);
    if (options.json)
        print_json(json);
    else
        fmt::print("{}", text);
    return ExitCode::ok;
}

}  // namespace

Verb predictors_verb() {
    auto options = std::make_shared<PredictorOptions>();
    Verb verb("predictors", "Which sampled traits separate the responders of each arm, and how well");
    add_options(verb, options->cohort);
    verb.options.front().description =  // of FILE

        "folder of a run, whose patients are not simulated again, or a cohort file";
    add_options(verb, options->engine);
    verb.option("--arm", &options->arm, "id of one arm; all arms where not given");
    verb.option("--top", &options->top, "traits shown of an arm", {.show_default = true});
    verb.option("--csv", &options->csv, "file for all traits of all arms");
    add_json_flag(verb, options->json);
    verb.footer =
        "Examples:\n  twinarm predictors runs/head_to_head\n"
        "  twinarm predictors cohorts/select.toml -n 20000 --csv predictors.csv";
    verb.action = [options] { return find_predictors(*options); };
    return verb;
}

}  // namespace twinarm
