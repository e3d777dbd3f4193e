// Whole courses of many patients, on all threads.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "host/study/run_study.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::study {

using CourseSink = std::function<void(std::uint64_t patient, int arm, const CourseLog& course)>;

/// Hands `sink` the course of each patient (its number in the run) in each arm, in order. Ends where `stop`
/// says so; `progress` counts patients. Throws UsageError where the plan has no such patient.
void simulate_courses(const store::StudyPlan& plan, const std::vector<std::uint64_t>& patients,
                      const std::vector<int>& arms, const CourseSink& sink, const ProgressSink& progress,
                      const base::StopToken& stop);

}  // namespace twinarm::study
