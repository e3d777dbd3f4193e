// kernels/model/receptor_occupancy.hpp: the sums over the ligands, and the occupancy of each cell
// type.
#include <fmt/format.h>

#include <tuple>

#include "host/sbml/mechanisms.hpp"

namespace twinarm::sbml {

namespace {

/// IL-2, 1-PEG and 2-PEG: concentration, and the formula of K_d over that of IL-2 for alpha and for
/// beta-gamma.
struct Ligand {
    const char *name, *concentration, *alpha_factor, *beta_factor;
};

constexpr Ligand ligands[] = {
    {"free", "il2_concentration", "aldesleukin_alpha_factor", "aldesleukin_beta_factor"},
    {"one_chain", "one_chain_concentration", "nktr214_one_chain_alpha_factor",
     "(nktr214_one_chain_beta_factor * nktr214_beta_factor_spread)"},
    {"two_chain", "two_chain_concentration", "nktr214_two_chain_alpha_factor",
     "(nktr214_two_chain_beta_factor * nktr214_beta_factor_spread)"}};

void add_weights(EquationSystem& system) {
    for (const Ligand& l : ligands) {
        system.derived(fmt::format("beta_weight_{}", l.name), "L/nmol",
                       fmt::format("1 / (receptors_beta_dissociation * {})", l.beta_factor),
                       "what 1 nmol/L adds to the sum over K_d of beta-gamma");
        system.derived(fmt::format("alpha_weight_{}", l.name), "L/nmol",
                       fmt::format("1 / (receptors_alpha_dissociation * {})", l.alpha_factor),
                       "what 1 nmol/L adds to the sum over K_d of alpha");
        system.derived(fmt::format("bridge_weight_{}", l.name), "L cell/nmol",
                       fmt::format("1 / (receptors_alpha_dissociation * {} * receptors_assembly * {})",
                                   l.alpha_factor, l.beta_factor),
                       "what 1 nmol/L adds to the sum that bridges alpha and beta-gamma");
    }
    for (const auto& [place, il2, conjugates] :
         {std::tuple{"ligand", "1", "1"},
          std::tuple{"tumour_ligand", "receptors_tumour_il2", "receptors_tumour_conjugates"}}) {
        for (const auto& [sum, unit] : {std::pair{"beta", "1"}, {"alpha", "1"}, {"bridge", "cell"}}) {
            std::string formula;
            for (const Ligand& l : ligands)
                formula += fmt::format("{}{} * {} * {}_weight_{}", formula.empty() ? "" : " + ",
                                       &l == ligands ? il2 : conjugates, l.concentration, sum, l.name);
            system.assigned(fmt::format("{}_{}", place, sum), unit, formula, "sum over the ligands");
        }
        system.assigned(fmt::format("{}_unbound", place), "1",
                        fmt::format("(1 + {0}_alpha) * (1 + {0}_beta)", place),
                        "m of the equation of the complexes, at least 1");
    }
}

/// Without cancellation and without a division by the ligand: no ligand gives exactly 0.
void add_cell(EquationSystem& system, const std::string& cell, const std::string& cd25,
              const std::string& ligand = "ligand") {
    system.derived(cell + "_beta_gamma", "1/cell",
                   fmt::format("min(receptors_{0}_cd122, receptors_{0}_cd132)", cell),
                   "beta-gamma receptors: the scarcer chain limits them");
    system.assigned(cell + "_bridged", "1",
                    fmt::format("bridged_share({0} * {2}_bridge, {1}_beta_gamma * {2}_bridge, {2}_unbound)",
                                cd25, cell, ligand),
                    "share of beta-gamma receptors in complexes with alpha");
    system.assigned(
        fmt::format("{}_occupied", cell), "1",
        fmt::format("{0}_bridged + (1 - {0}_bridged) * ({1}_beta / (1 + {1}_beta))", cell, ligand),
        "occupied fraction of the beta-gamma receptors");
}

}  // namespace

void add_receptor_occupancy(EquationSystem& system) {
    system.assigned("il2_concentration", "nmol/L", "aldesleukin_concentration + released_concentration",
                    "IL-2 without PEG: as given, and fully released");
    add_weights(system);
    system.function(
        "bridged_share", "alpha, beta, m",
        "2 * alpha / (alpha + beta + m + sqrt(m^2 + 2 * (alpha + beta) * m + (alpha - beta)^2))",
        "smaller root T of (alpha - T)(beta - T) = m T over beta, receptors in units of the bridge: "
        "0 where there is no ligand, since m is at least 1");
    add_cell(system, "cd8", "(receptors_cd8_cd25 + receptors_cd8_induced_cd25 * cd25_induction)");
    for (const char* cell : {"nk", "treg", "endothelium"})
        add_cell(system, cell, fmt::format("receptors_{}_cd25", cell));
    add_cell(system, "tumour_t", "receptors_tumour_t_cd25", "tumour_ligand");
}

}  // namespace twinarm::sbml
