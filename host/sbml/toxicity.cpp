// kernels/model/toxicity.hpp: vascular leak, hypotension, eosinophils, soluble CD25.
#include "host/sbml/mechanisms.hpp"

namespace twinarm::sbml {

void add_toxicity(EquationSystem& system) {
    system.state(leak,
                 "toxicity_leak_rate * endothelium_occupied * (1 - leak) - toxicity_leak_recovery * leak");
    system.state(
        hypotension,
        "toxicity_hypotension_rate * saturating(nk_stimulus * nk + toxicity_hypotension_leak_weight * "
        "leak, toxicity_hypotension_half_drive) * (1 - hypotension) - toxicity_hypotension_recovery * "
        "hypotension");
    system.state(eosinophil_precursor,
                 "toxicity_eosinophil_precursor_rate * (1 + toxicity_eosinophil_effect * ilc2_occupied - "
                 "eosinophil_precursor)");
    system.state(eosinophils, "toxicity_eosinophil_rate * (eosinophil_precursor - eosinophils)");
    system.state(soluble_cd25,
                 "toxicity_soluble_cd25_rate * (1 + toxicity_soluble_cd25_of_cd8 * cd25_induction + "
                 "toxicity_soluble_cd25_of_treg * (treg - 1) - soluble_cd25)");
}

}  // namespace twinarm::sbml
