// The parts of a report's data, one a question. Each is what its charts draw, already aggregated.
#pragma once

#include "host/report/sample.hpp"
#include "host/report/trials_scan.hpp"
#include "host/table/json_parts.hpp"

namespace twinarm::report {

// survival_part.cpp: Kaplan-Meier curves with numbers at risk
table::Json survival_part(const std::vector<ArmFollowUp>& arms);
// waterfall_part.cpp: best change of SLD, by quantile, an arm
table::Json waterfall_part(const PatientsScan& scan);
// spider_part.cpp: readings of SLD of some of the sample
table::Json spider_part(const SampledCourses& courses);
// twins_part.cpp: the same patients in every arm
table::Json twins_part(const PatientsScan& scan);
// traits_part.cpp: ORR in groups of patients with like traits
table::Json traits_part(const ReportRun& run, const PatientsScan& scan);
// bands_part.cpp: percentiles of drug levels, occupancy, cells and leak over time
table::Json bands_part(const ReportRun& run, const SampledCourses& courses);
// doses_part.cpp: what became of each planned dose
table::Json doses_part(const ReportRun& run, const SampledCourses& courses);
// pathway_part.cpp: what moves what, by differences of the model's own equations
table::Json pathway_part(const ReportRun& run, const SampledCourses& courses);
// workflow_part.cpp: planned doses, rules, scans
table::Json workflow_part(const ReportRun& run, const SampledCourses& courses);
// parameters_part.cpp: every parameter with its source, and what was fitted
table::Json parameters_part(const cohort::Cohort& cohort);

}  // namespace twinarm::report
