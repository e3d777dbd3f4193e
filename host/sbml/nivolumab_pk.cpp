// kernels/model/nivolumab_pk.hpp: two compartments whose clearance is held between two changes.
#include <fmt/format.h>

#include "host/sbml/mechanisms.hpp"

namespace twinarm::sbml {

std::string nivolumab_clearance_at(double middle_h) {
    return fmt::format(
        "nivolumab_patient_clearance * exp(nivolumab_clearance_change * early_share(max({} hour, 1e-6 hour) "
        "/ "
        "nivolumab_clearance_change_half_time, nivolumab_clearance_change_shape))",
        middle_h);
}

void add_nivolumab_pk(EquationSystem& system, const std::string& input) {
    if (input.empty()) {
        system.constant("nivolumab_concentration", "ug/mL", 0, "not given in this arm");
    } else {
        system.function("early_share", "time_ratio, shape", "time_ratio^shape / (1 + time_ratio^shape)",
                        "share of the change of clearance that has come");
        system.derived(
            "nivolumab_patient_clearance", "L/h",
            "nivolumab_clearance * (covariates_weight / nivolumab_reference_weight)"
            "^nivolumab_clearance_weight_exponent * exp(nivolumab_clearance_male * covariates_male + "
            "nivolumab_clearance_ecog * covariates_ecog)",
            "clearance of the patient before treatment");
        system.derived("nivolumab_patient_volume", "L",
                       "nivolumab_central_volume * (covariates_weight / nivolumab_reference_weight)"
                       "^nivolumab_volume_weight_exponent * exp(nivolumab_volume_male * covariates_male)",
                       "central volume of the patient");
        system.switched("nivolumab_held_clearance", "L/h", nivolumab_clearance_at(0),
                        "clearance, held at its value in the middle of each interval between doses");
        system.assigned("nivolumab_k10", "1/h", "nivolumab_held_clearance / nivolumab_patient_volume",
                        "elimination");
        system.derived("nivolumab_k12", "1/h",
                       "nivolumab_intercompartmental_clearance / nivolumab_patient_volume",
                       "to the peripheral compartment");
        system.derived("nivolumab_k21", "1/h",
                       "nivolumab_intercompartmental_clearance / nivolumab_peripheral_volume",
                       "back from the peripheral compartment");
        add_two_compartment(system, "nivolumab", "mg", input);
        system.assigned("nivolumab_concentration", "ug/mL", "nivolumab_central / nivolumab_patient_volume",
                        "concentration in serum; 1 mg/L = 1 ug/mL");
    }
    system.assigned("pd1_occupied", "1",
                    "nivolumab_concentration / (nivolumab_concentration + nivolumab_half_occupancy)",
                    "occupied fraction of PD-1");
}

}  // namespace twinarm::sbml
