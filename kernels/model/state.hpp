// The states that are integrated, declared once. Cell numbers are relative to the patient's own baseline.
#pragma once

#include "kernels/core/vector.hpp"

// entry(name, unit, start, column, meaning).  From the list come the index of a state, where it starts, its
// column in a patient's course, its place in the pathway and its name in SBML.
//   start   before treatment; from_parameters where untreated() computes it
//   column  place in the table of a course, from 1; never reused: a new state takes the next one. 0: it has
//   none
// clang-format off
#define TWINARM_STATES(entry)                                                                                     \
    entry(circulating, "1", 1, 0, "fraction of lymphocytes in the circulation (not marginated)")                  \
    entry(surface_receptor, "1", 1, 0, "beta-gamma receptors left on the surface, over baseline")                 \
    entry(cd25_induction, "1", 0, 0, "CD25 induced on CD8 T cells, 0 to 1")                                       \
    entry(cd8_signal, "1", 0, 0, "delayed IL-2 signal of CD8 T cells, 0 to 1")                                    \
    entry(treg_signal, "1", 0, 0, "delayed IL-2 signal of regulatory T cells, 0 to 1")                            \
    entry(tumour_signal, "1", 0, 0, "delayed IL-2 signal of tumour T cells, 0 to 1")                              \
    entry(cd8, "1", 1, 4, "blood CD8 T cells, over baseline")                                                     \
    entry(nk, "1", 1, 5, "blood NK cells, over baseline")                                                         \
    entry(treg, "1", 1, 6, "blood regulatory T cells, over baseline")                                             \
    entry(other_lymphocytes, "1", 1, 0, "other blood lymphocytes, over baseline")                                 \
    entry(tachyphylaxis, "1", 0, 0, "share of the receptors that no longer answer after sustained signal")        \
    entry(chronic_signal, "1", 0, 0, "long average of the CD8 signal, 0 to 1")                                    \
    entry(tumour_cd8, "1", 1, 8, "CD8 T cells in the tumour that kill, over baseline")                            \
    entry(bystander_cd8, "1", 0, 27, "CD8 T cells in the tumour that came with blood's and do not kill")          \
    entry(tumour_treg, "1", 1, 10, "regulatory T cells in the tumour, over baseline")                             \
    entry(memory, "1", 0, 11, "memory, 0 at baseline")                                                            \
    entry(adaptive_pdl1, "1", 1, 0, "PD-L1 driven by interferon-gamma, over baseline")                            \
    entry(log_sensitive, "1", from_parameters, 0, "logarithm of the sensitive mass in mm of SLD")                 \
    entry(log_resistant, "1", from_parameters, 0, "logarithm of the resistant mass in mm of SLD")                 \
    entry(leak, "1", 0, 22, "vascular leak, 0 to 1")                                                              \
    entry(new_lesion_hazard, "1", 0, 0, "cumulative hazard of a new lesion")                                      \
    entry(death_hazard, "1", 0, 0, "cumulative hazard of death")
// clang-format on

namespace twinarm {

#define TWINARM_STATE_INDEX(name, unit, start, column, meaning) name,
enum StateIndex : int { TWINARM_STATES(TWINARM_STATE_INDEX) state_count };

inline constexpr int from_parameters = -1;

struct StateEntry {
    const char* name;
    const char* unit;  ///< "1" where dimensionless
    int start;         ///< before treatment; or from_parameters
    int column;        ///< of a course, from 1; or 0
    const char* meaning;
};

#define TWINARM_STATE_ENTRY(name, unit, start, column, meaning) {#name, unit, start, column, meaning},
inline constexpr StateEntry state_table[state_count] = {TWINARM_STATES(TWINARM_STATE_ENTRY)};

}  // namespace twinarm

TWINARM_BEGIN

template <class V>
using State = Vector<V, state_count>;

TWINARM_END
