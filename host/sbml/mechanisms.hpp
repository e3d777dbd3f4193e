// The equations of each mechanism as text: one file here for one file of kernels/model/.
#pragma once

#include "host/sbml/equation_system.hpp"

namespace twinarm::sbml {

/// Two compartments: `drug` names their amounts [amount_unit]; `input` is the formula of the infusion; the
/// rate constants drug_k10, drug_k12 and drug_k21 are defined elsewhere.
void add_two_compartment(EquationSystem& system, const std::string& drug, const std::string& amount_unit,
                         const std::string& input);

/// `input` is the formula of the inflow; empty if the arm does not have the drug.
void add_aldesleukin_pk(EquationSystem& system, const std::string& input, bool under_the_skin);
/// `chains`: of what is given.
void add_peg_release_pk(EquationSystem& system, const std::string& input, int chains);
void add_nivolumab_pk(EquationSystem& system, const std::string& input);

void add_receptor_occupancy(EquationSystem& system);
void add_lymphocytes(EquationSystem& system);
void add_tumour_immune(EquationSystem& system);
void add_toxicity(EquationSystem& system);
void add_survival(EquationSystem& system);

/// Formula of nivolumab's clearance `middle_h` hours after the start of treatment.
std::string nivolumab_clearance_at(double middle_h);

}  // namespace twinarm::sbml
