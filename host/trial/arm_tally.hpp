// Integer counts over all patients of one arm: independent of their order.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "host/statistics/histogram.hpp"
#include "host/statistics/kaplan_meier.hpp"
#include "host/trial/study_summary.hpp"
#include "kernels/patient/outcome_table.hpp"

namespace twinarm::trial {

class ArmTally {
  public:
    ArmTally();

    void add(const Outcome& outcome);
    /// Other patients of the same arm.
    void add(const ArmTally& other);

    /// All of an arm's summary but its names, virtual trials and published trials.
    ArmSummary summarise(const std::vector<std::string>& regimen_labels) const;

    std::uint64_t completed() const { return completed_; }
    std::uint64_t failed() const { return failed_; }
    std::uint64_t evaluable() const { return evaluable_; }
    std::uint64_t disease_control() const { return disease_control_; }
    std::uint64_t responders() const;
    const ResponseCounts& responses() const { return responses_; }

  private:
    std::uint64_t completed_ = 0;
    std::uint64_t failed_ = 0;
    std::uint64_t evaluable_ = 0;
    std::uint64_t evaluable_responders_ = 0;
    std::uint64_t disease_control_ = 0;
    std::uint64_t unmeasurable_ = 0;
    std::map<std::int32_t, std::uint64_t> failures_;  ///< by Status
    ResponseCounts responses_{};

    statistics::DailySurvival pfs_, os_, duration_;
    std::vector<statistics::Histogram>
        distribution_;  ///< by outcome; empty of those that are summarised otherwise

    std::vector<statistics::Histogram> given_ =
        std::vector<statistics::Histogram>(max_regimens, statistics::Histogram{statistics::Bins::whole});
    std::vector<statistics::Histogram> held_ =
        std::vector<statistics::Histogram>(max_regimens, statistics::Histogram{statistics::Bins::whole});
    std::array<std::uint64_t, 6> hypotension_{};
};

}  // namespace twinarm::trial
