// Patients in any state inside of all ranges, with drug levels: what invariants are tried on.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "kernels/model/physiology.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm::model_cases {

/// A patient with constant drug levels in some state inside of all ranges.
struct Case {
    Patient<double> p;
    DrugLeg<double> drugs{};
    State<double> y;

    double time = 1e5;  ///< since the start of treatment [h]

    State<double> slope() const { return slopes(p, patient_constants(p), drugs, {1.0, 1.0}, time, 0.0, y); }
};

struct Range {
    int state;
    double low, high;
};
inline constexpr double endless = 1e300;

/// Ranges that no course can leave. The pools do not fall below their baseline and cannot grow beyond the
/// larger of it and their capacity.
inline std::vector<Range> ranges(const Patient<double>& p) {
    const auto pool = [](double capacity) { return std::max(1.0, capacity); };
    const TumourImmune<double>& t = p.tumour;
    return {
        {circulating, 0, 1},
        {surface_receptor, 0, 1},
        {cd25_induction, 0, 1},
        {cd8_signal, 0, 1},
        {treg_signal, 0, 1},
        {tumour_signal, 0, 1},
        {cd8, 1, pool(p.lymphocytes.cd8_capacity)},
        {nk, 1, pool(p.lymphocytes.nk_capacity)},
        {treg, 1, pool(p.lymphocytes.treg_capacity)},
        {other_lymphocytes, 1, pool(p.lymphocytes.other_capacity)},
        {tachyphylaxis, 0, 1},
        {chronic_signal, 0, 1},
        {tumour_cd8, 0, endless},
        {bystander_cd8, 0, t.bystander_homing * (pool(p.lymphocytes.cd8_capacity) - 1)},
        {tumour_treg, 0, 1 + t.treg_of_signal + t.treg_of_blood * (pool(p.lymphocytes.treg_capacity) - 1)},
        {memory, 0, t.memory_of_signal + t.memory_of_priming},
        {adaptive_pdl1, 0, t.pdl1_limit},
        {leak, 0, 1}};
}

/// Calls check(case) for many of them.
template <class Check>
void for_each_case(const Check& check) {
    std::mt19937_64 random(5);
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    for (std::uint64_t n = 0; n < 500; ++n) {
        Case one;
        one.p = reference::reference_patient(n);
        one.p.lymphocytes.tachyphylaxis_rate = between(0, 0.1);
        one.p.tumour.treg_of_blood = between(0, 1);
        one.p.tumour.crowding = between(-0.3, 0.3);
        one.p.tumour.chronic_exhaustion = between(-2, 2);
        one.y = untreated(one.p.tumour);
        for (const Range& range : ranges(one.p))
            one.y[range.state] = between(range.low, std::min(range.high, 20.0));
        one.y[log_sensitive] = between(-6, 6), one.y[log_resistant] = between(-6, 6);
        one.drugs.present = {true, true, true};
        one.drugs.aldesleukin.at_rest = std::pow(10, between(-6, 2));
        one.drugs.nktr214.rest_one = std::pow(10, between(-5, 2));
        one.drugs.nktr214.rest_two = std::pow(10, between(-5, 2));
        one.drugs.nivolumab.at_rest = std::pow(10, between(-3, 3));
        check(one, n);
    }
}

}  // namespace twinarm::model_cases
