// What happens to patients by how much of a drug they are exposed to.
#include "host/trial/exposure_response.hpp"

#include <algorithm>
#include <cmath>

#include "host/statistics/proportion.hpp"

namespace twinarm::trial {

namespace {

ExposureBin bin_of(const std::vector<ExposedPatient>& patients, std::size_t first, std::size_t last) {
    ExposureBin bin{patients[first].exposure,
                    patients[last - 1].exposure,
                    patients[(first + last - 1) / 2].exposure,
                    last - first,
                    {}};
    for (std::size_t e = 0; e < exposed_events; ++e) {
        for (std::size_t i = first; i < last; ++i) bin.events[e].count += patients[i].events[e];
        bin.events[e].limits = statistics::clopper_pearson(bin.events[e].count, bin.patients);
    }
    return bin;
}

}  // namespace

ExposureResponse exposure_response(std::vector<ExposedPatient> patients, std::size_t bins) {
    std::erase_if(patients, [](const ExposedPatient& one) { return !(one.exposure > 0); });
    std::stable_sort(patients.begin(), patients.end(), [](const ExposedPatient& a, const ExposedPatient& b) {
        return a.exposure < b.exposure;
    });
    ExposureResponse found;
    found.patients = patients.size();
    if (patients.size() < bins || patients.front().exposure == patients.back().exposure) return found;
    for (std::size_t b = 0; b < bins; ++b)
        found.bins.push_back(bin_of(patients, b * patients.size() / bins, (b + 1) * patients.size() / bins));
    std::vector<double> doublings;
    for (const ExposedPatient& one : patients) doublings.push_back(std::log2(one.exposure));
    for (std::size_t e = 0; e < exposed_events; ++e) {
        std::vector<bool> events;
        for (const ExposedPatient& one : patients) events.push_back(one.events[e]);
        found.fits[e] = statistics::fit_logistic(doublings, events);
    }
    return found;
}

}  // namespace twinarm::trial
