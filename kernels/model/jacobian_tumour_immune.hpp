// Derivatives of the seven tumour states (tumour_immune.hpp), by the chain rule through killing.
#pragma once

#include "kernels/model/jacobian_lymphocytes.hpp"

TWINARM_BEGIN

/// One number for each thing that killing depends on, and for time.
template <class V>
struct KillingDerivatives {
    V tumour_cd8, tumour_signal, adaptive_pdl1, tumour_treg, cd8_signal, cd8, per_h;
};

/// Writes `from` times `factor` into the row of killing's causes: target is an entry of `j` or of `time`.
template <StateIndex row, class V>
TWINARM_HD inline void pass_killing_on(const KillingDerivatives<V>& kill, V factor, Jacobian<V>& j,
                                       State<V>& time) {
    j[entry<row, tumour_cd8>] = factor * kill.tumour_cd8;
    j[entry<row, tumour_signal>] = factor * kill.tumour_signal;
    j[entry<row, adaptive_pdl1>] = factor * kill.adaptive_pdl1;
    j[entry<row, tumour_treg>] = factor * kill.tumour_treg;
    j[entry<row, cd8_signal>] = factor * kill.cd8_signal;
    j[entry<row, cd8>] = factor * kill.cd8;
    time[row] = factor * kill.per_h;
}

/// d ln(SLD)/dt, and what the hazards need of it: its derivatives with killing and with the two clones.
template <class V>
struct NetGrowth {
    V value, per_killing, per_sensitive, per_resistant;
    KillingDerivatives<V> killing;
    V sensitive_share, resistant_share;  ///< d ln(SLD) / d ln of a clone's mass
};

