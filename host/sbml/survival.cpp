// kernels/model/survival.hpp: cumulative hazards of a new lesion and of death.
#include "host/sbml/mechanisms.hpp"

namespace twinarm::sbml {

void add_survival(EquationSystem& system) {
    system.state(new_lesion_hazard,
                 "(survival_new_lesion_rate * max(net_growth, 0 per_hour) / survival_reference_growth + "
                 "survival_new_lesion_base) * 2 * sld_or_trace / (sld_or_trace + tumour_baseline_sld)");
    system.derived("death_rate_of_patient", "1/h",
                   "survival_death_rate * survival_later_therapy * survival_frailty * (tumour_growth_rate / "
                   "hours_a_day / survival_reference_growth)^survival_death_growth_exponent",
                   "hazard of death of this patient at the reference SLD, long after entry");
    system.state(death_hazard,
                 "death_rate_of_patient * (1 - exp(-time / survival_entry_time)) * (sld_or_trace / "
                 "survival_death_reference_sld)^survival_death_burden_exponent");
}

}  // namespace twinarm::sbml
