// Predictors of response on a terminal, as CSV and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "host/trial/predictors.hpp"

namespace twinarm::table {

/// The first `shown` predictors of one arm, 100 columns wide.
std::string predictor_table(const std::string& arm, const trial::PredictorTable& table, std::size_t shown,
                            bool colour);

inline constexpr const char* predictor_csv_header =
    "arm,trait,auc,auc_lower,auc_upper,fifth_1,fifth_2,fifth_3,fifth_4,fifth_5,odds_ratio,odds_lower,"
    "odds_upper,log_odds_together,rank_together,note";
/// All predictors of one arm, one a line.
std::string predictor_csv_rows(const std::string& arm, const trial::PredictorTable& table);

/// All predictors of one arm.
nlohmann::ordered_json predictor_json(const std::string& arm, const trial::PredictorTable& table);

}  // namespace twinarm::table
