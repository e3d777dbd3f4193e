// The parts of a report's data, one a question. Each is what its charts draw, already aggregated.
#pragma once

#include "host/report/sample.hpp"
#include "host/report/trials_scan.hpp"
#include "host/store/json_parts.hpp"
#include "host/store/read_summary.hpp"

namespace twinarm::report {

// survival_part.cpp: Kaplan-Meier curves with numbers at risk
store::Json survival_part(const std::vector<ArmFollowUp>& arms);
// waterfall_part.cpp: best change of SLD, by quantile, an arm
store::Json waterfall_part(const PatientsScan& scan);
// spider_part.cpp: readings of SLD of some of the sample
store::Json spider_part(const SampledCourses& courses);
// twins_part.cpp: the same patients in every arm
store::Json twins_part(const PatientsScan& scan);
// traits_part.cpp: ORR in groups of patients with similar traits
store::Json traits_part(const ReportRun& run, const PatientsScan& scan);
// bands_part.cpp: percentiles of drug levels, occupancy, cells and leak over time
store::Json bands_part(const ReportRun& run, const SampledCourses& courses);
// doses_part.cpp: the fate of each planned dose
store::Json doses_part(const ReportRun& run, const SampledCourses& courses);
// pathway_part.cpp: what moves what, by differences of the model's own equations
store::Json pathway_part(const ReportRun& run, const SampledCourses& courses);
// workflow_part.cpp: planned doses, rules, scans
store::Json workflow_part(const ReportRun& run, const SampledCourses& courses);
// swimmer_part.cpp: how long some of the sample were treated, responded and were followed
store::Json swimmer_part(const ReportRun& run, const SampledCourses& courses);
// exposure_part.cpp: ORR by exposure to the first dose
store::Json exposure_part(const ReportRun& run, const PatientsScan& scan);
// benefit_harm_part.cpp: ORR and severe hypotension of each arm with their limits
store::Json benefit_harm_part(const std::vector<store::StoredArm>& arms);
// published_curves_part.cpp: points of published curves that the cohort file gives
store::Json published_curves_part(const cohort::Cohort& cohort);
// parameters_part.cpp: every parameter with its source, and what was fitted
store::Json parameters_part(const cohort::Cohort& cohort);

}  // namespace twinarm::report