/// Entries of the tumour states in `j`, their rates of change in `time`. Names as in tumour_slopes().
template <class V>
TWINARM_HD inline NetGrowth<V> tumour_jacobian(const TumourImmune<V>& p, const TumourConstants<V>& constant,
                                               const TumourMass<V>& alive, const PresentTumour<V>& tumour,
                                               const Saturation<V>& treg_effect,
                                               const Changing<V>& pd1_occupied, const State<V>& y,
                                               Jacobian<V>& j, State<V>& time) {
    const V functional = y[tumour_cd8], exhausted = y[exhausted_cd8];

    const V signal = maximum(y[tumour_signal], V(1e-12));
    const V steep = p.tumour_signal_shape * (logarithm(signal) - constant.log_half_signal);
    const V effect = V(1) / (V(1) + exponential(-steep));
    const V effect_slope =
        effect * (V(1) - effect) * select(y[tumour_signal] > V(1e-12), p.tumour_signal_shape / signal, V(0));

    // Lost function and its derivatives with PD-L1, the signal and time.
    const V per_pdl1 = V(1) / (V(0.5) + y[adaptive_pdl1]);
    const V asked = V(1.5) * constant.lost_at_baseline * y[adaptive_pdl1] * per_pdl1;
    const auto uncapped = asked < V(largest_function_loss);
    const V driven = select(uncapped, asked, V(largest_function_loss));
    const V driven_slope = select(uncapped, V(0.75) * constant.lost_at_baseline * per_pdl1 * per_pdl1, V(0));
    const V blocked = V(1) - p.pd1_effect * pd1_occupied.value, lifted = V(1) - p.signal_effect * effect;
    const V lost = driven * blocked * lifted;
    const V lost_per_pdl1 = driven_slope * blocked * lifted;
    const V lost_per_signal = -driven * blocked * p.signal_effect * effect_slope;
    const V lost_per_h = -driven * lifted * p.pd1_effect * pd1_occupied.per_h;

    // Effective T cells.
    const V suppressed = V(1) / (V(1) + p.treg_suppression * y[tumour_treg]);
    const V strength = constant.effectiveness * suppressed;
    const V per_functional = (V(1) - lost) * strength;
    const V effective = functional * per_functional;
    const V per_lost = -functional * strength;
    const V per_treg = -effective * p.treg_suppression * suppressed;

    // Killing: d (u L / (L + u)) = (L / (L + u))^2 du.
    const V unlimited =
        p.killing * (effective + p.lymphokine_killing * V(4) * y[cd8_signal] * y[cd8_signal] * y[cd8]);
    const V limited = p.killing_limit / (p.killing_limit + unlimited);
    const V kill = unlimited * limited;
    const V per_effective = p.killing * limited * limited;
    const V per_activated = per_effective * p.lymphokine_killing * V(4) * y[cd8_signal];
    KillingDerivatives<V> killing;
    killing.tumour_cd8 = per_effective * per_functional;
    killing.tumour_signal = per_effective * per_lost * lost_per_signal;
    killing.adaptive_pdl1 = per_effective * per_lost * lost_per_pdl1;
    killing.tumour_treg = per_effective * per_treg;
    killing.cd8_signal = per_activated * V(2) * y[cd8];
    killing.cd8 = per_activated * y[cd8_signal];
    killing.per_h = per_effective * per_lost * lost_per_h;

    // Antigen: kill / (kill + K50) times weight sld / (sld + 5).
    const V per_release = V(1) / (kill + p.priming_half_killing), per_presented = V(1) / (tumour.sld + V(5));
    const V release = kill * per_release;
    const V presented = constant.antigen_weight * tumour.sld * per_presented;
    const V surplus = release * presented - constant.antigen_at_baseline;
    const auto deficit = surplus < V(0), few = functional < V(1);
    const V per_surplus = select(deficit, select(few, functional, V(1)), V(1));
    const V diluted = p.priming / (V(1) + V(0.05) * functional);
    const V primed_per_kill =
        diluted * per_surplus * presented * p.priming_half_killing * per_release * per_release;
    const V primed_per_log_sld =  // d presented / d ln(sld) = presented 5 / (sld + 5)
        diluted * per_surplus * release * presented * V(5) * per_presented;
    const V primed_per_functional =
        diluted * surplus *
        (select(deficit & few, V(1), V(0)) - per_surplus * V(0.05) / (V(1) + V(0.05) * functional));

    // How ln(SLD) goes with the masses; below the least SLD it does not.
    const V mass = tumour.mass.sensitive + tumour.mass.resistant;
    const V per_sld = V(1) / tumour.sld;
    const auto present = mass > V(eradicated_below_mm);
    const V sensitive_share = select(present, tumour.mass.sensitive * per_sld, V(0));
    const V resistant_share = select(present, tumour.mass.resistant * per_sld, V(0));

    const V homed = V(1) + p.homing * (y[cd8] - V(1)), remembered = V(1) + y[memory];
    const V room = V(1) - functional * constant.per_cd8_capacity;
    const auto grows = room > V(0);
    const V expansion = p.tumour_cd8_expansion * functional * select(grows, room, V(0));
    const V exhausting = p.exhaustion_rate * functional;
    pass_killing_on<tumour_cd8>(killing, primed_per_kill, j, time);
    V& of_functional = j[entry<tumour_cd8, tumour_cd8>];
    of_functional =
        of_functional + primed_per_functional - p.tumour_cd8_turnover - p.exhaustion_rate * lost +
        p.tumour_cd8_expansion * effect * select(grows, room - functional * constant.per_cd8_capacity, V(0));
    V& of_signal = j[entry<tumour_cd8, tumour_signal>];
    of_signal = of_signal + expansion * effect_slope - exhausting * lost_per_signal;
    V& of_pdl1 = j[entry<tumour_cd8, adaptive_pdl1>];
    of_pdl1 = of_pdl1 - exhausting * lost_per_pdl1;
    V& of_cd8 = j[entry<tumour_cd8, cd8>];
    of_cd8 = of_cd8 + p.tumour_cd8_turnover * p.homing * remembered;
    j[entry<tumour_cd8, memory>] = p.tumour_cd8_turnover * homed;
    const V reinvigoration = p.reinvigoration_rate * pd1_occupied.value;
    j[entry<tumour_cd8, exhausted_cd8>] = reinvigoration;
    j[entry<tumour_cd8, log_sensitive>] = primed_per_log_sld * sensitive_share;
    j[entry<tumour_cd8, log_resistant>] = primed_per_log_sld * resistant_share;
    const V reinvigorated_per_h = p.reinvigoration_rate * exhausted * pd1_occupied.per_h;
    time[tumour_cd8] = time[tumour_cd8] - exhausting * lost_per_h + reinvigorated_per_h;

    j[entry<exhausted_cd8, tumour_cd8>] = p.exhaustion_rate * lost;
    j[entry<exhausted_cd8, exhausted_cd8>] = -p.tumour_cd8_turnover - reinvigoration;
    j[entry<exhausted_cd8, tumour_signal>] = exhausting * lost_per_signal;
    j[entry<exhausted_cd8, adaptive_pdl1>] = exhausting * lost_per_pdl1;
    time[exhausted_cd8] = exhausting * lost_per_h - reinvigorated_per_h;

    const PoolDerivative<V> of_treg =
        pool_derivative(y[tumour_treg], p.tumour_treg_turnover, p.tumour_treg_expansion, treg_effect.value,
                        constant.per_treg_capacity);
    j[entry<tumour_treg, tumour_treg>] = of_treg.per_pool;
    j[entry<tumour_treg, treg>] = p.tumour_treg_turnover;
    j[entry<tumour_treg, treg_signal>] = of_treg.per_effect * treg_effect.slope;
    time[tumour_treg] = V(0);

    j[entry<memory, memory>] = -p.memory_formation * effect * constant.per_memory_capacity - p.memory_loss;
    j[entry<memory, tumour_signal>] =
        p.memory_formation * (V(1) - y[memory] * constant.per_memory_capacity) * effect_slope;
    time[memory] = V(0);

    const V adaptation = select(effective < V(6), p.pdl1_adaptation, V(0));
    j[entry<adaptive_pdl1, tumour_cd8>] = adaptation * per_functional;
    j[entry<adaptive_pdl1, tumour_signal>] = adaptation * per_lost * lost_per_signal;
    j[entry<adaptive_pdl1, adaptive_pdl1>] = adaptation * per_lost * lost_per_pdl1 - p.pdl1_adaptation;
    j[entry<adaptive_pdl1, tumour_treg>] = adaptation * per_treg;
    time[adaptive_pdl1] = adaptation * per_lost * lost_per_h;

    // Growth lies between 0 and 1.3 times that of day 0; there it does not go with the SLD.
    const V growth_room = (constant.log_limit - tumour.log_sld) * constant.per_log_room;
    const auto slows = (growth_room > V(0)) & (growth_room < V(1.3));
    const V growth_per_log_sld = select(slows, -constant.growth_per_h * constant.per_log_room, V(0));
    const V growth = constant.growth_per_h * minimum(maximum(growth_room, V(0)), V(1.3));
    const V relief = constant.kill_at_baseline - kill;
    const V sensitive_per_kill = -alive.sensitive;
    const V resistant_per_kill = -alive.resistant * p.resistant_sensitivity;
    pass_killing_on<log_sensitive>(killing, sensitive_per_kill, j, time);
    pass_killing_on<log_resistant>(killing, resistant_per_kill, j, time);
    const V per_sensitive = growth_per_log_sld * sensitive_share;
    const V per_resistant = growth_per_log_sld * resistant_share;
    j[entry<log_sensitive, log_sensitive>] = alive.sensitive * per_sensitive;
    j[entry<log_sensitive, log_resistant>] = alive.sensitive * per_resistant;
    j[entry<log_resistant, log_sensitive>] = alive.resistant * per_sensitive;
    j[entry<log_resistant, log_resistant>] = alive.resistant * per_resistant;

    // Net growth: the clones' slopes weighted by mass over SLD. A clone's weight m / SLD goes with its own
    // logarithm as m / SLD, and with the SLD's as -m / SLD.
    const V sensitive_weight = tumour.mass.sensitive * per_sld;
    const V resistant_weight = tumour.mass.resistant * per_sld;
    const V sensitive_slope = alive.sensitive * (growth + relief);
    const V resistant_slope = alive.resistant * (growth + p.resistant_sensitivity * relief);
    const V value = sensitive_weight * sensitive_slope + resistant_weight * resistant_slope;
    const V per_log_sld =
        (sensitive_weight * alive.sensitive + resistant_weight * alive.resistant) * growth_per_log_sld -
        value;
    return {value,
            sensitive_weight * sensitive_per_kill + resistant_weight * resistant_per_kill,
            sensitive_weight * sensitive_slope + per_log_sld * sensitive_share,
            resistant_weight * resistant_slope + per_log_sld * resistant_share,
            killing,
            sensitive_share,
            resistant_share};
}

TWINARM_END
