// One patient's course as CSV.
#include <fmt/format.h>

#include <iterator>

#include "host/run/patient_row.hpp"
#include "host/table/course_points.hpp"
#include "host/table/course_table.hpp"

namespace twinarm {

namespace {

/// The one list of columns: `field(name, value)` for each, in the order of the file.
template <class Field>
void for_each_column(const CoursePoint& point, Field field) {
    field("time_d", point.time_h / 24);
    field("true_sld_mm", point.sld_mm);
    field("lymphocytes", point.lymphocytes);
    field("cd8", point.state[cd8]);
    field("nk", point.state[nk]);
    field("treg", point.state[treg]);
    field("cd8_treg", point.state[cd8] / point.state[treg]);
    field("tumour_cd8", point.state[tumour_cd8]);
    field("exhausted_cd8", point.state[exhausted_cd8]);
    field("tumour_treg", point.state[tumour_treg]);
    field("memory", point.state[memory]);
    field("il2_nmol_per_l", point.il2_nmol_per_l);
    field("one_chain_nmol_per_l", point.one_chain_nmol_per_l);
    field("two_chain_nmol_per_l", point.two_chain_nmol_per_l);
    field("nivolumab_ug_per_ml", point.nivolumab_ug_per_ml);
    field("occupancy_cd8", point.occupancy_cd8);
    field("occupancy_nk", point.occupancy_nk);
    field("occupancy_treg", point.occupancy_treg);
    field("occupancy_tumour_t", point.occupancy_tumour_t);
    field("occupancy_endothelium", point.occupancy_endothelium);
    field("occupancy_ilc2", point.occupancy_ilc2);
    field("leak", point.state[leak]);
    field("hypotension", point.state[hypotension]);
    field("hypotension_grade", point.hypotension_grade);
    field("eosinophils", point.state[eosinophils]);
    field("soluble_cd25", point.state[soluble_cd25]);
}

}  // namespace

std::string course_csv_header() {
    std::string header = "patient,arm";
    for_each_column(CoursePoint{}, [&](const char* name, auto) { (header += ',') += name; });
    return header + '\n';
}

std::string course_csv_rows(const Cohort& cohort, int arm, const CourseLog& log, double every_h) {
    std::string rows;
    for (const CoursePoint& point : points_every(log.points, every_h)) {
        rows += fmt::format("{},{}", log.outcome.patient, csv_field(cohort.arms[std::size_t(arm)].id));
        for_each_column(
            point, [&](const char*, auto value) { fmt::format_to(std::back_inserter(rows), ",{}", value); });
        rows += '\n';
    }
    return rows;
}

}  // namespace twinarm
