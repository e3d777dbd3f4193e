// kernels/model/lymphocytes.hpp: signals, and the states of blood.
#include <fmt/format.h>

#include "host/sbml/mechanisms.hpp"

namespace twinarm::sbml {

namespace {

void add_signals(EquationSystem& system) {
    system.function("saturating", "signal, half", "signal / (signal + half)",
                    "share of the maximal response");
    system.assigned("answering_receptor", "1", "surface_receptor * (1 - tachyphylaxis)",
                    "receptors on the surface that still answer");
    system.assigned("cd8_stimulus", "1", "answering_receptor * cd8_occupied", "what reaches a CD8 T cell");
    system.assigned("treg_stimulus", "1",
                    "(lymphocytes_spared_signal + (1 - lymphocytes_spared_signal) * answering_receptor) * "
                    "treg_occupied",
                    "what reaches a regulatory T cell, which recycles the alpha chain");
    for (const auto& [signal, stimulus] :
         {std::pair(cd8_signal, "cd8_stimulus"), std::pair(treg_signal, "treg_stimulus"),
          std::pair(tumour_signal, "tumour_t_occupied")})
        system.state(signal, fmt::format("lymphocytes_activation_rate * ({} - {})", stimulus,
                                         state_table[signal].name));
    system.state(chronic_signal, "lymphocytes_chronic_signal_rate * (cd8_signal - chronic_signal)");
    system.state(tachyphylaxis,
                 "lymphocytes_tachyphylaxis_rate * cd8_signal * (1 - tachyphylaxis) - "
                 "lymphocytes_tachyphylaxis_recovery * tachyphylaxis");
    system.assigned("cd8_effect", "1", "saturating(cd8_signal, lymphocytes_effector_half_signal)",
                    "share of maximal expansion of CD8, NK and other lymphocytes");
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
        "saturating(max(cd8_occupied, nk_occupied), lymphocytes_margination_half_occupancy) * circulating");
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
    add_pool(system, nk, "nk", "cd8_effect");
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
