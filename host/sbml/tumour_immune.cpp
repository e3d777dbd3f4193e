// kernels/model/tumour_immune.hpp: the tumour's T cells, their killing, and the two clones.
#include <fmt/format.h>

#include "host/sbml/mechanisms.hpp"
#include "kernels/model/tumour_immune.hpp"

namespace twinarm::sbml {

namespace {

void add_constants(EquationSystem& s) {
    s.function("limited", "unlimited, limit", "unlimited * limit / (limit + unlimited)",
               "a rate that never passes its limit");
    s.constant("largest_loss", "1", largest_function_loss, "cap of exhaustion");
    s.constant("smallest_sld", "mm", eradicated_below_mm, "SLD below which a clone is eradicated");
    s.constant("one_mm", "mm", 1, "unit of the logarithms of tumour mass");
    s.constant("hours_a_day", "h/d", hours_per_day, "from rates a day to rates an hour");
    s.derived("lost_at_baseline", "1", "min(tumour_exhaustion, largest_loss)",
              "T cell function lost to PD-1 at baseline");
    s.derived("kill_at_baseline", "1/h", "limited(tumour_killing, tumour_killing_limit)", "k_0");
    s.derived("matched_killing", "1/h",
              "(1 - min(tumour_unmatched_killing, largest_unmatched_killing)) * kill_at_baseline",
              "killing at baseline that growth makes up for");
    s.constant("largest_unmatched_killing", "1", largest_unmatched_killing, "cap of what it does not");
    s.derived("antigen_at_baseline", "1", "saturating(kill_at_baseline, tumour_priming_half_killing)",
              "antigen that the untreated tumour releases");
}

void add_tumour_size(EquationSystem& s) {
    for (const char* clone : {"sensitive", "resistant"}) {
        s.switched(fmt::format("{}_alive", clone), "1", "1", "1, or 0 once the clone is eradicated");
        s.assigned(fmt::format("{}_mass", clone), "mm",
                   fmt::format("one_mm * {0}_alive * exp(log_{0})", clone), "mass of the clone");
    }
    s.assigned("true_sld", "mm", "sensitive_mass + resistant_mass", "sum of longest diameters");
    s.assigned("sld_or_trace", "mm", "max(true_sld, smallest_sld)",
               "SLD, never below what counts as eradicated");
}

/// Function that is lost, and the killing that is left.
void add_killing(EquationSystem& s) {
    s.assigned("function_lost", "1",
               "min((1 + tumour_pdl1_half_effect) * lost_at_baseline * adaptive_pdl1 / "
               "(tumour_pdl1_half_effect + adaptive_pdl1), largest_loss) * (1 - "
               "tumour_pd1_effect * pd1_occupied) / (1 + tumour_exhaustion_relief * memory)",
               "T cell function lost to PD-1");
    s.assigned("hindered", "1",
               "tumour_crowding * bystander_cd8 + tumour_chronic_exhaustion * chronic_signal",
               "what bystanders and sustained signal take, as an exponent");
    s.assigned(
        "effectiveness", "1",
        "tumour_cd8 * (1 - function_lost) / (1 - lost_at_baseline) * (1 + tumour_treg_suppression) / (1 "
        "+ tumour_treg_suppression * tumour_treg) / (1 + hindered + hindered^2 / 2)",
        "killing by tumour CD8 over that at baseline");
    s.assigned("kill", "1/h", "limited(tumour_killing * effectiveness, tumour_killing_limit)",
               "killing rate of sensitive tumour");
    s.assigned(
        "antigen_surplus", "1",
        "saturating(kill, tumour_priming_half_killing) * sld_or_trace / (sld_or_trace + "
        "tumour_presentation_half_sld) * "
        "(tumour_baseline_sld + tumour_presentation_half_sld) / tumour_baseline_sld - antigen_at_baseline",
        "antigen that dying tumour releases, above that at baseline");
}

void add_t_cells(EquationSystem& s) {
    s.state(tumour_cd8,
            "tumour_tumour_cd8_turnover * (1 + memory - tumour_cd8) + tumour_priming * "
            "(max(antigen_surplus, 0) + min(antigen_surplus, 0) * min(tumour_cd8, 1)) / (1 + tumour_cd8 / "
            "tumour_priming_half_cd8)");
    s.state(bystander_cd8,
            "tumour_bystander_turnover * (tumour_bystander_homing * (cd8 - 1) - bystander_cd8)");
    s.state(tumour_treg,
            "tumour_tumour_treg_turnover * ((1 + tumour_treg_of_signal * saturating((tumour_signal / "
            "tumour_tumour_treg_half_signal)^4, 1) + tumour_treg_of_blood * (treg - 1)) / (1 + "
            "tumour_treg_displacement * bystander_cd8) - tumour_treg)");
    s.assigned("signal_effect", "1", "saturating((tumour_signal / tumour_tumour_half_signal)^3, 1)",
               "effect of the delayed IL-2 signal on memory");
    s.assigned("memory_gap", "1",
               "max(tumour_memory_of_signal * signal_effect + tumour_memory_of_priming * pd1_occupied * "
               "saturating(max(antigen_surplus, 0), tumour_memory_half_surplus) - memory, 0)",
               "how far memory lies below its level");
    s.state(
        memory,
        "tumour_memory_rate * memory_gap * saturating(memory_gap, tumour_memory_gap) - tumour_memory_loss * "
        "memory");
    s.state(adaptive_pdl1,
            "tumour_pdl1_adaptation * (min(effectiveness, tumour_pdl1_limit) - adaptive_pdl1)");
}

void add_clones(EquationSystem& s) {
    s.assigned("growth", "1/h",
               "tumour_growth_rate / hours_a_day * min(max(ln(tumour_growth_limit / sld_or_trace) / "
               "ln(tumour_growth_limit / tumour_baseline_sld), 0), tumour_largest_growth)",
               "growth, slower towards the limit");
    s.assigned("sensitive_slope", "1/h", "sensitive_alive * (growth + matched_killing - kill)",
               "d ln(sensitive mass)/dt");
    s.assigned("resistant_slope", "1/h",
               "resistant_alive * (growth + tumour_resistant_sensitivity * matched_killing - "
               "(tumour_resistant_sensitivity + (1 - tumour_resistant_sensitivity) * saturating(memory, "
               "tumour_spreading_half_memory)) * kill)",
               "d ln(resistant mass)/dt");
    s.state(log_sensitive, "sensitive_slope",
            "ln((1 - tumour_resistant_fraction) * tumour_baseline_sld / one_mm)");
    s.state(log_resistant, "resistant_slope", "ln(tumour_resistant_fraction * tumour_baseline_sld / one_mm)");
    s.assigned("net_growth", "1/h",
               "(sensitive_mass * sensitive_slope + resistant_mass * resistant_slope) / sld_or_trace",
               "d ln(SLD)/dt");
}

}  // namespace

void add_tumour_immune(EquationSystem& system) {
    add_constants(system);
    add_tumour_size(system);
    add_killing(system);
    add_t_cells(system);
    add_clones(system);
}

}  // namespace twinarm::sbml
