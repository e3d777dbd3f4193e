// The median of a survival curve: one definition for the population's curve and for that of one trial.
#pragma once

#include <optional>

namespace twinarm::statistics {

/// Products of fractions that give 1/2 in exact arithmetic count as 1/2.
inline constexpr double half_survival = 0.5 + 1e-12;

/// The first time at which a falling step curve is at most 1/2; where it is exactly 1/2, the middle of that
/// step. Source: Brookmeyer & Crowley 1982, Biometrics 38:29.
class MedianOfSteps {
  public:
    /// The next step down: the curve is `survival` from `day` on. In ascending order.
    void step(double day, double survival) {
        if (level_) {
            median_ = (*median_ + day) / 2;
            level_ = false;
        } else if (!median_ && survival <= half_survival) {
            median_ = day;
            level_ = survival >= 1 - half_survival;
        }
    }
    /// Unset where the curve stays above 1/2.
    std::optional<double> value() const { return median_; }

  private:
    std::optional<double> median_;
    bool level_ = false;  ///< the curve is exactly 1/2 and has not fallen further
};

}  // namespace twinarm::statistics
