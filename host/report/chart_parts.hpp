// The parts of a report's data, one a question. Each is what its charts draw, already aggregated.
#pragma once

#include "host/report/sample.hpp"
#include "host/report/trials_scan.hpp"
#include "host/table/json_parts.hpp"

namespace twinarm {

// survival_part.cpp: Kaplan-Meier curves with numbers at risk
Json survival_part(const std::vector<FollowUp>& arms);
// waterfall_part.cpp: best change of SLD, by quantile, an arm
Json waterfall_part(const PatientsScan& scan);
// spider_part.cpp: readings of SLD of some of the sample
Json spider_part(const SampledCourses& courses);
// twins_part.cpp: the same patients in every arm
Json twins_part(const PatientsScan& scan);
// traits_part.cpp: ORR in groups of patients with like traits
Json traits_part(const ReportRun& run, const PatientsScan& scan);
// bands_part.cpp: percentiles of drug levels, occupancy, cells and leak over time
Json bands_part(const ReportRun& run, const SampledCourses& courses);
// doses_part.cpp: what became of each planned dose
Json doses_part(const ReportRun& run, const SampledCourses& courses);
// pathway_part.cpp: what moves what, by differences of the model's own equations
Json pathway_part(const ReportRun& run, const SampledCourses& courses);
// workflow_part.cpp: planned doses, rules, scans
Json workflow_part(const ReportRun& run, const SampledCourses& courses);
// parameters_part.cpp: every parameter with its source, and what was fitted
Json parameters_part(const Cohort& cohort);

}  // namespace twinarm
