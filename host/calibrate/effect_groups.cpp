// Groups by trial and measure.
#include "host/calibrate/effect_groups.hpp"

#include <algorithm>
#include <map>

namespace twinarm::calibrate {
namespace {

/// What one effect moves: the measure, of whom, and for a share which outcome.
std::string family_of(const Calibration& calibration, const TargetPart& part) {
    const SummaryRequest& request = calibration.summaries[part.summary];
    std::string family = std::to_string(int(request.measure)) + " " + std::to_string(int(request.of_whom));
    if (request.measure == Measure::share) family += " " + std::to_string(int(request.range.outcome));
    return family;
}

}  // namespace

std::vector<EffectGroup> effect_groups(const Calibration& calibration) {
    std::vector<EffectGroup> groups;
    std::map<std::string, std::size_t> place;
    for (std::size_t t = 0; t < calibration.targets.size(); ++t) {
        const Target& target = calibration.targets[t];
        for (std::size_t p = 0; p < target.parts.size(); ++p) {
            if (!std::holds_alternative<ObservedCount>(target.parts[p].observed)) continue;
            const std::string whose =
                target.randomised ? "trial " + target.trial : "target " + std::to_string(t);
            const auto [at, added] =
                place.try_emplace(whose + "\n" + family_of(calibration, target.parts[p]), groups.size());
            if (added) groups.emplace_back();
            groups[at->second].parts.push_back({t, p});
        }
    }
    return groups;
}

Trials trials_of(const Calibration& calibration) {
    Trials trials;
    for (const Target& target : calibration.targets) {
        const auto found = std::find(trials.names.begin(), trials.names.end(), target.trial);
        trials.of_target.push_back(std::size_t(found - trials.names.begin()));
        if (found == trials.names.end()) trials.names.push_back(target.trial);
    }
    return trials;
}

}  // namespace twinarm::calibrate
