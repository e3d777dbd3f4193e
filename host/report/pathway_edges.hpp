// What moves what in one arm: arrows between the model's quantities, by differences of its equations.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "kernels/launch/simulate_course.hpp"
#include "kernels/model/patient.hpp"

namespace twinarm::report {

inline constexpr double smallest_effect_share = 0.04;  ///< weaker arrows are left out

/// Receptors that a drug occupies.
inline constexpr int pathway_receptors = 6;
inline constexpr const char* receptor_ids[pathway_receptors] = {"occ_cd8",      "occ_nk",          "occ_treg",
                                                                "occ_tumour_t", "occ_endothelium", "occ_pd1"};
using Occupancies = std::array<double, pathway_receptors>;  ///< in the order of receptor_ids

Patient<double> patient_of(const CourseLog& log);
Occupancies occupancies(const Patient<double>& patient, const CoursePoint& point);

struct Effect {
    double share = 0;  ///< of all that moves the target
    double sign = 0;   ///< sum of signed contributions over that of their sizes, -1 to 1
};
/// From one quantity to another, by name.
using Edges = std::map<std::pair<std::string, std::string>, Effect>;

/// Arrows seen in these courses on days 1 to 12.
Edges pathway_edges(const std::vector<CourseLog>& courses);

}  // namespace twinarm::report
