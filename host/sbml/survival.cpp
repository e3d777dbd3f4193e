// kernels/model/survival.hpp: cumulative hazards of a new lesion and of death.
#include "host/sbml/mechanisms.hpp"

namespace twinarm::sbml {

void add_survival(EquationSystem& system) {
    system.state(new_lesion_hazard,
                 "survival_new_lesion_rate * max(net_growth, 0 per_hour) / survival_reference_growth");
    system.state(death_hazard,
                 "survival_death_rate * (sld_or_trace / survival_death_reference_sld)"
                 "^survival_death_burden_exponent");
}

}  // namespace twinarm::sbml
