// Which traits of patients separate the responders of an arm.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/statistics/roc.hpp"

namespace twinarm::trial {

/// A trait of all patients.
struct Trait {
    std::string name;
    std::vector<double> values;  ///< by patient
};

inline constexpr std::size_t fifths = 5;
/// With fewer responders, or fewer others, every trait separates by chance: nothing is reported.
inline constexpr std::uint64_t least_of_a_kind = 5;

struct Predictor {
    std::string name;
    statistics::Auc auc;
    std::array<std::optional<double>, fifths> responding;  ///< share of each fifth of the trait, lowest first
    std::optional<double> odds_ratio;                      ///< highest fifth with patients against the lowest
    statistics::Interval odds_limits;                      ///< 95%
    double coefficient = 0;  ///< log odds per standard deviation of its normal score, all traits together
    int rank_together = 0;   ///< from 1, by the coefficient's size
};

struct PredictorTable {
    std::uint64_t patients = 0, responders = 0;
    std::vector<Predictor> predictors;  ///< farthest from an AUC of 1/2 first; none with too few of a kind
    std::optional<statistics::Auc>
        together;  ///< of the weighted sum of all traits, five-fold cross-validated
};

struct ArmPredictors {
    std::string arm;  ///< id
    PredictorTable table;
};

struct PredictorReport {
    std::vector<ArmPredictors> arms;
    std::uint64_t patients = 0, patients_planned = 0;  ///< of the run
    bool interrupted = false;                          ///< whether the run was
};

/// AUC of each trait, its fifths and their odds ratio (Woolf's limits), and logistic regression on all traits
/// together. Sources: Woolf 1955, Ann Hum Genet 19:251; Haldane 1956, 20:309 (half a patient in every cell
/// where one is empty).
PredictorTable predictors(const std::vector<Trait>& traits, const std::vector<bool>& responders);

}  // namespace twinarm::trial
