// The area under a first dose is that of the engine's own concentrations, summed.
#include "host/trial/first_dose_exposure.hpp"

#include <gtest/gtest.h>

#include "kernels/patient/drugs.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::trial {
namespace {

class FirstDoseExposure : public testing::Test {
  protected:
    FirstDoseExposure() : cohort_(cohort::read_cohort(cohort::shipped / "head_to_head.toml")) {
        for_each_parameter(patient_, [&](double& field, int i) {
            field = cohort_.study.population.marginal[i].component[0].location;
        });
        patient_.covariates.weight = 70, patient_.covariates.male = 0, patient_.covariates.ecog = 0;
        patient_.nivolumab.clearance_change = 0;  // as at the start of treatment
    }

    /// By the trapezoid rule in steps of 1/200 of an infusion, then of growing length, over 400 days.
    double summed(int arm) const {
        const Arm& treatment = cohort_.study.arms[arm];
        Drugs<double> drugs = no_drugs(patient_);
        start_infusion(drugs, treatment, 0, 0, patient_);
        const double infusion_h = treatment.regimens[0].infusion_min / 60.0;
        double area = 0, before = 0, step = infusion_h / 200;
        for (double now = 0; now < 400 * 24; now += step) {
            if (now > infusion_h * (1 - 1e-9)) drugs.infusion[0] = 0;
            if (now > 2 * infusion_h) step = now / 400;
            carry_drugs(drugs, treatment, step);
            const DrugLevels<double> level = drug_levels(drug_leg(drugs, treatment), 0.0);
            const double after = level.il2.free + level.il2.one_chain + level.il2.two_chain + level.nivolumab;
            area += step * (before + after) / 2;
            before = after;
        }
        return area;
    }
    void expect_area(int arm) const {
        const double exposure = first_dose_exposure(patient_, cohort_.study.arms[arm].regimens[0]);
        EXPECT_NEAR(exposure, summed(arm), 0.002 * exposure);
    }

    cohort::Cohort cohort_;
    Patient<double> patient_;
};

TEST_F(FirstDoseExposure, OfAldesleukinIsTheAreaUnderItsConcentration) {
    expect_area(0);
}

TEST_F(FirstDoseExposure, OfNktr214IsTheAreaUnderItsActiveConjugates) {
    expect_area(1);
}

TEST_F(FirstDoseExposure, OfNivolumabIsDoseOverClearance) {
    expect_area(2);
    EXPECT_STREQ(exposure_unit(Drug::nivolumab), "ug/mL h");
}

TEST_F(FirstDoseExposure, OfADosePerKgGrowsWithTheBody) {
    const Regimen& nktr214 = cohort_.study.arms[1].regimens[0];
    ASSERT_EQ(nktr214.dose_per_kg, 1);
    Regimen flat = nktr214;
    flat.dose_per_kg = 0;
    EXPECT_DOUBLE_EQ(first_dose_exposure(patient_, nktr214), 70 * first_dose_exposure(patient_, flat));
}

}  // namespace
}  // namespace twinarm::trial
