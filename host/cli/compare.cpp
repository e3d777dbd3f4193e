// twinarm compare: runs side by side.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/progress.hpp"
#include "host/cohort/settings.hpp"
#include "host/store/read_summary.hpp"
#include "host/store/stored_run.hpp"
#include "host/table/run_comparison.hpp"

namespace twinarm::cli {

namespace {

using Json = nlohmann::ordered_json;

std::optional<double> number_or_nothing(const Json& json) {
    return json.is_null() ? std::nullopt : std::optional(json.get<double>());
}

trial::TrialDistribution distribution_of(const Json& json) {
    trial::TrialDistribution found;
    found.n = json.at("n");
    found.trials = json.at("trials");
    for (const Json& quantile : json.at("quantiles"))
        found.quantiles.push_back({quantile.at("p"), quantile.at("value")});
    return found;
}

statistics::SurvivalSummary survival_of(const Json& json) {
    statistics::SurvivalSummary found;
    found.patients = json.at("patients");
    found.median_days = number_or_nothing(json.at("median_days"));
    found.median_lower_days = number_or_nothing(json.at("median_lower_days"));
    found.median_upper_days = number_or_nothing(json.at("median_upper_days"));
    found.follow_up_days = json.at("follow_up_days");
    return found;
}

/// Patients of one arm with their weights, for ORR and CR.
struct Patients {
    std::vector<statistics::WeightedResponse> responders, complete;
};

/// A population's weight is divided among its patients who completed.
Patients patients_of(const store::StoredRun& run, const std::vector<store::ArmResponse>& responses) {
    const std::size_t populations = run.populations ? run.populations->rows.size() : 1;
    const auto population_of = [&](std::uint64_t patient) {
        return run.populations ? cohort::population_of_place(patient - run.record.first_patient,
                                                             run.record.populations->patients_each)
                               : 0;
    };
    std::vector<double> completed(populations), responded(populations), complete(populations),
        weight(populations);
    for (const store::ArmResponse& one : responses) {
        const std::size_t k = population_of(one.patient);
        completed.at(k) += 1, responded[k] += one.responder, complete[k] += one.complete;
    }
    double all = 0;
    for (std::size_t k = 0; k < populations; ++k) {
        weight[k] = completed[k] == 0 ? 0 : run.populations ? run.populations->rows[k].weight : 1;
        all += weight[k];
    }
    Patients patients;
    for (const store::ArmResponse& one : responses) {
        const std::size_t k = population_of(one.patient);
        const double share = weight[k] / all / completed[k];
        patients.responders.push_back({one.patient, one.responder, share, responded[k] / completed[k]});
        patients.complete.push_back({one.patient, one.complete, share, complete[k] / completed[k]});
    }
    return patients;
}

/// A run with what comparisons with the first one need.
struct ReadRun {
    store::StoredRun run;
    std::vector<Patients> patients;  ///< by arm of the run
    Json summary;
    std::map<std::string, std::string> settings;
};

ReadRun read_run(const std::string& folder) {
    ReadRun read{store::read_stored_run(folder), {}, {}, {}};
    for (const std::vector<store::ArmResponse>& responses : store::stored_responses(read.run))
        read.patients.push_back(patients_of(read.run, responses));
    read.summary = store::read_summary(read.run.folder, read.run.cohort, read.run.record);
    read.settings = cohort::settings_of(read.run.cohort.resolved, folder);
    if (read.run.populations)
        read.settings["--populations"] =
            read.run.populations->sha256.substr(0, 12) + " (first digits of the SHA-256)";
    return read;
}

table::ComparedArm arm_of(const ReadRun& read, std::size_t index, const ReadRun& first, bool same_draws) {
    const Json& json = read.summary.at("arms").at(index);
    const std::string id = read.run.cohort.arms[index].id;
    const Patients& patients = read.patients[index];
    table::ComparedArm arm;
    arm.patients = json.at("patients");
    arm.patients_failed = json.at("patients_failed");
    arm.orr = statistics::weighted_rate(patients.responders);
    arm.complete = statistics::weighted_rate(patients.complete);
    arm.trial = distribution_of(json.at("orr_trial"));
    arm.pfs = survival_of(json.at("pfs"));
    arm.os = survival_of(json.at("os"));
    for (std::size_t a = 0; a < first.patients.size(); ++a) {
        if (first.run.cohort.arms[a].id != id) continue;
        arm.orr_minus_first =
            statistics::rate_difference(patients.responders, first.patients[a].responders, same_draws);
        arm.complete_minus_first =
            statistics::rate_difference(patients.complete, first.patients[a].complete, same_draws);
    }
    return arm;
}

table::ComparedRun compared(const ReadRun& read, const ReadRun& first, const std::vector<std::string>& arms) {
    const store::RunRecord& record = read.run.record;
    table::ComparedRun run{read.run.folder.string(),
                           record.study,
                           record.endpoints_of,
                           record.populations ? record.populations->file : "",
                           record.seed,
                           record.first_patient,
                           record.patients_done,
                           {}};
    for (const std::string& id : arms) {
        run.arms.emplace_back();
        for (std::size_t a = 0; a < read.run.cohort.arms.size(); ++a) {
            if (read.run.cohort.arms[a].id != id) continue;
            run.arms.back() = arm_of(read, a, first, record.seed == first.run.record.seed);
        }
    }
    return run;
}

std::vector<table::DifferingSetting> differing(const std::vector<ReadRun>& runs) {
    std::set<std::string> paths;
    for (const ReadRun& read : runs)
        for (const auto& [path, value] : read.settings) paths.insert(path);
    std::vector<table::DifferingSetting> found;
    for (const std::string& path : paths) {
        table::DifferingSetting setting{path, {}};
        for (const ReadRun& read : runs) {
            const auto value = read.settings.find(path);
            setting.values.push_back(value == read.settings.end() ? std::nullopt
                                                                  : std::optional(value->second));
        }
        if (std::any_of(setting.values.begin(), setting.values.end(),
                        [&](const auto& value) { return value != setting.values[0]; }))
            found.push_back(std::move(setting));
    }
    return found;
}

study::ExitCode compare(const std::vector<std::string>& folders, bool as_json) {
    std::vector<ReadRun> runs;
    table::RunComparison comparison;
    for (const std::string& folder : folders) {
        runs.push_back(read_run(folder));
        for (const cohort::ArmDesign& arm : runs.back().run.cohort.arms)
            if (std::find(comparison.arms.begin(), comparison.arms.end(), arm.id) == comparison.arms.end())
                comparison.arms.push_back(arm.id);
    }
    for (const ReadRun& read : runs) comparison.runs.push_back(compared(read, runs[0], comparison.arms));
    comparison.settings = differing(runs);
    if (as_json)
        print_json(table::comparison_json(comparison));
    else
        base::print_text(stdout, table::comparison_table(comparison, stdout_has_colour()));
    return study::ExitCode::ok;
}

}  // namespace

Verb compare_verb() {
    struct Options {
        std::vector<std::string> folders;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    Verb verb("compare", "Runs side by side: rates, survival, and how far each is from the first one");
    verb.argument("RUN", &options->folders,
                  "folders of runs or of endpoints; the others are compared with the first",
                  {.required = true});
    add_json_flag(verb, options->json);
    verb.footer =
        "Examples:\n  twinarm compare runs/head_to_head runs/head_to_head_melanoma\n"
        "  twinarm compare runs/select runs/select_unconfirmed --json";
    verb.action = [options] { return compare(options->folders, options->json); };
    return verb;
}

}  // namespace twinarm::cli
