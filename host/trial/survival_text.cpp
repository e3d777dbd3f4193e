// A median in words.
#include "host/trial/survival_text.hpp"

#include <fmt/format.h>

namespace twinarm {

std::string median_text(const SurvivalSummary& summary) {
    const auto months = [](std::optional<double> days, const char* unset = "not reached") {
        return days ? fmt::format("{:.1f}", *days / days_per_month) : std::string(unset);
    };
    if (summary.patients == 0) return "no patients";
    if (!summary.median_days)
        return fmt::format("not reached (follow-up {} months)", months(summary.follow_up_days));
    const std::string limits =
        months(summary.median_lower_days, "not estimable") + "-" + months(summary.median_upper_days);
    return fmt::format("{} months ({})", months(summary.median_days), limits);
}

}  // namespace twinarm
