// Virtual trials drawn from the pool: counts of every arm of every trial, and of trials of twins.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/trial/study_summary.hpp"
#include "host/trial/trial_source.hpp"

namespace twinarm::trial {

/// Called for every arm of every virtual trial, in order of trial, then arm.
using TrialRowVisitor = std::function<void(const TrialRow&)>;

/// The first n patients of one arm of one trial.
struct TrialCounts {
    std::array<std::int32_t, response_count> best_response{};
    std::int32_t evaluable = 0;

    int of(Response response) const { return best_response[std::size_t(response)]; }
    int complete() const { return of(Response::CR); }
    int responders() const { return of(Response::CR) + of(Response::PR); }
};

/// One arm in all trials. Patient k of a trial is the same whatever the trial's size, so that the first stage
/// of a gated trial and the share of an arm in a pool are its first patients.
struct ArmTrials {
    std::vector<int> sizes;            ///< at which counts are kept, ascending
    std::vector<TrialCounts> counts;   ///< [trial * sizes + size]; empty if no patient completed
    std::vector<double> pfs_median_d;  ///< of each trial, of its whole arm; infinite where not reached

    bool empty() const { return counts.empty(); }
    std::uint64_t trials() const { return counts.size() / sizes.size(); }
    TrialCounts at(std::uint64_t trial, int n) const;
};

/// Two arms of the same trial, other patients in each.
struct PairTrials {
    int a, b;
    std::vector<statistics::LogRank> pfs;  ///< of each trial; empty if no patient completed in one of them
};

/// The same patients in all arms: responders of each arm among the first n.
struct TwinTrials {
    int arms = 0;
    std::vector<int> sizes;
    std::vector<std::int32_t> responders;  ///< [(trial * sizes + size) * arms + arm]
    std::vector<bool> has_arm;             ///< arms in which any patient completed

    std::uint64_t trials() const { return responders.size() / (sizes.size() * std::size_t(arms)); }
    int at(std::uint64_t trial, int n, int arm) const;
};

/// Patients of `arm` in one virtual trial of the study.
int trial_size(const cohort::Cohort& cohort, int arm);

class VirtualTrials {
  public:
    VirtualTrials(const cohort::Cohort& cohort, const TrialSource& source, const TrialRowVisitor& visit);

    const ArmTrials& arm(int index) const { return arms_[std::size_t(index)]; }
    /// Every pair of arms, a before b.
    const PairTrials& pair(int a, int b) const;
    const TwinTrials& twins() const { return twins_; }

  private:
    std::vector<ArmTrials> arms_;
    std::vector<PairTrials> pairs_;
    TwinTrials twins_;
};

}  // namespace twinarm::trial
