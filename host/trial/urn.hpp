// Drawing patients with a between-trial effect: choose the class with its shifted weight, then a patient in
// it.
#pragma once

#include <cstdint>
#include <vector>

#include "host/statistics/log_rank.hpp"
#include "host/trial/outcome_pool.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm::trial {

/// What a trial needs to know of a patient in its arm.
struct DrawnPatient {
    Response response;
    bool evaluable;
    statistics::FollowUp pfs;
};

/// The completed patients of one arm. The probability to draw a responder is p e^b / (p e^b + 1 - p):
/// logit(p) moves by exactly b. p is the share of responders unless set_rate() says otherwise.
class ArmUrn {
  public:
    explicit ArmUrn(const std::vector<OutcomeRecord>& records);

    std::uint64_t patients() const { return responders_.size() + others_.size(); }
    double responder_probability(double trial_effect) const;
    /// Another p, in (0, 1). Where nobody, or everybody, of this arm responds, those who do, or do not, are
    /// taken from `other`.
    void set_rate(double p, const ArmUrn& other);
    bool has_both() const { return !responders_.empty() && !others_.empty(); }
    /// `by_class` chooses responder or not, `by_member` the patient; both in (0, 1).
    const DrawnPatient& draw(double responder_probability, double by_class, double by_member) const;

  private:
    std::vector<DrawnPatient> responders_, others_;  ///< in order of patient
    double odds_;                                    ///< of a response; infinite where everybody responds
};

/// The patients that completed in all of some arms. A patient's weight is exp(b k / arms), k the number of
/// those arms in which the patient responds.
class TwinUrn {
  public:
    /// Arms without any completed patient are left out, otherwise no patient would be in all of them.
    explicit TwinUrn(const OutcomePool& pool);

    std::uint64_t patients() const;
    bool has_arm(int arm) const { return (used_ >> arm & 1u) != 0; }

    /// Upper ends of the classes on (0, 1) for one trial.
    std::vector<double> class_ends(double trial_effect) const;
    /// Bit a: responds in arm a.
    std::uint32_t draw(const std::vector<double>& class_ends, double by_class, double by_member) const;

  private:
    std::uint32_t used_ = 0;
    std::vector<std::vector<std::uint16_t>>
        members_;  ///< by number of arms with a response; order of patient
};
static_assert(max_arms <= 16, "a twin's responses are kept in 16 bits");

}  // namespace twinarm::trial
