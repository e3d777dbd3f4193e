// Occupied beta-gamma receptors of a cell that carries alpha (CD25), beta (CD122) and gamma (CD132) chains.
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/core/parameter.hpp"

// clang-format off
#define TWINARM_RECEPTORS(entry)                                                                     \
    entry(alpha_dissociation, "nmol/L", 80, "K_d of IL-2 to the alpha chain")                        \
    entry(beta_dissociation, "nmol/L", 81, "K_d of IL-2 to beta-gamma")                              \
    entry(assembly, "1/cell", 82, "two-dimensional constant K_2 of alpha-bound IL-2 to beta-gamma")  \
    entry(cd8_cd25, "1/cell", 83, "CD25 of a resting CD8 T cell")                                    \
    entry(cd8_cd122, "1/cell", 84, "CD122 of a CD8 T cell")                                          \
    entry(cd8_cd132, "1/cell", 85, "common gamma of a CD8 T cell")                                   \
    entry(cd8_induced_cd25, "1/cell", 86, "CD25 that full induction adds to a CD8 T cell")           \
    entry(nk_cd25, "1/cell", 87, "CD25 of an NK cell")                                               \
    entry(nk_cd122, "1/cell", 88, "CD122 of an NK cell")                                             \
    entry(nk_cd132, "1/cell", 89, "common gamma of an NK cell")                                      \
    entry(treg_cd25, "1/cell", 90, "CD25 of a regulatory T cell")                                    \
    entry(treg_cd122, "1/cell", 91, "CD122 of a regulatory T cell")                                  \
    entry(treg_cd132, "1/cell", 92, "common gamma of a regulatory T cell")                           \
    entry(tumour_t_cd25, "1/cell", 93, "CD25 of an antigen-experienced T cell in the tumour")        \
    entry(tumour_t_cd122, "1/cell", 94, "CD122 of an antigen-experienced T cell in the tumour")      \
    entry(tumour_t_cd132, "1/cell", 95, "common gamma of an antigen-experienced T cell in the tumour") \
    entry(endothelium_cd25, "1/cell", 96, "CD25 of an endothelial cell")                             \
    entry(endothelium_cd122, "1/cell", 97, "CD122 of an endothelial cell")                           \
    entry(endothelium_cd132, "1/cell", 98, "common gamma of an endothelial cell")                    \
    entry(tumour_il2, "1", 102, "IL-2 at tumour T cells over that in plasma, lambda_f")              \
    entry(tumour_conjugates, "1", 103, "conjugates at tumour T cells over those in plasma, lambda_c")
// clang-format on

TWINARM_BEGIN

template <class V>
struct Receptors {
    TWINARM_RECEPTORS(TWINARM_FIELD)
};

/// The three ligands at the receptor [nmol/L]: IL-2 (aldesleukin and fully released), 1-PEG and 2-PEG
/// conjugates.
template <class V>
struct Ligands {
    V free, one_chain, two_chain;
};

/// The sums over the ligands that are the same for every cell. With K_d,alpha = Ka fa_l, K_d,beta = Kb fb_l,
/// K_2,l = K2 fb_l:
///   beta = sum L_l / K_d,beta    alpha = sum L_l / K_d,alpha    bridge = sum L_l / (K_d,alpha K_2,l)
template <class V>
struct Binding {
    V beta, alpha, bridge;
};

/// Factors by which what was done to IL-2 weakens its binding to alpha and to beta-gamma (1 for IL-2 itself).
template <class V>
struct BindingFactors {
    V alpha, beta;  ///< of the free drug
    V one_chain_alpha, two_chain_alpha, one_chain_beta, two_chain_beta;
};

/// Contribution of 1 nmol/L of each ligand to each of the three sums.
template <class V>
struct BindingWeights {
    Ligands<V> beta, alpha, bridge;
};

template <class V>
TWINARM_HD inline BindingWeights<V> binding_weights(const Receptors<V>& receptor,
                                                    const BindingFactors<V>& factor) {
    const V beta = V(1) / receptor.beta_dissociation, alpha = V(1) / receptor.alpha_dissociation;
    const V bridge = alpha / receptor.assembly;
    return {{beta / factor.beta, beta / factor.one_chain_beta, beta / factor.two_chain_beta},
            {alpha / factor.alpha, alpha / factor.one_chain_alpha, alpha / factor.two_chain_alpha},
            {bridge / (factor.alpha * factor.beta), bridge / (factor.one_chain_alpha * factor.one_chain_beta),
             bridge / (factor.two_chain_alpha * factor.two_chain_beta)}};
}

/// The same for tumour T cells, which see a share of what is in plasma: the sums are linear in the ligands.
template <class V>
TWINARM_HD inline BindingWeights<V> tumour_binding_weights(const Receptors<V>& receptor,
                                                           const BindingWeights<V>& plasma) {
    const auto reaching = [&](const Ligands<V>& w) {
        return Ligands<V>{w.free * receptor.tumour_il2, w.one_chain * receptor.tumour_conjugates,
                          w.two_chain * receptor.tumour_conjugates};
    };
    return {reaching(plasma.beta), reaching(plasma.alpha), reaching(plasma.bridge)};
}

template <class V>
TWINARM_HD inline Binding<V> binding(const Ligands<V>& ligand, const BindingWeights<V>& weight) {
    const auto sum = [&](const Ligands<V>& w) {
        return ligand.free * w.free + ligand.one_chain * w.one_chain + ligand.two_chain * w.two_chain;
    };
    return {sum(weight.beta), sum(weight.alpha), sum(weight.bridge)};
}

/// Occupied fraction of the beta-gamma receptors of a cell with `alpha` CD25 and `beta` beta-gamma receptors.
/// Exact equilibrium of two receptor pools and any number of ligands. With m = (1 + alpha)(1 + beta) the
/// number T of alpha-beta-gamma complexes solves bridge (A - T)(B - T) = m T; its smaller root, in a form
/// without cancellation and without a division by the ligand:
///   T = 2 A B k / (s + sqrt(s^2 - 4 A B k^2)),  s = (A + B) k + m,  s^2 - 4 A B k^2 = m^2 + 2 (A+B) k m +
///   (A-B)^2 k^2 occupancy = (T + (B - T) beta / (1 + beta)) / B
/// Source: kernels/README.md, "Receptor occupancy".
template <class V>
TWINARM_HD TWINARM_INLINED V occupancy(const Binding<V>& ligand, V alpha, V beta) {
    const V m = (V(1) + ligand.alpha) * (V(1) + ligand.beta);
    const V sum = (alpha + beta) * ligand.bridge, difference = (alpha - beta) * ligand.bridge;
    const V root = square_root(m * m + V(2) * sum * m + difference * difference);
    const V bridged = V(2) * alpha * ligand.bridge / (sum + m + root);  // T / B
    return bridged + (V(1) - bridged) * (ligand.beta / (V(1) + ligand.beta));
}

TWINARM_END
