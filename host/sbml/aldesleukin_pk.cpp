// kernels/model/aldesleukin_pk.hpp: kinetics of one patient, and the amounts where the arm has the drug.
#include "host/sbml/mechanisms.hpp"

namespace twinarm::sbml {

void add_aldesleukin_pk(EquationSystem& system, const std::string& input, bool under_the_skin) {
    system.derived("aldesleukin_patient_clearance", "L/h",
                   "aldesleukin_clearance * (covariates_weight / aldesleukin_reference_weight)"
                   "^aldesleukin_clearance_weight_exponent / aldesleukin_half_life_factor",
                   "clearance at the patient's weight");
    system.derived("aldesleukin_patient_volume", "L",
                   "aldesleukin_central_volume * (covariates_weight / aldesleukin_reference_weight)"
                   "^aldesleukin_volume_weight_exponent",
                   "central volume at the patient's weight");
    if (input.empty()) {
        system.constant("aldesleukin_concentration", "nmol/L", 0, "not given in this arm");
        return;
    }
    system.derived("aldesleukin_k10", "1/h", "aldesleukin_patient_clearance / aldesleukin_patient_volume",
                   "elimination");
    system.derived("aldesleukin_k12", "1/h",
                   "aldesleukin_intercompartmental_clearance / aldesleukin_half_life_factor / "
                   "aldesleukin_patient_volume",
                   "to the peripheral compartment");
    system.derived("aldesleukin_k21", "1/h",
                   "aldesleukin_intercompartmental_clearance / aldesleukin_half_life_factor / "
                   "aldesleukin_peripheral_volume",
                   "back from the peripheral compartment");
    if (under_the_skin) {
        system.assigned("aldesleukin_absorbed", "nmol/h", "aldesleukin_absorption_rate * aldesleukin_depot",
                        "absorption from under the skin");
        system.state("aldesleukin_depot", "nmol", "0 nmol",
                     "-aldesleukin_absorption_rate * aldesleukin_depot",
                     "amount under the skin that will reach plasma");
    }
    add_two_compartment(system, "aldesleukin", "nmol", input);
    system.assigned("aldesleukin_concentration", "nmol/L", "aldesleukin_central / aldesleukin_patient_volume",
                    "concentration in plasma");
}

}  // namespace twinarm::sbml
