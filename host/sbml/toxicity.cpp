// kernels/model/toxicity.hpp and blood_markers.hpp: vascular leak, eosinophils, soluble CD25.
#include "host/sbml/mechanisms.hpp"

namespace twinarm::sbml {

void add_toxicity(EquationSystem& system) {
    system.state(leak,
                 "toxicity_leak_rate * nk_occupied * (toxicity_leak_without_endothelium + (1 - "
                 "toxicity_leak_without_endothelium) * endothelium_occupied) * (1 - leak) - "
                 "toxicity_leak_recovery * leak");
    system.state("eosinophil_precursors", "1", "1",
                 "toxicity_eosinophil_precursor_rate * (1 + toxicity_eosinophil_effect * treg_signal - "
                 "eosinophil_precursors)",
                 "eosinophil precursors, over baseline");
    system.state("eosinophils", "1", "1", "toxicity_eosinophil_rate * (eosinophil_precursors - eosinophils)",
                 "blood eosinophils, over baseline");
    system.state("soluble_cd25", "1", "1",
                 "toxicity_soluble_cd25_rate * (1 + toxicity_soluble_cd25_of_cd8 * cd25_induction + "
                 "toxicity_soluble_cd25_of_treg * (treg - 1) - soluble_cd25)",
                 "soluble CD25, over baseline");
}

}  // namespace twinarm::sbml
