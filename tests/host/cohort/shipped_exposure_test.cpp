// The shipped numbers of the drugs, units and all, give the exposures that they were taken from.
#include "host/cohort/parameter_range.hpp"
#include "kernels/patient/drugs.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

/// A patient of `weight` kg with the median or mean of every parameter.
Patient<double> typical(const Cohort& cohort, double weight) {
    Patient<double> patient;
    for_each_parameter(patient, [&](double& field, int i) {
        field = cohort.study.population.marginal[i].component[0].location;
    });
    patient.covariates.weight = weight;
    patient.covariates.male = 0, patient.covariates.ecog = 0;
    return patient;
}

/// Concentrations `after_h` hours after the first dose of arm `arm` began.
DrugLevels<double> level(const Cohort& cohort, int arm, const Patient<double>& patient, double after_h) {
    const Arm& treatment = cohort.study.arms[arm];
    Drugs<double> drugs = no_drugs(patient);
    start_infusion(drugs, treatment, 0, 0, patient);
    const double infusion_h = treatment.regimens[0].infusion_min / 60.0;
    carry_drugs(drugs, treatment, std::min(infusion_h, after_h));
    if (after_h > infusion_h) {
        drugs.infusion[0] = 0;
        carry_drugs(drugs, treatment, after_h - infusion_h);
    }
    return drug_levels(drug_leg(drugs, treatment), 0.0);
}

// Derived from the half-lives of Konrad 1990 at the shipped clearance, for 193.464 nmol in 80 kg; 600,000
// IU/kg are 0.9% less (0.03667 for 0.037 mg/kg), volumes and flows are printed to 0.3%, which the trough
// after five half-lives feels five times.
TEST(ShippedExposure, OfAldesleukinIsThatOfItsHalfLives) {
    const Cohort cohort = read_cohort(shipped / "head_to_head.toml");
    const Patient<double> patient = typical(cohort, 80);
    const double given = 600000.0 / 18e6 * 1.1 * 80 / 15300 * 1e6 / 193.464;
    EXPECT_NEAR(given, 0.991, 0.0005);
    EXPECT_NEAR(level(cohort, 0, patient, 0.25).il2.free, given * 21.45, 0.003 * 21.45);
    EXPECT_NEAR(level(cohort, 0, patient, 8).il2.free, given * 0.0307, 0.02 * 0.0307);
}

// Derived: 31.4 nmol in 4.5 L at k_rel = 0.03/h, k_el = 0.01/h peak at 1.62 nmol/L of 2-PEG after 33 h,
// whatever the last chain does.
TEST(ShippedExposure, OfTheTwoChainConjugateIsThatOfItsRates) {
    const Cohort cohort = read_cohort(shipped / "head_to_head.toml");
    const Patient<double> patient = typical(cohort, 80);
    double peak = 0, at_h = 0;
    for (double hour = 20; hour < 50; hour += 0.25)
        if (const double now = level(cohort, 1, patient, hour).il2.two_chain; now > peak)
            peak = now, at_h = hour;
    EXPECT_NEAR(peak, 1.62, 0.005 + 0.003 * 1.62);
    EXPECT_NEAR(at_h, 33, 0.5);
}

// Bajaj 2017 through the file: 360 mg in 3.63 L of an 80 kg woman at the end of 30 min, in which k10 + k12 =
// 0.0115/h take 0.3%.
TEST(ShippedExposure, OfNivolumabIsDoseOverVolume) {
    const Cohort cohort = read_cohort(shipped / "head_to_head.toml");
    const double peak = level(cohort, 2, typical(cohort, 80), 0.5).nivolumab;
    EXPECT_NEAR(peak, 360 / 3.63 * (1 - 0.0115 * 0.25), 1e-3 * 360 / 3.63);
}

}  // namespace
}  // namespace twinarm::cohort
