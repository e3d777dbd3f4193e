// Virtual trials drawn from the pool.
#include "host/trial/virtual_trials.hpp"

#include <algorithm>
#include <cmath>

#include "host/trial/trial_random.hpp"

namespace twinarm::trial {
namespace {

std::size_t index_of(const std::vector<int>& sizes, int n) {
    return std::size_t(std::lower_bound(sizes.begin(), sizes.end(), n) - sizes.begin());
}

std::vector<int> sorted_once(std::vector<int> sizes) {
    std::sort(sizes.begin(), sizes.end());
    sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
    return sizes;
}

/// Sizes at which an arm is looked at: its own trial, the first stage, its share in each pool.
std::vector<int> sizes_of_arm(const cohort::Cohort& cohort, int arm) {
    std::vector<int> sizes{trial_size(cohort, arm)};
    if (const int stage = cohort.trial.gate.patients; stage > 0) sizes.push_back(std::min(stage, sizes[0]));
    for (const cohort::PooledArms& pool : cohort.pools)
        for (const cohort::PooledArms::Part& part : pool.parts)
            if (part.arm == arm) sizes.push_back(part.n);
    return sorted_once(sizes);
}

/// `follow_up` becomes that of the arm's first n patients, sorted.
void draw_arm(const ArmUrn& urn, double effect, UniformSequence random, int n, ArmTrials& arm,
              std::vector<statistics::FollowUp>& follow_up) {
    follow_up.clear();
    const double responder_probability = urn.responder_probability(effect);
    TrialCounts counts;
    int drawn = 0;
    for (const int size : arm.sizes) {
        for (; drawn < size; ++drawn) {
            const double by_class = random.next();
            const DrawnPatient& patient = urn.draw(responder_probability, by_class, random.next());
            ++counts.best_response[std::size_t(patient.response)];
            counts.evaluable += patient.evaluable;
            if (drawn < n) follow_up.push_back(patient.pfs);
        }
        arm.counts.push_back(counts);
    }
    statistics::sort_follow_up(follow_up);
    arm.pfs_median_d.push_back(statistics::median_day(follow_up));
}

void draw_twins(const TwinUrn& urn, double effect, UniformSequence random, TwinTrials& twins) {
    const std::vector<double> ends = urn.class_ends(effect);
    std::vector<std::int32_t> responders(std::size_t(twins.arms));
    int drawn = 0;
    for (const int size : twins.sizes) {
        for (; drawn < size; ++drawn) {
            const double by_class = random.next();
            const std::uint32_t mask = urn.draw(ends, by_class, random.next());
            for (int a = 0; a < twins.arms; ++a) responders[std::size_t(a)] += std::int32_t(mask >> a & 1u);
        }
        twins.responders.insert(twins.responders.end(), responders.begin(), responders.end());
    }
}

}  // namespace

TrialCounts ArmTrials::at(std::uint64_t trial, int n) const {
    return counts[trial * sizes.size() + index_of(sizes, n)];
}

int TwinTrials::at(std::uint64_t trial, int n, int arm) const {
    return responders[(trial * sizes.size() + index_of(sizes, n)) * std::size_t(arms) + std::size_t(arm)];
}

const PairTrials& VirtualTrials::pair(int a, int b) const {
    return *std::find_if(pairs_.begin(), pairs_.end(),
                         [&](const PairTrials& pair) { return pair.a == a && pair.b == b; });
}

int trial_size(const cohort::Cohort& cohort, int arm) {
    const int own = cohort.arms[std::size_t(arm)].trial_n;
    return own > 0 ? own : cohort.trial.n;
}

VirtualTrials::VirtualTrials(const cohort::Cohort& cohort, const TrialSource& source,
                             const TrialRowVisitor& visit) {
    const std::uint64_t seed = cohort.study.seed;
    const int arm_count = cohort.study.arm_count;
    std::vector<bool> drawn;
    twins_.arms = arm_count;
    for (int a = 0; a < arm_count; ++a) {
        arms_.push_back({sizes_of_arm(cohort, a), {}, {}});
        drawn.push_back(source.has_arm(a));
        twins_.sizes.push_back(trial_size(cohort, a));
        twins_.has_arm.push_back(source.has_twins(a));
    }
    for (int a = 0; a < arm_count; ++a)
        for (int b = a + 1; b < arm_count; ++b) pairs_.push_back({a, b, {}});
    twins_.sizes = sorted_once(twins_.sizes);
    std::vector<std::vector<statistics::FollowUp>> follow_up(arms_.size());
    const bool has_twins = source.has_twins();

    const double assessor = std::log(cohort.trial.assessor_odds_ratio);
    const int trials = source.populations.empty() ? 0 : std::max(0, cohort.trial.trials);
    for (std::uint64_t trial = 0; trial < std::uint64_t(trials); ++trial) {
        const std::size_t k = population_of_trial(source.weights, seed, trial);
        const TrialUrns& urns = source.populations[k];
        const double effect = assessor + trial_effect(seed, trial, source.between_trial_sd[k]);
        for (int a = 0; a < arm_count; ++a) {
            if (!drawn[std::size_t(a)]) continue;
            const std::uint64_t address = arm_of_trial(trial, cohort.study.arms[a].tag);
            const int n = trial_size(cohort, a);
            draw_arm(urns.arms[std::size_t(a)], effect, {seed, Purpose::trial, address}, n,
                     arms_[std::size_t(a)], follow_up[std::size_t(a)]);
            if (!visit) continue;
            const TrialCounts counts = arm(a).at(trial, n);
            visit({trial, a, n, counts.responders(), counts.complete(), counts.evaluable, effect,
                   source.labels[k]});
        }
        for (PairTrials& pair : pairs_)
            if (drawn[std::size_t(pair.a)] && drawn[std::size_t(pair.b)])
                pair.pfs.push_back(
                    statistics::log_rank(follow_up[std::size_t(pair.a)], follow_up[std::size_t(pair.b)]));
        if (has_twins) draw_twins(urns.twins, effect, {seed, Purpose::twin_trial, trial}, twins_);
    }
}

}  // namespace twinarm::trial
