// A number with its derivative: what the model's own text, computed with it, says of its derivatives.
#pragma once

#include "kernels/core/exp_log.hpp"

namespace twinarm::oracle {

/// value + slope e, e^2 = 0.
struct Dual {
    double value = 0, slope = 0;
    Dual() = default;
    Dual(double v, double s = 0) : value(v), slope(s) {}  // NOLINT(google-explicit-constructor)

    friend Dual operator+(Dual a, Dual b) { return {a.value + b.value, a.slope + b.slope}; }
    friend Dual operator-(Dual a, Dual b) { return {a.value - b.value, a.slope - b.slope}; }
    friend Dual operator-(Dual a) { return {-a.value, -a.slope}; }
    friend Dual operator*(Dual a, Dual b) {
        return {a.value * b.value, a.slope * b.value + a.value * b.slope};
    }
    friend Dual operator/(Dual a, Dual b) {
        return {a.value / b.value, (a.slope - a.value / b.value * b.slope) / b.value};
    }
    friend bool operator<(Dual a, Dual b) { return a.value < b.value; }
    friend bool operator>(Dual a, Dual b) { return a.value > b.value; }
    friend bool operator<=(Dual a, Dual b) { return a.value <= b.value; }
    friend bool operator>=(Dual a, Dual b) { return a.value >= b.value; }

    // Preferred to the templates of kernels/core, which look at bits.
    friend Dual exponential(Dual a) { return {std::exp(a.value), std::exp(a.value) * a.slope}; }
    friend Dual exponential_clamped(Dual a) { return exponential(a); }
    friend Dual decay(Dual a) { return exponential(-a); }
    friend Dual logistic(Dual a) { return Dual(1) / (Dual(1) + exponential(-a)); }
    friend Dual logarithm_inside(Dual a) { return logarithm(a); }
    friend Dual logarithm(Dual a) { return {std::log(a.value), a.slope / a.value}; }
    friend Dual square_root(Dual a) { return {std::sqrt(a.value), a.slope / (2 * std::sqrt(a.value))}; }
};

}  // namespace twinarm::oracle
