// One point of a sweep: each arm's rates, and how they differ from the first point in the same patients.
#pragma once

#include <optional>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/trial/arm_tally.hpp"

namespace twinarm::trial {

struct SweepRow {
    ArmSummary arm;
    std::optional<double> severe_hypotension;                 ///< share of patients with grade 3 or more
    std::vector<double> doses;                                ///< mean given, by regimen
    std::optional<statistics::DifferenceOfRates> difference;  ///< ORR minus that of the first point, paired
};

class SweepTally {
  public:
    explicit SweepTally(int arms) : arms_(std::size_t(arms)), responses_(std::size_t(arms)) {}

    /// outcomes[k * arm_count + arm], the same patients in the same order at every point.
    void add(const Outcome* outcomes, std::uint64_t patients);

    /// By arm. `first` is the tally of the first point, which may be this one.
    std::vector<SweepRow> rows(const std::vector<cohort::ArmDesign>& labels, const SweepTally& first) const;

  private:
    enum class Answer : char { failed, no, yes };
    std::vector<ArmTally> arms_;
    std::vector<std::vector<Answer>> responses_;  ///< by arm, by patient
};

}  // namespace twinarm::trial
