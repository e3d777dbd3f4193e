// Every way that a trial which escalates can go, with its probability.
#pragma once

#include <cmath>
#include <vector>

#include "host/trial/escalation_step.hpp"

namespace twinarm::test {

/// Of a design in levels of known rates, by enumeration of all outcomes.
struct EscalationWalk {
    std::vector<double> recommended;  ///< [0]: none, [l + 1]: level l
    std::vector<double> patients;     ///< mean, by level

    EscalationWalk(const cohort::EscalationDesign& design, const std::vector<double>& rates)
        : recommended(rates.size() + 1), patients(rates.size()) {
        walk(design, rates, trial::EscalationState(int(rates.size()), design.start), 1);
    }

  private:
    void walk(const cohort::EscalationDesign& design, const std::vector<double>& rates,
              trial::EscalationState state, double probability) {
        const trial::EscalationStep step = trial::next_step(design, state);
        if (step.ends()) {
            recommended[std::size_t(step.recommended().value_or(-1) + 1)] += probability;
            for (std::size_t l = 0; l < rates.size(); ++l)
                patients[l] += probability * state.counts[l].patients;
            return;
        }
        const double p = rates[std::size_t(step.level)];
        double binomial = 1;
        for (int dlts = 0; dlts <= step.patients; ++dlts) {
            trial::EscalationState after = state;
            after.level = step.level;
            after.here().patients += step.patients;
            after.here().dlts += dlts;
            walk(design, rates, after,
                 probability * binomial * std::pow(p, dlts) * std::pow(1 - p, step.patients - dlts));
            binomial *= double(step.patients - dlts) / (dlts + 1);
        }
    }
};

}  // namespace twinarm::test
