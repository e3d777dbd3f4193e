// Words that files and tables share: names of enums.
#pragma once

#include <string>

#include "kernels/core/status.hpp"
#include "kernels/dosing/regimen.hpp"
#include "kernels/endpoint/response.hpp"
#include "kernels/ode/solver_settings.hpp"

namespace twinarm::base {

/// Printed in every file of a run.
inline constexpr const char* simulated_note = "simulated data, not patients; written by twinarm";

/// The words of a response: NE, PD, SD, PR or CR.
const char* name_of(Response response);
/// The response at a scan: as above, but iRECIST's progression is "iUPD" while it is `unconfirmed`, else
/// "iCPD".
const char* name_of(Response response, Criteria criteria, bool unconfirmed);
/// "RECIST 1.1", "WHO" or "iRECIST".
const char* name_of(Criteria criteria);
/// A status in words.
const char* name_of(Status status);
/// "double" or "single".
const char* name_of(Precision precision);

/// The last column of a run over several populations.
inline constexpr const char* population_column = "population";

}  // namespace twinarm::base
