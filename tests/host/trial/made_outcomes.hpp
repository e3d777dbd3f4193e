// Outcomes and cohorts made by hand for the tests of trials.
#pragma once

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::test {

/// A patient that completed: responders respond at day 42 for 200 d, nobody dies within 364 d.
inline Outcome outcome(std::uint64_t patient, int arm, Response response) {
    Outcome made{};
    made.patient = patient;
    made.arm = arm;
    made.status = Status::ok;
    made.response = response;
    made.measurable = 1;
    made.disease_control = response >= Response::SD;
    made.scans = response == Response::NE ? 1 : 3;
    made.best_change = response == Response::NE ? std::numeric_limits<double>::quiet_NaN()
                                                : (double(Response::SD) - double(response)) / 2;
    const bool responder = response >= Response::PR;
    made.time_to_response_h = responder ? 42 * 24 : never;
    made.duration_h = responder ? 200 * 24 : never;
    made.duration_event = responder;
    made.pfs_h = (responder ? 242 : 42) * 24;
    made.pfs_event = 1;
    made.os_h = 364 * 24;
    made.lymphocyte_nadir = 0.5;
    made.lymphocyte_peak = 2;
    made.cd8_treg_blood_d7 = made.cd8_treg_blood_d21 = made.cd8_treg_blood_mean = 1;
    made.cd8_treg_tumour_d7 = made.cd8_treg_tumour_d21 = made.cd8_treg_tumour_mean = 1;
    made.other_lesions_vanish = 1;
    made.eosinophil_peak = made.soluble_cd25_peak = 1;
    return made;
}

inline Outcome failed(std::uint64_t patient, int arm, Status status = Status::too_many_steps) {
    Outcome made{};
    made.patient = patient;
    made.arm = arm;
    made.status = status;
    made.response = Response::CR;  // must not be looked at
    made.scans = 5;
    return made;
}

/// Outcomes that differ in everything that is counted; one in ten failed.
inline std::vector<Outcome> varied(std::uint64_t patients, int arms) {
    std::mt19937_64 random(7);
    const auto up_to = [&](std::uint64_t most) { return double(random() % (most + 1)); };
    std::vector<Outcome> made;
    for (std::uint64_t patient = 0; patient < patients; ++patient)
        for (int arm = 0; arm < arms; ++arm) {
            if (random() % 10 == 0) {
                made.push_back(
                    failed(patient, arm, random() % 2 == 0 ? Status::not_finite : Status::too_many_steps));
                continue;
            }
            Outcome one = outcome(patient, arm, Response(random() % response_count));
            one.measurable = random() % 8 != 0;
            one.disease_control = random() % 2 == 0;
            one.os_h = 24 * up_to(900);
            one.pfs_h = std::min(one.os_h, 42 * 24 * up_to(8));
            one.os_event = random() % 2 == 0;
            one.pfs_event = random() % 3 == 0;
            if (is_responder(one.response)) {
                one.time_to_response_h = 24 * up_to(400);
                one.duration_h = 24 * up_to(500);
                one.duration_event = random() % 2 == 0;
            }
            one.worst_hypotension_grade = int(random() % 6);
            one.lymphocyte_nadir = up_to(100) / 100;
            one.lymphocyte_peak = 1 + up_to(300) / 100;
            one.worst_leak = up_to(1000) / 1000;
            one.doses_given[0] = int(random() % 30);
            one.doses_held[1] = int(random() % 5);
            one.first_cycle_doses = int(random() % 14);
            made.push_back(one);
        }
    return made;
}

/// A cohort of arms "a", "b", ... with tags that do not depend on their order.
inline cohort::Cohort cohort(const std::string& arms, int n = 50, int trials = 2000,
                             double between_trial_sd = 0.3) {
    cohort::Cohort made;
    made.study.seed = 1;
    made.study.arm_count = std::int32_t(arms.size());
    made.trial = {n, trials, between_trial_sd, {}};
    for (std::size_t a = 0; a < arms.size(); ++a) {
        made.arms.push_back({std::string(1, arms[a]), std::string("arm ") + arms[a], n, {}});
        made.study.arms[a].tag = 1000u + std::uint32_t(arms[a]);
    }
    return made;
}

/// `responses[patient][arm]` by letter: N, P, S, R (partial), C (complete), X (failed).
inline std::vector<Outcome> outcomes(const std::vector<std::string>& responses) {
    std::vector<Outcome> made;
    for (std::size_t patient = 0; patient < responses.size(); ++patient)
        for (std::size_t arm = 0; arm < responses[patient].size(); ++arm) {
            const auto at = std::string("NPSRC").find(responses[patient][arm]);
            made.push_back(at == std::string::npos ? failed(patient, int(arm))
                                                   : outcome(patient, int(arm), Response(at)));
        }
    return made;
}

/// One arm in which `responders` of `patients` respond, spread over the indices.
inline std::vector<std::string> one_arm(int patients, int responders) {
    std::vector<std::string> made;
    for (int i = 0; i < patients; ++i)
        made.push_back(std::int64_t(i) * responders % patients < responders ? "R" : "S");
    return made;
}

}  // namespace twinarm::test
