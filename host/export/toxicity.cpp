// kernels/model/toxicity.hpp: vascular leak, hypotension, eosinophils, soluble CD25.
#include "host/export/mechanisms.hpp"

namespace twinarm {

void add_toxicity(EquationSystem& system) {
    system.state("leak", "1", "0",
                 "toxicity_leak_rate * endothelium_occupied * (1 - leak) - toxicity_leak_recovery * leak",
                 "vascular leak, 0 to 1");
    system.state(
        "hypotension", "1", "0",
        "toxicity_hypotension_rate * saturating(nk_stimulus * nk + toxicity_hypotension_leak_weight * "
        "leak, toxicity_hypotension_half_drive) * (1 - hypotension) - toxicity_hypotension_recovery * "
        "hypotension",
        "hypotension drive, 0 to 1");
    system.state("eosinophil_precursor", "1", "1",
                 "toxicity_eosinophil_precursor_rate * (1 + toxicity_eosinophil_effect * ilc2_occupied - "
                 "eosinophil_precursor)",
                 "eosinophil precursors over baseline");
    system.state("eosinophils", "1", "1", "toxicity_eosinophil_rate * (eosinophil_precursor - eosinophils)",
                 "blood eosinophils over baseline");
    system.state("soluble_cd25", "1", "1",
                 "toxicity_soluble_cd25_rate * (1 + toxicity_soluble_cd25_of_cd8 * cd25_induction + "
                 "toxicity_soluble_cd25_of_treg * (treg - 1) - soluble_cd25)",
                 "soluble CD25 over baseline");
}

}  // namespace twinarm
