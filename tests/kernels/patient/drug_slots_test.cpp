// Every kind of the list is dosed, carried and felt, whatever kinds there are.
#include <gtest/gtest.h>

#include <cstring>

#include "kernels/patient/simulate_patient.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

/// 100 nmol or 100 mg in an hour, every three weeks.
Regimen plain(Drug drug) {
    return every(drug, 100, false, 60, 3 * week);
}

bool any_level(const DrugLevels<double>& level) {
    return level.il2.free > 0 || level.il2.one_chain > 0 || level.il2.two_chain > 0 || level.nivolumab > 0;
}

TEST(DrugSlots, AreTheListInItsOrder) {
    int next = 0;
    for_each_drug([&](auto slot) { EXPECT_EQ(int(slot.drug), next++); });
    EXPECT_EQ(next, drug_count);
}

TEST(DrugSlots, ADoseOfEveryKindMakesALevelOfThisKindAloneThatLeavesTheBody) {
    const Patient<double> patient = typical_patient();
    for_each_drug([&](auto slot) {
        const Arm arm = arm_of(1, {plain(slot.drug)});
        Drugs<double> drugs = no_drugs(patient);
        EXPECT_FALSE(any_level(drug_levels(drug_leg(drugs, arm), 1.0))) << int(slot.drug);

        EXPECT_EQ(start_infusion(drugs, arm, 0, 0, patient), 100) << int(slot.drug);
        EXPECT_TRUE(any_level(drug_levels(drug_leg(drugs, arm), 1.0))) << int(slot.drug);
        carry_drugs(drugs, arm, 1.0);
        drugs.infusion[0] = 0;
        const DrugLeg<double> leg = drug_leg(drugs, arm);
        EXPECT_TRUE(any_level(drug_levels(leg, 1.0))) << int(slot.drug);
        for_each_drug([&](auto other) { EXPECT_EQ(other.of(leg.present), other.drug == slot.drug); });
        EXPECT_EQ(any_il2(leg.present), slot.binds_il2_receptors) << int(slot.drug);

        carry_drugs(drugs, arm, 24.0 * 365 * 10);  // below what is negligible
        carry_drugs(drugs, arm, 1.0);
        EXPECT_FALSE(any_level(drug_levels(drug_leg(drugs, arm), 0.0))) << int(slot.drug);
    });
}

/// Whether some of ten patients end otherwise in the first arm than in the second.
template <class T>
bool arms_differ(const Study& study) {
    bool differ = false;
    for (std::uint64_t number = 0; number < 10; ++number) {
        Outcome with, without;
        simulate_patient<T>(study, number, 0, with);
        simulate_patient<T>(study, number, 1, without);
        EXPECT_EQ(with.status, Status::ok);
        differ = differ || with.best_change != without.best_change;
    }
    return differ;
}

TEST(DrugSlots, EveryKindAloneChangesTheOutcomeOfSomePatient) {
    for (int d = 0; d < drug_count; ++d) {
        Study study = study_without_arms(reference_population(), 26 * week);
        add_arm(study, arm_of(1, {plain(Drug(d))}));
        add_arm(study, arm_of(1, {}));
        EXPECT_TRUE(arms_differ<double>(study)) << "kind " << d;
        EXPECT_TRUE(arms_differ<float>(study)) << "kind " << d;  // its legs are put into another precision
        study.arms[0] = study.arms[1];
        EXPECT_FALSE(arms_differ<double>(study)) << "without any drug";
    }
}

TEST(DrugSlots, KineticsThatChangeAreHeldFromADoseOnAndOthersAreTheSameAtAnyTime) {
    const Patient<double> patient = typical_patient();
    for_each_drug([&](auto slot) {
        auto early = slot.kinetics(patient, 1.0), late = slot.kinetics(patient, 5000.0);
        const bool change = std::memcmp(&early, &late, sizeof early) != 0;
        EXPECT_EQ(change, slot.kinetics_change) << int(slot.drug);
    });
}

}  // namespace
}  // namespace twinarm
