// Receptor occupancy: against a numerical equilibrium of the underlying mass action, against the published
// EC50s, and at its edges.
#include "kernels/model/receptor_occupancy.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/model/physiology.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

constexpr int ligand_count = 3;

struct Species {
    double conc, Ka, Kb, K2;  ///< of one ligand
};

/// Mass action, solved for the free receptors a and b by bisection inside bisection. Each ligand l forms
///   l.alpha = L a / Ka,   l.beta = L b / Kb,   l.alpha.beta = (L a / Ka) b / K2,
/// alpha and beta are conserved, and ligand is in excess. Returns (all beta - b) / all beta, the occupied
/// share.
double equilibrium(const Species (&ligand)[ligand_count], double alpha, double beta) {
    double sum_alpha = 0, sum_beta = 0, sum_both = 0;
    for (const Species& l : ligand) {
        sum_alpha += l.conc / l.Ka;
        sum_beta += l.conc / l.Kb;
        sum_both += l.conc / (l.Ka * l.K2);
    }
    const auto free_alpha = [&](double b) { return alpha / (1 + sum_alpha + sum_both * b); };
    double low = 0, high = beta;
    for (int i = 0; i < 200; ++i) {
        const double b = 0.5 * (low + high);
        const double all = b * (1 + sum_beta) + sum_both * free_alpha(b) * b;
        (all < beta ? low : high) = b;
    }
    return (beta - 0.5 * (low + high)) / beta;
}

struct Cell {
    const char* name;
    double alpha, beta;
};
const Cell cells[] = {{"CD8", 22, 511},    {"CD8 induced", 2022, 511}, {"NK", 22, 7643},
                      {"Treg", 3476, 657}, {"TIL", 1500, 600},         {"EC", 1000, 300}};

double occupied(const Ligands<double>& l, double alpha, double beta, const Receptors<double>& r,
                const BindingFactors<double>& f = {1, 1, 30, 100, 10, 30}) {
    return occupancy(binding(l, binding_weights(r, f)), alpha, beta);
}

const Receptors<double> receptors = reference::typical_patient().receptors;

// The bisection leaves 1e-16 of beta, and the difference beta - b loses that over the occupied share.
TEST(ReceptorOccupancy, IsTheEquilibriumOfOneLigand) {
    for (const Cell& cell : cells) {
        for (double exponent = -5; exponent <= 3; exponent += 0.5) {
            const double L = std::pow(10, exponent);
            const Species only[3] = {{L, 10, 2.5, 3.5}, {0, 1, 1, 1}, {0, 1, 1, 1}};
            EXPECT_NEAR(occupied({L, 0, 0}, cell.alpha, cell.beta, receptors),
                        equilibrium(only, cell.alpha, cell.beta), 1e-13)
                << cell.name << " at " << L;
        }
    }
}

TEST(ReceptorOccupancy, IsTheEquilibriumOfThreeLigandsTogether) {
    const BindingFactors<double> f{1, 1, 30, 100, 8, 40};
    for (const Cell& cell : cells) {
        for (const double free : {0.0, 1e-3, 0.1, 5.0}) {
            for (const double one : {0.0, 0.05, 2.0}) {
                for (const double two : {0.01, 1.0, 80.0}) {
                    const Species three[3] = {{free, 10, 2.5, 3.5},
                                              {one, 10 * 30, 2.5 * 8, 3.5 * 8},
                                              {two, 10 * 100, 2.5 * 40, 3.5 * 40}};
                    EXPECT_NEAR(occupied({free, one, two}, cell.alpha, cell.beta, receptors, f),
                                equilibrium(three, cell.alpha, cell.beta), 1e-13)
                        << cell.name << " at " << free << " " << one << " " << two;
                }
            }
        }
    }
}

double ec50(double alpha, double beta, const Receptors<double>& r) {
    double low = -9, high = 4;
    for (int i = 0; i < 100; ++i) {
        const double middle = 0.5 * (low + high);
        (occupied({std::pow(10, middle), 0, 0}, alpha, beta, r) < 0.5 ? low : high) = middle;
    }
    return std::pow(10, low);
}

// Derived with the shipped constants (kernels/README.md); half a unit of the last printed place. NK with its
// 8503 CD122, as printed there.
TEST(ReceptorOccupancy, HasTheEc50sThatItsConstantsWereChosenFor) {
    EXPECT_NEAR(ec50(22, 511, receptors), 2.30, 0.005);
    EXPECT_NEAR(ec50(22, 8503, receptors), 2.49, 0.005);
    EXPECT_NEAR(ec50(3476, 657, receptors), 0.011, 0.0005);
    EXPECT_NEAR(ec50(329, 158, receptors), 0.13, 0.005);
    EXPECT_NEAR(ec50(1500, 600, receptors), 0.029, 0.0005);
}

