// The columns of a course.
#include "host/store/course_columns.hpp"

#include <algorithm>
#include <cctype>

namespace twinarm::store {

namespace {

using Point = CoursePoint;

std::vector<CourseColumn> columns_beside_states() {
    return {
        {1, "time_d", "Time from the start of treatment", "d", [](const Point& p) { return p.time_h / 24; }},
        {2, "true_sld_mm", "True sum of longest diameters", "mm", [](const Point& p) { return p.sld_mm; }},
        {3, "lymphocytes", "Blood lymphocytes, over baseline", "1",
         [](const Point& p) { return p.lymphocytes; }},
        {7, "cd8_treg", "Blood CD8:Treg ratio, over baseline", "1",
         [](const Point& p) { return p.state[cd8] / p.state[treg]; }},
        {12, "il2_nmol_per_l", "IL-2 without PEG: as given, and released", "nmol/L",
         [](const Point& p) { return p.il2_nmol_per_l; }},
        {13, "one_chain_nmol_per_l", "PEG conjugate with one chain left", "nmol/L",
         [](const Point& p) { return p.one_chain_nmol_per_l; }},
        {14, "two_chain_nmol_per_l", "PEG conjugate with two chains left", "nmol/L",
         [](const Point& p) { return p.two_chain_nmol_per_l; }},
        {15, "nivolumab_ug_per_ml", "Antibody to PD-1", "ug/mL",
         [](const Point& p) { return p.nivolumab_ug_per_ml; }},
        {16, "occupancy_cd8", "Share of receptors that signal, CD8 T cells", "1",
         [](const Point& p) { return p.occupancy_cd8; }},
        {17, "occupancy_nk", "Share of receptors that signal, NK cells", "1",
         [](const Point& p) { return p.occupancy_nk; }},
        {18, "occupancy_treg", "Share of receptors that signal, regulatory T cells", "1",
         [](const Point& p) { return p.occupancy_treg; }},
        {19, "occupancy_tumour_t", "Share of receptors that signal, tumour T cells", "1",
         [](const Point& p) { return p.occupancy_tumour_t; }},
        {20, "occupancy_endothelium", "Share of receptors that signal, endothelium", "1",
         [](const Point& p) { return p.occupancy_endothelium; }},
        {25, "eosinophils", "Blood eosinophils, over baseline", "1",
         [](const Point& p) { return p.eosinophils; }},
        {26, "soluble_cd25", "Soluble CD25, over baseline", "1",
         [](const Point& p) { return p.soluble_cd25; }},
        {24, "hypotension_grade", "Hypotension grade, 0 to 4", "1",
         [](const Point& p) { return double(p.hypotension_grade); }, -1, true}};
}

std::string as_label(std::string meaning) {
    meaning[0] = char(std::toupper(static_cast<unsigned char>(meaning[0])));
    return meaning;
}

std::vector<CourseColumn> make_columns() {
    std::vector<CourseColumn> columns = columns_beside_states();
    for (int i = 0; i < state_count; ++i) {
        const StateEntry& entry = state_table[i];
        if (entry.column > 0)
            columns.push_back({entry.column, entry.name, as_label(entry.meaning), entry.unit, nullptr, i});
    }
    std::sort(columns.begin(), columns.end(),
              [](const CourseColumn& a, const CourseColumn& b) { return a.number < b.number; });
    return columns;
}

}  // namespace

const std::vector<CourseColumn>& course_columns() {
    static const std::vector<CourseColumn> columns = make_columns();
    return columns;
}

}  // namespace twinarm::store
