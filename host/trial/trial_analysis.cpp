// From outcomes to the results of a study.
#include "host/trial/trial_analysis.hpp"

#include <algorithm>
#include <cassert>
#include <stdexcept>

#include "host/trial/arm_tally.hpp"
#include "host/trial/outcome_pool.hpp"
#include "host/trial/pooled_population.hpp"
#include "host/trial/proportion.hpp"
#include "host/trial/trial_summary.hpp"
#include "host/trial/twin_tally.hpp"
#include "host/trial/virtual_trials.hpp"

namespace twinarm {
namespace {

PublishedSummary beside(const PublishedTrial& trial) {
    PublishedSummary summary;
    summary.label = trial.label;
    summary.responders = trial.responders;
    summary.n = trial.n;
    summary.role = trial.role;
    summary.source = trial.source;
    summary.evaluable = trial.evaluable;
    summary.complete = trial.complete;
    summary.orr = trial.n == 0 ? 0 : double(trial.responders) / trial.n;
    summary.orr_limits = clopper_pearson(std::uint64_t(trial.responders), std::uint64_t(trial.n));
    if (trial.complete >= 0 && trial.n > 0) {
        summary.complete_rate = double(trial.complete) / trial.n;
        summary.complete_limits = clopper_pearson(std::uint64_t(trial.complete), std::uint64_t(trial.n));
    }
    return summary;
}

std::vector<PublishedSummary> published_for(const Cohort& cohort, const std::string& id) {
    std::vector<PublishedSummary> summaries;
    for (const PublishedTrial& trial : cohort.published)
        if (trial.arm == id) summaries.push_back(beside(trial));
    return summaries;
}

void check(const Cohort& cohort) {
    const auto arms = std::size_t(cohort.study.arm_count);
    if (cohort.arms.size() != arms) throw std::invalid_argument("a cohort needs one label for each arm");
    for (const PooledArms& pool : cohort.pools)
        for (const PooledArms::Part& part : pool.parts)
            if (part.arm < 0 || std::size_t(part.arm) >= arms || part.n < 0)
                throw std::invalid_argument("pool " + pool.id + " counts an arm that does not exist");
    for (const PublishedTrial& trial : cohort.published) {
        bool known = false;
        for (const ArmLabel& arm : cohort.arms) known = known || arm.id == trial.arm;
        for (const PooledArms& pool : cohort.pools) known = known || pool.id == trial.arm;
        if (!known)
            throw std::invalid_argument("published trial " + trial.label + " stands beside " + trial.arm +
                                        ", which is no arm and no pool");
        if (trial.responders < 0 || trial.responders > trial.n || trial.complete > trial.responders)
            throw std::invalid_argument("published trial " + trial.label +
                                        " has more responders than patients");
    }
}

}  // namespace

struct TrialAnalysis::State {
    explicit State(const Cohort& of)
        : cohort(of),
          pool(of.study.arm_count),
          arms(std::size_t(of.study.arm_count)),
          twins(of.study.arm_count) {}

    Cohort cohort;
    OutcomePool pool;
    std::vector<ArmTally> arms;
    TwinTally twins;
    std::uint64_t patients = 0;
    std::uint64_t patients_failed = 0;
    std::uint64_t outcomes_failed = 0;
};

TrialAnalysis::TrialAnalysis(const Cohort& cohort) {
    check(cohort);
    state_ = std::make_unique<State>(cohort);
}
TrialAnalysis::~TrialAnalysis() = default;

void TrialAnalysis::add(const Outcome* outcomes, std::uint64_t patients) {
    const auto arm_count = state_->arms.size();
    for (std::uint64_t k = 0; k < patients; ++k) {
        const Outcome* patient = outcomes + k * arm_count;
        std::uint64_t failed = 0;
        for (std::size_t a = 0; a < arm_count; ++a) {
            assert(patient[a].arm == std::int32_t(a) && patient[a].patient == patient[0].patient);
            failed += patient[a].status != Status::ok;
            state_->arms[a].add(patient[a]);
            state_->pool.add(int(a), patient[a]);
        }
        state_->twins.add(patient);
        ++state_->patients;
        state_->patients_failed += failed > 0;
        state_->outcomes_failed += failed;
    }
}

StudySummary TrialAnalysis::summarise(const TrialRowVisitor& visit, const TrialSource* source) const {
    const Cohort& cohort = state_->cohort;
    const VirtualTrials trials = source != nullptr ? VirtualTrials(cohort, *source, visit)
                                                   : VirtualTrials(cohort, state_->pool, visit);
    StudySummary study;
    study.id = cohort.id;
    study.title = cohort.title;
    study.disease = cohort.disease;
    study.patients = state_->patients;
    study.patients_failed = state_->patients_failed;
    study.outcomes_failed = state_->outcomes_failed;
    study.pool_patients = state_->pool.patients();
    study.pool_limited = state_->patients > pool_capacity;
    study.between_trial_sd = cohort.trial.between_trial_sd;
    study.assessor_odds_ratio = cohort.trial.assessor_odds_ratio;
    study.trials = std::uint64_t(std::max(0, cohort.trial.trials));

    const int arm_count = cohort.study.arm_count;
    for (int a = 0; a < arm_count; ++a) {
        const ArmLabel& label = cohort.arms[std::size_t(a)];
        ArmSummary arm = state_->arms[std::size_t(a)].summarise(label.regimen_labels);
        arm.id = label.id;
        arm.label = label.label;
        arm.trial = summarise_trials(trials.arm(a), trial_size(cohort, a), cohort.trial.gate);
        arm.published = published_for(cohort, label.id);
        study.arms.push_back(std::move(arm));
    }
    for (const PooledArms& pool : cohort.pools) {
        PooledSummary summary = pooled_population(pool, state_->arms, state_->twins);
        for (const PooledArms::Part& part : pool.parts)
            summary.arms.push_back(cohort.arms[std::size_t(part.arm)].id);
        summary.trial = summarise_pooled_trials(trials, pool.parts);
        summary.published = published_for(cohort, pool.id);
        study.pools.push_back(std::move(summary));
    }
    for (int a = 0; a < arm_count; ++a)
        for (int b = a + 1; b < arm_count; ++b) {
            TwinSummary twin = state_->twins.summarise(a, b);
            twin.arm_a = cohort.arms[std::size_t(a)].id;
            twin.arm_b = cohort.arms[std::size_t(b)].id;
            compare_arms(trials, trial_size(cohort, a), trial_size(cohort, b), twin);
            study.twins.push_back(std::move(twin));
        }
    return study;
}

}  // namespace twinarm
