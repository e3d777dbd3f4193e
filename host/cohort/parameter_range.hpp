// Which values a parameter can have: a rate is positive, a share lies between 0 and 1.
#pragma once

#include <string>
#include <vector>

namespace twinarm::cohort {

struct Range {
    double lowest;
    double highest;
    bool with_lowest;  ///< the end itself is possible
    bool with_highest;
    const char* words;   ///< "must be positive"
    bool whole = false;  ///< a class: only whole numbers are possible
};

/// Range of parameter_table[index], in its native unit.
Range range_of(int index);

/// "tumour.killing"
std::string key_of(int index);

/// The keys of all parameters, in the order of parameter_table.
std::vector<std::string> parameter_keys();

/// Index of the parameter of that key, or -1.
int parameter_index(const std::string& key);

}  // namespace twinarm::cohort
