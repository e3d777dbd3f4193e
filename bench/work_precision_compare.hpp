// How far the outcomes of two runs of the same patients lie apart.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "kernels/patient/outcome_table.hpp"

namespace twinarm::bench {

struct Comparison {
    double median = 0, p99 = 0,
           largest = 0;                 ///< relative error of the true SLD over patients, arms and visits
    double patients_p99 = 0;            ///< p99 over patient-arms of each one's largest error
    long bor_flips = 0;                 ///< best overall response differs
    long pfs_flips = 0;                 ///< the scan of progression or the kind of end differs
    long dose_flips = 0;                ///< another number of doses given or held
    double extremes_p99 = 0;            ///< p99 over patient-arms of the largest relative error of an extreme
    long grade_flips = 0;               ///< worst hypotension grade differs
    long failed = 0;                    ///< courses without an outcome
    double accepted = 0, rejected = 0;  ///< steps, mean of a patient-arm
};

/// Value at share p of sorted numbers.
inline double quantile(const std::vector<double>& sorted, double p) {
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, std::size_t(p * double(sorted.size())))];
}

/// A tumour below 1 mm is compared in mm: nobody measures its per cent.
inline double sld_error(double value, double truth) {
    return std::abs(value - truth) / std::max(truth, 1.0);
}

/// Largest relative error of what is read at midnights, through the method's dense output.
inline double extremes_error(const Outcome& a, const Outcome& b) {
    double worst = 0;
    std::array<double, outcome_count> of_a{};
    const auto is_extreme = [](const OutcomeEntry& entry) {
        return entry.group == OutcomeGroup::extreme && entry.is_distribution();
    };
    for_each_outcome(
        a, [&](const OutcomeEntry& entry, auto value) { of_a[std::size_t(entry.index)] = double(value); });
    for_each_outcome(b, [&](const OutcomeEntry& entry, auto value) {
        if (is_extreme(entry))
            worst = std::max(worst, std::abs(of_a[std::size_t(entry.index)] - double(value)) /
                                        std::max(double(value), 0.01));
    });
    return worst;
}

inline Comparison compare(const std::vector<Outcome>& run, const std::vector<Outcome>& reference) {
    Comparison c;
    std::vector<double> visits, courses, extremes;
    for (std::size_t k = 0; k < run.size(); ++k) {
        const Outcome &a = run[k], &b = reference[k];
        c.accepted += double(a.steps) / double(run.size());
        c.rejected += double(a.rejected_steps) / double(run.size());
        if (a.status != Status::ok || b.status != Status::ok) {
            c.failed += a.status != b.status ? 1 : 0;
            continue;
        }
        double worst = 0;
        for (int i = 0; i < std::min(a.scans, b.scans); ++i) {
            visits.push_back(sld_error(a.true_sld_mm[i], b.true_sld_mm[i]));
            worst = std::max(worst, visits.back());
        }
        courses.push_back(worst);
        extremes.push_back(extremes_error(a, b));
        c.grade_flips += a.worst_hypotension_grade != b.worst_hypotension_grade;
        c.bor_flips += a.response != b.response;
        c.pfs_flips +=
            a.progression_h != b.progression_h || a.pfs_event != b.pfs_event || a.os_event != b.os_event;
        bool doses = false;
        for (int r = 0; r < max_regimens; ++r)
            doses = doses || a.doses_given[r] != b.doses_given[r] || a.doses_held[r] != b.doses_held[r];
        c.dose_flips += doses;
    }
    std::sort(visits.begin(), visits.end());
    std::sort(courses.begin(), courses.end());
    c.median = quantile(visits, 0.5);
    c.p99 = quantile(visits, 0.99);
    c.largest = visits.empty() ? 0 : visits.back();
    std::sort(extremes.begin(), extremes.end());
    c.extremes_p99 = quantile(extremes, 0.99);
    c.patients_p99 = quantile(courses, 0.99);
    return c;
}

}  // namespace twinarm::bench
