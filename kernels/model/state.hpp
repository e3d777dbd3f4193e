// The states that are integrated, by name. Cell numbers are relative to the patient's own baseline.
#pragma once

#include "kernels/core/vector.hpp"

namespace twinarm {

enum StateIndex : int {
    circulating,           ///< fraction of lymphocytes in the circulation (not marginated), 1 at baseline
    surface_receptor,      ///< beta-gamma receptors left on the surface, 1 at baseline
    cd25_induction,        ///< CD25 induced on CD8 T cells, 0 to 1
    cd8_signal,            ///< delayed IL-2 signal of CD8 T cells, 0 to 1
    nk_signal,             ///< of NK cells
    treg_signal,           ///< of regulatory T cells
    tumour_signal,         ///< of tumour T cells
    cd8,                   ///< blood CD8 T cells, relative
    nk,                    ///< blood NK cells, relative
    treg,                  ///< blood regulatory T cells, relative
    other_lymphocytes,     ///< the other blood lymphocytes, relative
    tumour_cd8,            ///< functional tumour CD8 T cells, relative
    exhausted_cd8,         ///< exhausted tumour CD8 T cells, relative to the functional ones
    tumour_treg,           ///< tumour regulatory T cells, relative
    memory,                ///< memory ratchet, 0 at baseline
    adaptive_pdl1,         ///< interferon-gamma driven PD-L1, 1 at baseline
    log_sensitive,         ///< ln of the sensitive tumour mass [ln mm of SLD]
    log_resistant,         ///< ln of the resistant tumour mass [ln mm of SLD]
    leak,                  ///< vascular leak, 0 to 1
    hypotension,           ///< hypotension drive, 0 to 1
    eosinophil_precursor,  ///< eosinophil precursors, relative
    eosinophils,           ///< blood eosinophils, relative
    soluble_cd25,          ///< soluble CD25, relative
    new_lesion_hazard,     ///< cumulative hazard of a new lesion
    death_hazard,          ///< cumulative hazard of death
    state_count
};

}  // namespace twinarm

TWINARM_BEGIN

template <class V>
using State = Vector<V, state_count>;

TWINARM_END
