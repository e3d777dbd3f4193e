// From outcomes to the results of a study.
#include "host/trial/analysis.hpp"

#include <algorithm>
#include <stdexcept>

#include "host/statistics/proportion.hpp"
#include "host/trial/pooled_population.hpp"
#include "host/trial/population_rates.hpp"
#include "host/trial/trial_summary.hpp"

namespace twinarm::trial {
namespace {

PublishedSummary beside(const cohort::PublishedTrial& trial) {
    PublishedSummary summary;
    summary.label = trial.label;
    summary.responders = trial.responders;
    summary.n = trial.n;
    summary.role = trial.role;
    summary.source = trial.source;
    summary.evaluable = trial.evaluable;
    summary.complete = trial.complete;
    summary.orr = trial.n == 0 ? 0 : double(trial.responders) / trial.n;
    summary.orr_limits = statistics::clopper_pearson(std::uint64_t(trial.responders), std::uint64_t(trial.n));
    if (trial.complete >= 0 && trial.n > 0) {
        summary.complete_rate = double(trial.complete) / trial.n;
        summary.complete_limits =
            statistics::clopper_pearson(std::uint64_t(trial.complete), std::uint64_t(trial.n));
    }
    return summary;
}

std::vector<PublishedSummary> published_for(const cohort::Cohort& cohort, const std::string& id) {
    std::vector<PublishedSummary> summaries;
    for (const cohort::PublishedTrial& trial : cohort.published)
        if (trial.arm == id) summaries.push_back(beside(trial));
    return summaries;
}

void check(const cohort::Cohort& cohort) {
    const auto arms = std::size_t(cohort.study.arm_count);
    if (cohort.arms.size() != arms) throw std::invalid_argument("a cohort needs one design for each arm");
    for (const cohort::PooledArms& pool : cohort.pools)
        for (const cohort::PooledArms::Part& part : pool.parts)
            if (part.arm < 0 || std::size_t(part.arm) >= arms || part.n < 0)
                throw std::invalid_argument("pool " + pool.id + " counts an arm that does not exist");
    for (const cohort::PublishedTrial& trial : cohort.published) {
        bool known = false;
        for (const cohort::ArmDesign& arm : cohort.arms) known = known || arm.id == trial.arm;
        for (const cohort::PooledArms& pool : cohort.pools) known = known || pool.id == trial.arm;
        if (!known)
            throw std::invalid_argument("published trial " + trial.label + " stands beside " + trial.arm +
                                        ", which is neither an arm nor a pool");
        if (trial.responders < 0 || trial.responders > trial.n || trial.complete > trial.responders)
            throw std::invalid_argument("published trial " + trial.label +
                                        " has more responders than patients");
    }
}

/// All of the summary but what PopulationRates::fill says.
StudySummary summary_of(const cohort::Cohort& cohort, const PatientTally& patients,
                        const VirtualTrials& trials) {
    StudySummary study;
    study.id = cohort.id;
    study.title = cohort.title;
    study.disease = cohort.disease;
    study.between_trial_sd = cohort.trial.between_trial_sd;
    study.assessor_odds_ratio = cohort.trial.assessor_odds_ratio;
    study.trials = std::uint64_t(std::max(0, cohort.trial.trials));

    const int arm_count = cohort.study.arm_count;
    for (int a = 0; a < arm_count; ++a) {
        const cohort::ArmDesign& label = cohort.arms[std::size_t(a)];
        ArmSummary arm = patients.arms[std::size_t(a)].summarise(label.regimen_labels);
        arm.id = label.id;
        arm.label = label.label;
        arm.trial = summarise_trials(trials.arm(a), trial_size(cohort, a), cohort.trial.gate);
        arm.published = published_for(cohort, label.id);
        study.arms.push_back(std::move(arm));
    }
    const std::vector<ArmCounts> counts = patients.counts();
    for (const cohort::PooledArms& pool : cohort.pools) {
        PooledSummary summary = pooled_population(pool, counts, patients.twins);
        for (const cohort::PooledArms::Part& part : pool.parts)
            summary.arms.push_back(cohort.arms[std::size_t(part.arm)].id);
        summary.trial = summarise_pooled_trials(trials, pool.parts);
        summary.published = published_for(cohort, pool.id);
        study.pools.push_back(std::move(summary));
    }
    for (int a = 0; a < arm_count; ++a)
        for (int b = a + 1; b < arm_count; ++b) {
            TwinSummary twin = patients.twins.summarise(a, b);
            twin.arm_a = cohort.arms[std::size_t(a)].id;
            twin.arm_b = cohort.arms[std::size_t(b)].id;
            compare_arms(trials, trial_size(cohort, a), trial_size(cohort, b), twin);
            study.twins.push_back(std::move(twin));
        }
    return study;
}

}  // namespace

struct Analysis::State {
    State(const cohort::Cohort& of, cohort::PopulationDesign with, std::uint64_t first_place,
          std::uint64_t capacity)
        : cohort(of), populations(cohort, std::move(with), first_place, capacity) {}

    cohort::Cohort cohort;
    PopulationRates populations;
};

Analysis::Analysis(const cohort::Cohort& cohort, cohort::PopulationDesign design, std::uint64_t first_place,
                   std::uint64_t capacity) {
    check(cohort);
    state_ = std::make_unique<State>(cohort, std::move(design), first_place, capacity);
}
Analysis::~Analysis() = default;

void Analysis::add(const Outcome* outcomes, std::uint64_t patients) {
    const auto arms = std::uint64_t(state_->cohort.study.arm_count);
    for (std::uint64_t k = 0; k < patients; ++k) state_->populations.add(outcomes + k * arms);
}

std::string Analysis::state() {
    return state_->populations.state();
}

void Analysis::add_state(std::string_view state) {
    state_->populations.add_state(state);
}

StudySummary Analysis::summarise(const TrialRowVisitor& visit) {
    const cohort::Cohort& cohort = state_->cohort;
    PopulationRates& populations = state_->populations;
    populations.end();
    StudySummary study =
        summary_of(cohort, populations.counted(), VirtualTrials(cohort, populations.source(), visit));
    populations.fill(study);
    return study;
}

}  // namespace twinarm::trial
