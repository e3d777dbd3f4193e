// The formulas of the exported SBML, evaluated, against the engine's own functions.
#include <gtest/gtest.h>

#include <random>

#include "host/sbml/sbml.hpp"
#include "kernels/patient/drugs.hpp"
#include "kernels/patient/sample_patient.hpp"
#include "tests/host/sbml/evaluated_sbml.hpp"
#include "tests/host/sbml/exported_course.hpp"

namespace twinarm::sbml {
namespace {

Patient<double> patient_number(std::uint64_t number) {
    return sample_patient<double>(head_to_head().study.population, head_to_head().study.seed, number);
}

/// A state anywhere that a course may lead to, capacities and clamps included.
State<double> any_state(std::mt19937_64& random) {
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    State<double> y{};
    for (double& value : y.value) value = between(0.001, 1);
    for (const int i : {cd8, nk, treg, other_lymphocytes, tumour_treg, tumour_cd8}) y[i] = between(0.1, 10);
    y[bystander_cd8] = between(0, 5);
    y[memory] = between(0, 3);
    y[adaptive_pdl1] = between(0.01, 6);
    y[log_sensitive] = between(-8, 6.5);
    y[log_resistant] = between(-8, 6.5);
    return y;
}

// A parameter is written with 15 digits, so it is off by 5e-15 at most (of its value, if that is 1.00...).
// The steepest use of one, (a / s)^4, makes 2e-14 of it; a slope is a
// sum of six terms or fewer of at most 2/h, whose cancellation is allowed for below 0.01/h.
constexpr double written = 1e-12;

TEST(SbmlEquations, EveryRateIsThatOfTheEngineAtAnyState) {
    std::mt19937_64 random(1);
    const auto level = [&](double low, double high) {
        return std::pow(10, std::uniform_real_distribution<double>(low, high)(random));
    };
    for (std::uint64_t number = 0; number < 16; ++number) {
        const EvaluatedSbml sbml(
            sbml_text(ExportedCourse(number, int(number % arms_of_head_to_head)).system));
        const Patient<double> patient = patient_number(number);
        for (int repeat = 0; repeat < 10; ++repeat) {
            const State<double> y = any_state(random);
            const TumourMass<double> alive{repeat == 1 ? 0.0 : 1.0, repeat == 2 ? 0.0 : 1.0};
            DrugLeg<double> leg{};  // constant concentrations; none at all in the last repeat
            leg.present = {true, true, true};
            if (repeat < 9) {
                leg.aldesleukin.at_rest = level(-6, 2);
                leg.nktr214.rest_one = level(-5, 2);
                leg.nktr214.rest_two = level(-5, 2);
                leg.nivolumab.at_rest = level(-3, 3);
            }
            const double time = level(0, 5);
            EvaluatedSbml::Values known = {{"time", time},
                                           {"il2_concentration", leg.aldesleukin.at_rest},
                                           {"one_chain_concentration", leg.nktr214.rest_one},
                                           {"two_chain_concentration", leg.nktr214.rest_two},
                                           {"nivolumab_concentration", leg.nivolumab.at_rest},
                                           {"sensitive_alive", alive.sensitive},
                                           {"resistant_alive", alive.resistant}};
            for (int i = 0; i < state_count; ++i) known[state_table[i].name] = y[i];
            const State<double> expected =
                slopes(patient, patient_constants(patient), leg, alive, time, 0.0, y);
            for (int i = 0; i < state_count; ++i)
                ASSERT_NEAR(sbml.rate(state_table[i].name, known), expected[i],
                            written * std::max(1e-2, std::abs(expected[i])))
                    << state_table[i].name << " of patient " << number << ", repeat " << repeat;
        }
    }
}

// What the engine follows from reading to reading is a state here: at its rest and off it.
TEST(SbmlEquations, EosinophilsAndSolubleCd25AreStatesOfTheirOwn) {
    const EvaluatedSbml sbml(sbml_text(ExportedCourse(3, nktr214_arm).system));
    const Toxicity<double> p = patient_number(3).toxicity;
    const EvaluatedSbml::Values known = {
        {"treg_signal", 0.3}, {"cd25_induction", 0.2},        {"treg", 2.5},
        {"eosinophils", 7},   {"eosinophil_precursors", 4.0}, {"soluble_cd25", 3}};
    const auto expect = [&](const char* id, double rate) {
        EXPECT_NEAR(sbml.rate(id, known), rate, written * std::max(1e-2, std::abs(rate))) << id;
        EXPECT_EQ(sbml.value(id), 1) << id;
    };
    expect("eosinophil_precursors", p.eosinophil_precursor_rate * (1 + p.eosinophil_effect * 0.3 - 4));
    expect("eosinophils", p.eosinophil_rate * (4.0 - 7));
    expect("soluble_cd25",
           p.soluble_cd25_rate * (1 + p.soluble_cd25_of_cd8 * 0.2 + p.soluble_cd25_of_treg * 1.5 - 3));
}

TEST(SbmlEquations, EveryStateStartsWhereTheEngineStarts) {
    for (std::uint64_t number = 0; number < 8; ++number) {
        const EvaluatedSbml sbml(sbml_text(ExportedCourse(number, nivolumab_arm).system));
        const State<double> y = untreated(patient_number(number).tumour);
        for (int i = 0; i < state_count; ++i)
            EXPECT_NEAR(sbml.value(state_table[i].name), y[i], written)
                << state_table[i].name << " of patient " << number;
    }
}

// The difference quotient of the closed form over h = 1e-6 h errs by h/2 times the second derivative, which
// is at most 5/h (the fastest eigenvalue) times the rate's largest term.
TEST(SbmlEquations, TheClosedFormOfAldesleukinObeysThem) {
    const ExportedCourse course(7, aldesleukin_arm);
    const EvaluatedSbml sbml(sbml_text(course.system));
    const Patient<double> patient = patient_number(7);
    const auto kinetics = aldesleukin_kinetics(patient.aldesleukin, patient.covariates.weight);
    const double h = 1e-6, input = 12345;
    const TwoCompartmentAmounts<double> before{100, 40}, after = carry(kinetics, before, input, h);
    const EvaluatedSbml::Values known = {
        {"aldesleukin_central", 100}, {"aldesleukin_peripheral", 40}, {"aldesleukin_infusion_1", input}};
    EXPECT_NEAR(sbml.rate("aldesleukin_central", known), (after.central - before.central) / h, 1e-5 * input);
    EXPECT_NEAR(sbml.rate("aldesleukin_peripheral", known), (after.peripheral - before.peripheral) / h, 1e-2);
    EXPECT_NEAR(sbml.value("aldesleukin_concentration", known), 100 / kinetics.volume, 1e-12 * 100);
}

TEST(SbmlEquations, TheClosedFormOfNivolumabObeysThem) {
    const ExportedCourse course(7, nivolumab_arm);
    const EvaluatedSbml sbml(sbml_text(course.system));
    const Patient<double> patient = patient_number(7);
    const auto kinetics = nivolumab_kinetics(patient.nivolumab, patient.covariates, 252.0);
    const double h = 1e-4, input = 720;
    const TwoCompartmentAmounts<double> before{300, 200}, after = carry(kinetics, before, input, h);
    const EvaluatedSbml::Values known = {{"nivolumab_central", 300},
                                         {"nivolumab_peripheral", 200},
                                         {"nivolumab_infusion_1", input},
                                         {"nivolumab_held_clearance", kinetics.k10 * kinetics.volume}};
    // Rates of at most 0.1/h: the quotient errs by h / 2 * 0.1 * 720, and by rounding 1e-13 * 300 / h.
    EXPECT_NEAR(sbml.rate("nivolumab_central", known), (after.central - before.central) / h, 1e-2);
    EXPECT_NEAR(sbml.rate("nivolumab_peripheral", known), (after.peripheral - before.peripheral) / h, 1e-2);
    EXPECT_NEAR(sbml.value("nivolumab_concentration", known), 300 / kinetics.volume, 1e-10);
}

TEST(SbmlEquations, TheClosedFormOfTheReleaseChainObeysThem) {
    const ExportedCourse course(7, nktr214_arm);
    const EvaluatedSbml sbml(sbml_text(course.system));
    const Patient<double> patient = patient_number(7);
    const auto kinetics = DrugKind<Drug::nktr214>::kinetics(patient, 0.0);
    const double h = 1e-5, input = 50;
    PegAmounts<double> before{};
    EvaluatedSbml::Values known = {{"nktr214_infusion_1", input}};
    for (int m = 1; m <= peg_chains; ++m)
        known["nktr214_chains_" + std::to_string(m)] = before[m] = 1.0 + m * m;
    const PegAmounts<double> after = carry(kinetics, before, input, h);
    // Rates are at most 0.3/h times amounts of 40 nmol: the quotient errs by h * 4, and by rounding 1e-14 *
    // 40 / h.
    for (int m = 1; m <= peg_chains; ++m)
        EXPECT_NEAR(sbml.rate("nktr214_chains_" + std::to_string(m), known), (after[m] - before[m]) / h, 1e-4)
            << m;
}

TEST(SbmlEquations, IlTwoIsAldesleukinAndWhatTheLastChainFrees) {
    const ExportedCourse course(7, nktr214_arm);
    const EvaluatedSbml sbml(sbml_text(course.system));
    const Patient<double> patient = patient_number(7);
    Drugs<double> drugs = no_drugs(patient);
    drugs.nktr214.amounts[1] = 20, drugs.nktr214.amounts[2] = 30;
    const DrugLevels<double> level = drug_levels(drug_leg(drugs, course.treatment()), 0.0);
    const EvaluatedSbml::Values known = {{"nktr214_chains_1", 20}, {"nktr214_chains_2", 30}};
    EXPECT_NEAR(sbml.value("il2_concentration", known), level.il2.free, 1e-12 * level.il2.free);
    EXPECT_NEAR(sbml.value("one_chain_concentration", known), level.il2.one_chain, 1e-11);
    EXPECT_NEAR(sbml.value("two_chain_concentration", known), level.il2.two_chain, 1e-11);
}

TEST(SbmlEquations, WithoutLigandEveryReceptorIsFreeAndNothingDividesByZero) {
    for (int arm = 0; arm < arms_of_head_to_head; ++arm) {
        const EvaluatedSbml sbml(sbml_text(ExportedCourse(3, arm).system));
        for (const char* cell : {"cd8", "nk", "treg", "tumour_t", "endothelium"})
            EXPECT_EQ(sbml.value(std::string(cell) + "_occupied"), 0) << cell;
        EXPECT_EQ(sbml.value("pd1_occupied"), 0);
    }
}

TEST(SbmlEquations, OccupancyIsThatOfTheEngine) {
    const ExportedCourse course(11, combination_arm);
    const EvaluatedSbml sbml(sbml_text(course.system));
    const Patient<double> patient = patient_number(11);
    const Ligands<double> ligands{0.02, 1.5, 7};
    const auto bound = binding(ligands, patient_constants(patient).binding);
    const EvaluatedSbml::Values known = {{"il2_concentration", ligands.free},
                                         {"one_chain_concentration", ligands.one_chain},
                                         {"two_chain_concentration", ligands.two_chain}};
    const Receptors<double>& r = patient.receptors;
    EXPECT_NEAR(sbml.value("treg_occupied", known),
                occupancy(bound, r.treg_cd25, std::min(r.treg_cd122, r.treg_cd132)), written);
    EXPECT_NEAR(sbml.value("nk_occupied", known),
                occupancy(bound, r.nk_cd25, std::min(r.nk_cd122, r.nk_cd132)), written);
    const auto in_tumour = binding(ligands, patient_constants(patient).tumour_binding);
    EXPECT_NEAR(sbml.value("tumour_t_occupied", known),
                occupancy(in_tumour, r.tumour_t_cd25, std::min(r.tumour_t_cd122, r.tumour_t_cd132)), written);
}

}  // namespace
}  // namespace twinarm::sbml
