// The analysis datasets: names, labels and keys, and the formats that they can have.
#pragma once

#include <string>
#include <vector>

namespace twinarm::adam {

/// Formats of the files of --save tables.
struct TableFormats {
    bool parquet = false;
    bool xpt = false;           ///< SAS transport, version 5
    bool dataset_json = false;  ///< CDISC Dataset-JSON 1.1

    bool any() const { return parquet || xpt || dataset_json; }
    /// Formats in which a file begins with what is known only at its end.
    bool spooled() const { return xpt || dataset_json; }
};

/// As CDISC names it; the name of its files is the same in lower-case letters.
struct Dataset {
    std::string name;   ///< at most 8 letters
    std::string label;  ///< at most 40
    std::vector<std::string> keys;
};

inline const Dataset adsl_dataset{"ADSL", "Simulated Subject-Level Analysis Dataset", {"USUBJID"}};
inline const Dataset adrs_dataset{
    "ADRS", "Simulated Response Analysis Dataset", {"USUBJID", "PARAMCD", "AVISITN"}};
inline const Dataset adtr_dataset{
    "ADTR", "Simulated Tumor Results Analysis Dataset", {"USUBJID", "PARAMCD", "AVISITN"}};
inline const Dataset adtte_dataset{
    "ADTTE", "Simulated Time-to-Event Analysis Dataset", {"USUBJID", "PARAMCD"}};
inline const Dataset adex_dataset{
    "ADEX", "Simulated Exposure Analysis Dataset", {"USUBJID", "REGNUM", "PARAMCD"}};
inline const Dataset adtrait_dataset{"ADTRAIT", "Model Parameters of Simulated Subjects", {"USUBJID"}};

}  // namespace twinarm::adam
