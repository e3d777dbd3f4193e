// The columns of a course, listed once: of CSV, JSON and the Parquet table.
#pragma once

#include "kernels/launch/simulate_course.hpp"

namespace twinarm {

/// `field(name, label, unit, value)` for each, in the order of the file.
template <class Field>
void for_each_column(const CoursePoint& point, Field field) {
    field("time_d", "Time from the start of treatment", "d", point.time_h / 24);
    field("true_sld_mm", "True sum of longest diameters", "mm", point.sld_mm);
    field("lymphocytes", "Blood lymphocytes, over baseline", "1", point.lymphocytes);
    field("cd8", "Blood CD8 T cells, over baseline", "1", point.state[cd8]);
    field("nk", "Blood NK cells, over baseline", "1", point.state[nk]);
    field("treg", "Blood regulatory T cells, over baseline", "1", point.state[treg]);
    field("cd8_treg", "Blood CD8:Treg ratio, over baseline", "1", point.state[cd8] / point.state[treg]);
    field("tumour_cd8", "Functional CD8 T cells in the tumour, over baseline", "1", point.state[tumour_cd8]);
    field("exhausted_cd8", "Exhausted CD8 T cells in the tumour, over the functional ones at baseline", "1",
          point.state[exhausted_cd8]);
    field("tumour_treg", "Regulatory T cells in the tumour, over baseline", "1", point.state[tumour_treg]);
    field("memory", "Memory ratchet, 0 at baseline", "1", point.state[memory]);
    field("il2_nmol_per_l", "IL-2: aldesleukin and fully released NKTR-214", "nmol/L", point.il2_nmol_per_l);
    field("one_chain_nmol_per_l", "NKTR-214 with one chain left", "nmol/L", point.one_chain_nmol_per_l);
    field("two_chain_nmol_per_l", "NKTR-214 with two chains left", "nmol/L", point.two_chain_nmol_per_l);
    field("nivolumab_ug_per_ml", "Nivolumab", "ug/mL", point.nivolumab_ug_per_ml);
    field("occupancy_cd8", "Share of receptors that signal, CD8 T cells", "1", point.occupancy_cd8);
    field("occupancy_nk", "Share of receptors that signal, NK cells", "1", point.occupancy_nk);
    field("occupancy_treg", "Share of receptors that signal, regulatory T cells", "1", point.occupancy_treg);
    field("occupancy_tumour_t", "Share of receptors that signal, tumour T cells", "1",
          point.occupancy_tumour_t);
    field("occupancy_endothelium", "Share of receptors that signal, endothelium", "1",
          point.occupancy_endothelium);
    field("occupancy_ilc2", "Share of receptors that signal, ILC2", "1", point.occupancy_ilc2);
    field("leak", "Vascular leak, 0 to 1", "1", point.state[leak]);
    field("hypotension", "Hypotension drive, 0 to 1", "1", point.state[hypotension]);
    field("hypotension_grade", "Hypotension grade, 0 to 4", "1", std::int32_t(point.hypotension_grade));
    field("eosinophils", "Blood eosinophils, over baseline", "1", point.state[eosinophils]);
    field("soluble_cd25", "Soluble CD25, over baseline", "1", point.state[soluble_cd25]);
}

}  // namespace twinarm