TEST(ReceptorOccupancy, HasTheEc50sOfAWeakerAssembly) {
    Receptors<double> r = receptors;
    r.assembly = 10;
    EXPECT_NEAR(ec50(3476, 657, r), 0.031, 0.0005);
    EXPECT_NEAR(ec50(329, 158, r), 0.34, 0.005);
    r = receptors;
    r.beta_dissociation = 1;  // literature
    EXPECT_NEAR(ec50(22, 511, r), 0.93, 0.005);
}

TEST(ReceptorOccupancy, IsExactlyZeroWithoutLigand) {
    for (const Cell& cell : cells) EXPECT_EQ(occupied({0, 0, 0}, cell.alpha, cell.beta, receptors), 0);
}

TEST(ReceptorOccupancy, WithoutAlphaIsSimpleSaturationOfBetaGamma) {
    for (const double L : {0.01, 2.5, 100.0})
        EXPECT_DOUBLE_EQ(occupied({L, 0, 0}, 0, 500, receptors), L / (L + 2.5));
}

TEST(ReceptorOccupancy, RisesWithEveryLigandAndStaysInsideTheUnitInterval) {
    for (const Cell& cell : cells) {
        for (int which = 0; which < 3; ++which) {
            double before = -1;
            for (double exponent = -12; exponent <= 6; exponent += 0.25) {
                Ligands<double> l{0.001, 0.01, 0.02};
                (which == 0 ? l.free : which == 1 ? l.one_chain : l.two_chain) = std::pow(10, exponent);
                const double now = occupied(l, cell.alpha, cell.beta, receptors);
                EXPECT_GE(now, before - 1e-15) << cell.name;
                EXPECT_GE(now, 0);
                EXPECT_LE(now, 1);
                before = now;
            }
        }
    }
}

TEST(ReceptorOccupancy, IsOneAndFiniteAtAMillionNanomolar) {
    for (const Cell& cell : cells) {
        const double full = occupied({1e6, 1e6, 1e6}, cell.alpha, cell.beta, receptors);
        EXPECT_NEAR(full, 1, 2.5e-6);
        EXPECT_LE(full, 1);
    }
}

// With T ~ A k L and x ~ L / Kb, both linear: doubling a trace of ligand doubles the occupancy.
TEST(ReceptorOccupancy, KeepsItsDigitsForTracesOfLigand) {
    for (const Cell& cell : cells) {
        const double slope = cell.alpha / (10 * 3.5) / (1 + 0.0) + 1 / 2.5;
        const double L = 1e-15;
        EXPECT_NEAR(occupied({L, 0, 0}, cell.alpha, cell.beta, receptors) / L, slope, 1e-9 * slope)
            << cell.name;
    }
}

TEST(ReceptorOccupancy, FewerGammaThanBetaChainsLimitTheReceptors) {
    Receptors<double> r = receptors;
    const Binding<double> l = binding<double>({3, 0, 0}, binding_weights<double>(r, {1, 1, 1, 1, 1, 1}));
    EXPECT_EQ(occupied_receptors(r, l, l).nk, occupancy(l, 22.0, 7643.0));
    r.nk_cd132 = 1e5;
    EXPECT_EQ(occupied_receptors(r, l, l).nk, occupancy(l, 22.0, 8503.0));
}

TEST(ReceptorOccupancy, InducedCd25MakesACd8TCellAsSensitiveAsItsChains) {
    const Binding<double> l =
        binding<double>({0.05, 0, 0}, binding_weights<double>(receptors, {1, 1, 1, 1, 1, 1}));
    EXPECT_EQ(occupied_cd8_receptors(receptors, l, 0.25), occupancy(l, 522.0, 511.0));
}

TEST(BindingFactors, ADrugWithoutAlphaBindsAsIl2DoesToACellWithoutCd25) {
    const Ligands<double> free{2, 0, 0};
    const Binding<double> without = binding(free, binding_weights<double>(receptors, {1e9, 1, 1, 1, 1, 1}));
    const Binding<double> il2 = binding(free, binding_weights<double>(receptors, {1, 1, 1, 1, 1, 1}));
    EXPECT_NEAR(occupancy(without, 22.0, 7643.0), occupancy(il2, 0.0, 7643.0), 1e-8);
    // Ten times weaker to beta-gamma is a tenth of the drug.
    const Binding<double> weak =
        binding({20, 0, 0}, binding_weights<double>(receptors, {1e9, 10, 1, 1, 1, 1}));
    EXPECT_NEAR(occupancy(weak, 0.0, 7643.0), occupancy(il2, 0.0, 7643.0), 1e-12);
}

TEST(BindingFactors, TheSpreadActsOnTheBetaFactorsAlone) {
    PegReleasePk<double> drug = reference::typical_patient().nktr214;
    drug.beta_factor_spread = 1.5;
    const BindingFactors<double> f = binding_factors(reference::typical_patient().aldesleukin, drug);
    EXPECT_EQ(f.one_chain_alpha, 30);
    EXPECT_EQ(f.two_chain_alpha, 100);
    EXPECT_EQ(f.one_chain_beta, 15);
    EXPECT_EQ(f.two_chain_beta, 45);
}

}  // namespace
}  // namespace twinarm
