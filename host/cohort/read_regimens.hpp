// [regimen.NAME]: what is given when, checked for impossible schedules.
#pragma once

#include <map>
#include <string>

#include "host/cohort/drug.hpp"
#include "host/cohort/read_regimen_start.hpp"
#include "host/toml/node.hpp"
#include "kernels/dosing/regimen.hpp"

namespace twinarm::cohort {

struct NamedRegimen {
    Regimen regimen{};
    StartEvent event;   ///< that it waits for
    std::string label;  ///< drug, dose and schedule in words
    base::Place place;  ///< of its name
    bool good = false;  ///< read without an error
};

/// Every regimen of the file by name. `horizon_min` is 0 where it could not be read.
std::map<std::string, NamedRegimen> read_regimens(const toml::Node& root, const DrugFactsTable& drugs,
                                                  std::int32_t horizon_min, base::Report& report);

}  // namespace twinarm::cohort
