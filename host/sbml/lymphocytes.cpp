// kernels/model/lymphocytes.hpp: signals, and the eleven blood states.
#include <fmt/format.h>

#include "host/sbml/mechanisms.hpp"

namespace twinarm::sbml {

namespace {

void add_signals(EquationSystem& system) {
    system.function("saturating", "signal, half", "signal / (signal + half)",
                    "share of the maximal response");
    system.assigned("cd8_stimulus", "1", "surface_receptor * cd8_occupied", "what reaches a CD8 T cell");
    system.assigned("nk_stimulus", "1", "surface_receptor * nk_occupied", "what reaches an NK cell");
    system.assigned("spared_receptor", "1",
                    "lymphocytes_spared_signal + (1 - lymphocytes_spared_signal) * surface_receptor",
                    "receptors left on cells that recycle the alpha chain");
    system.assigned("treg_stimulus", "1", "spared_receptor * treg_occupied",
                    "what reaches a regulatory T cell");
    system.assigned("tumour_stimulus", "1", "spared_receptor * tumour_t_occupied",
                    "what reaches a tumour T cell");
    for (const auto& [signal, cell] : {std::pair(cd8_signal, "cd8"), std::pair(nk_signal, "nk"),
                                       std::pair(treg_signal, "treg"), std::pair(tumour_signal, "tumour")})
        system.state(signal, fmt::format("lymphocytes_activation_rate * ({0}_stimulus - {0}_signal)", cell));
    system.assigned("cd8_effect", "1", "saturating(cd8_signal, lymphocytes_effector_half_signal)",
                    "share of maximal CD8 expansion");
    system.assigned("nk_effect", "1", "saturating(nk_signal, lymphocytes_effector_half_signal)",
                    "share of maximal NK expansion");
    system.assigned("treg_effect", "1", "saturating(treg_signal, lymphocytes_treg_half_signal)",
                    "share of maximal Treg expansion");
}

void add_pool(EquationSystem& system, StateIndex pool, const std::string& cell, const std::string& effect) {
    system.state(pool,
                 fmt::format("pool_slope({0}, lymphocytes_{1}_turnover, lymphocytes_{1}_expansion, {2}, "
                             "lymphocytes_{1}_capacity)",
                             state_table[pool].name, cell, effect));
}

}  // namespace

void add_lymphocytes(EquationSystem& system) {
    add_signals(system);
    system.state(
        circulating,
        "lymphocytes_return_rate * (1 - circulating) - lymphocytes_margination_rate * "
        "saturating(max(cd8_stimulus, nk_stimulus), lymphocytes_margination_half_signal) * circulating");
    system.state(surface_receptor,
                 "lymphocytes_receptor_synthesis * (1 - surface_receptor) - lymphocytes_receptor_loss * "
                 "max(cd8_occupied, nk_occupied)^2 * surface_receptor");
    system.state(cd25_induction,
                 "lymphocytes_cd25_induction_rate * cd8_stimulus * (1 - cd25_induction) - "
                 "lymphocytes_cd25_loss_rate * cd25_induction");
    system.function("pool_slope", "n, turnover, expansion, effect, capacity",
                    "turnover * (1 - n) + expansion * effect * n * max(1 - n / capacity, 0)",
                    "turnover towards baseline, and expansion up to the capacity");
    add_pool(system, cd8, "cd8", "cd8_effect");
    add_pool(system, nk, "nk", "nk_effect");
    add_pool(system, treg, "treg", "treg_effect");
    add_pool(system, other_lymphocytes, "other", "cd8_effect");
    system.assigned("blood_lymphocytes", "1",
                    "circulating * (lymphocytes_cd8_count * cd8 + lymphocytes_nk_count * nk + "
                    "lymphocytes_treg_count * treg + lymphocytes_other_count * other_lymphocytes) / "
                    "(lymphocytes_cd8_count + lymphocytes_nk_count + lymphocytes_treg_count + "
                    "lymphocytes_other_count)",
                    "blood lymphocytes over baseline");
}

}  // namespace twinarm::sbml
