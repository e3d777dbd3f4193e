// A few patients that stand for all: those at evenly spaced quantiles of the mean best change over the arms.
#pragma once

#include <cstdint>
#include <vector>

#include "host/report/patients_scan.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::report {

/// Places in scan.patients, in order of the mean best change. Only patients that completed every arm; one
/// without a scan after the baseline ranks among the worst.
std::vector<std::size_t> sample_by_quantile(const PatientsScan& scan, std::size_t size);

/// Courses of the sample, simulated again: [arm][patient].
using SampledCourses = std::vector<std::vector<CourseLog>>;

/// Throws VerificationError where an outcome differs from patients.csv (other version, changed file).
SampledCourses simulate_sample(const ReportRun& run, const PatientsScan& scan,
                               const std::vector<std::size_t>& sample);

}  // namespace twinarm::report
