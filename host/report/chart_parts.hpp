// The parts of a report's data, one a question. Each is what its charts draw, already aggregated.
#pragma once

#include "host/report/sample.hpp"
#include "host/report/trials_scan.hpp"
#include "host/store/json_parts.hpp"

namespace twinarm::report {

// survival_part.cpp: Kaplan-Meier curves with numbers at risk
store::Json survival_part(const std::vector<ArmFollowUp>& arms);
// waterfall_part.cpp: best change of SLD, by quantile, an arm
store::Json waterfall_part(const PatientsScan& scan);
// spider_part.cpp: readings of SLD of some of the sample
store::Json spider_part(const SampledCourses& courses);
// twins_part.cpp: the same patients in every arm
store::Json twins_part(const PatientsScan& scan);
// traits_part.cpp: ORR in groups of patients with like traits
store::Json traits_part(const ReportRun& run, const PatientsScan& scan);
// bands_part.cpp: percentiles of drug levels, occupancy, cells and leak over time
store::Json bands_part(const ReportRun& run, const SampledCourses& courses);
// doses_part.cpp: what became of each planned dose
store::Json doses_part(const ReportRun& run, const SampledCourses& courses);
// pathway_part.cpp: what moves what, by differences of the model's own equations
store::Json pathway_part(const ReportRun& run, const SampledCourses& courses);
// workflow_part.cpp: planned doses, rules, scans
store::Json workflow_part(const ReportRun& run, const SampledCourses& courses);
// parameters_part.cpp: every parameter with its source, and what was fitted
store::Json parameters_part(const cohort::Cohort& cohort);

}  // namespace twinarm::report
