// Kaplan-Meier's median and the log-rank test for the patients of one trial.
#include "host/statistics/log_rank.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/statistics/median_of_steps.hpp"

namespace twinarm::statistics {
namespace {

/// Patients at risk, walked through in order of day.
class AtRisk {
  public:
    explicit AtRisk(const std::vector<FollowUp>& patients)
        : next_(patients.begin()), end_(patients.end()), at_risk_(double(patients.size())) {}

    bool any() const { return next_ != end_; }
    float day() const { return any() ? next_->day : std::numeric_limits<float>::infinity(); }
    double at_risk() const { return at_risk_; }
    /// Events of this day; all who leave on it are no longer at risk afterwards.
    double leave(float day) {
        double events = 0, gone = 0;
        for (; any() && next_->day == day; ++next_, ++gone) events += next_->event;
        at_risk_ -= gone;
        return events;
    }

  private:
    std::vector<FollowUp>::const_iterator next_, end_;
    double at_risk_;
};

}  // namespace

void sort_follow_up(std::vector<FollowUp>& patients) {
    std::sort(patients.begin(), patients.end(), [](const FollowUp& a, const FollowUp& b) {
        return a.day < b.day || (a.day == b.day && a.event && !b.event);
    });
}

double median_day(const std::vector<FollowUp>& patients) {
    double survival = 1;
    MedianOfSteps median;
    for (AtRisk arm(patients); arm.any();) {
        const float day = arm.day();
        const double at_risk = arm.at_risk(), events = arm.leave(day);
        if (events == 0) continue;
        survival *= (at_risk - events) / at_risk;
        median.step(day, survival);
    }
    return median.value().value_or(std::numeric_limits<double>::infinity());
}

double LogRank::hazard_ratio() const {
    return variance > 0 ? std::exp(excess / variance) : std::numeric_limits<double>::quiet_NaN();
}

double LogRank::z() const {
    return variance > 0 ? excess / std::sqrt(variance) : 0;
}

LogRank log_rank(const std::vector<FollowUp>& a, const std::vector<FollowUp>& b) {
    LogRank result;
    AtRisk arm_a(a), arm_b(b);
    while (arm_a.any() && arm_b.any()) {  // after that there is no patient left to compare with
        const float day = std::min(arm_a.day(), arm_b.day());
        const double in_a = arm_a.at_risk(), both = in_a + arm_b.at_risk();
        const double events_a = arm_a.leave(day), events = events_a + arm_b.leave(day);
        const double share = in_a / both;
        result.excess += events_a - events * share;
        if (both > 1) result.variance += events * share * (1 - share) * (both - events) / (both - 1);
    }
    return result;
}

}  // namespace twinarm::statistics
