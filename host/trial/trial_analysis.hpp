// From outcomes to the results of a study: feed outcomes chunk by chunk, then ask for the summary.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "host/cohort/cohort.hpp"
#include "host/trial/study_summary.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm {

struct TrialSource;

/// Called for every arm of every virtual trial, in order of trial, then arm.
using TrialRowVisitor = std::function<void(const TrialRow&)>;

/// Memory does not grow with the number of patients beyond the pool (16 bytes a patient and arm, 1,000,000
/// patients). The result does not depend on how the patients were cut into chunks.
class TrialAnalysis {
  public:
    explicit TrialAnalysis(const Cohort& cohort);
    ~TrialAnalysis();
    TrialAnalysis(const TrialAnalysis&) = delete;  // pools are large
    TrialAnalysis& operator=(const TrialAnalysis&) = delete;

    /// outcomes[k * arm_count + a], k < patients; each patient once.
    void add(const Outcome* outcomes, std::uint64_t patients);

    /// Draws the virtual trials and computes everything. May be called more than once. Trials are drawn from
    /// the patients that were added, or from `source`.
    StudySummary summarise(const TrialRowVisitor& visit = {}, const TrialSource* source = nullptr) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace twinarm
