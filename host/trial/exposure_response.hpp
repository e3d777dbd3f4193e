// What happens to patients by how much of a drug they are exposed to.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/statistics/estimate.hpp"
#include "host/statistics/logistic_fit.hpp"

namespace twinarm::trial {

/// What is looked at: response (CR or PR), CR, hypotension of grade 3 or more.
enum class ExposedEvent { response, complete_response, hypotension };
inline constexpr std::size_t exposed_events = 3;
inline constexpr std::array<const char*, exposed_events> exposed_event_names = {
    "response", "complete response", "hypotension of grade 3 or more"};

struct ExposedPatient {
    double exposure;
    std::array<bool, exposed_events> events;  ///< by ExposedEvent
};

/// Patients with the event, of a number, with exact (Clopper-Pearson) 95% limits.
struct EventShare {
    std::uint64_t count = 0;
    statistics::Interval limits{0, 1};
};

/// Patients between two quantiles of exposure.
struct ExposureBin {
    double from = 0, to = 0, median = 0;
    std::uint64_t patients = 0;
    std::array<EventShare, exposed_events> events;
};

/// Logit of the share against log2 of exposure: exp(slope) is the odds ratio of a doubling.
using ExposureFits = std::array<std::optional<statistics::LogisticFit>, exposed_events>;

struct ExposureResponse {
    std::uint64_t patients = 0;
    std::vector<ExposureBin> bins;  ///< lowest exposure first; none where all patients have the same exposure
    ExposureFits fits;
};

/// Bins of equal numbers of patients. Patients without exposure do not count.
ExposureResponse exposure_response(std::vector<ExposedPatient> patients, std::size_t bins);

/// One drug in one arm, or in all arms that give the same drugs.
struct ExposureGroup {
    std::string arm;                ///< id; of several arms "together"
    std::string regimen;            ///< label, or the drug's name
    std::string unit;               ///< of exposure
    std::vector<std::string> arms;  ///< ids
    ExposureResponse response;
};

struct ExposureReport {
    std::vector<ExposureGroup> groups;
    std::uint64_t patients = 0, patients_planned = 0;  ///< of the run
    bool interrupted = false;                          ///< whether the run was
};

}  // namespace twinarm::trial
