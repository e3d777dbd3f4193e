// The columns of a course, for CSV and JSON.
#pragma once

#include "kernels/launch/simulate_course.hpp"

namespace twinarm {

/// `field(name, value)` for each column, in the order of the file.
template <class Field>
void for_each_course_column(const CoursePoint& point, Field field) {
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

}  // namespace twinarm
