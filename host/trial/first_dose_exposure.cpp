// How much of a drug a patient is exposed to by the first dose.
#include "host/trial/first_dose_exposure.hpp"

#include <string_view>

#include "kernels/model/drug_slots.hpp"
#include "kernels/patient/dose_amount.hpp"

namespace twinarm::trial {

namespace {

constexpr double at_rest_h = 1e9;  // after which every exponential of a leg has vanished

/// Whether the drug is active IL-2, in nmol/L; else it is an antibody, in ug/mL.
template <class Slot>
constexpr bool counted_in_nmol = std::string_view(Slot::amount_unit) == "nmol";

}  // namespace

double first_dose_exposure(const Patient<double>& patient, const Regimen& regimen) {
    const double amount = dose_amount(regimen, regimen.first_level, patient.covariates);
    double exposure = 0;
    for_each_drug([&](auto slot) {
        if (slot.drug != regimen.drug) return;
        // The kinetics are linear: the area under one dose is the level at which that dose in every hour
        // would settle, times one hour.
        using Slot = decltype(slot);
        const auto kinetics = Slot::kinetics(patient, regimen.first_dose_min / 60.0);
        double reaching = amount;
        if constexpr (Slot::is_absorbed)
            if (regimen.infusion_min == 0) reaching *= kinetics.bioavailability;
        const typename Slot::template Amounts<double> nothing{};
        DrugLevels<double> level{{0, 0, 0}, 0};
        Slot::add_level(level, concentration_leg(kinetics, nothing, reaching), at_rest_h);
        exposure = counted_in_nmol<Slot> ? level.il2.free + level.il2.one_chain + level.il2.two_chain
                                         : level.nivolumab;
    });
    return exposure;
}

const char* exposure_unit(Drug drug) {
    const char* unit = "";
    for_each_drug([&](auto slot) {
        if (slot.drug == drug) unit = counted_in_nmol<decltype(slot)> ? "nmol/L h" : "ug/mL h";
    });
    return unit;
}

}  // namespace twinarm::trial
