// kernels/model/peg_release_pk.hpp: the chain of conjugates from six PEG chains to one, and the IL-2 it
// frees.
#include <fmt/format.h>

#include "host/sbml/mechanisms.hpp"
#include "kernels/model/peg_release_pk.hpp"

namespace twinarm::sbml {

namespace {

std::string amount_of(int chains) {
    return fmt::format("nktr214_chains_{}", chains);
}

}  // namespace

void add_peg_release_pk(EquationSystem& system, const std::string& input, int chains) {
    if (input.empty()) {
        for (const char* name :
             {"one_chain_concentration", "two_chain_concentration", "released_concentration"})
            system.constant(name, "nmol/L", 0, "not given in this arm");
        return;
    }
    system.derived("nktr214_patient_volume", "L",
                   "nktr214_volume * (covariates_weight / nktr214_reference_weight)"
                   "^nktr214_volume_weight_exponent",
                   "volume of distribution at the patient's weight");
    system.derived("nktr214_free_release", "1/h", "nktr214_last_chain_factor * nktr214_release_rate",
                   "loss rate of the last chain");
    for (int m = chains; m >= 2; --m)
        system.state(
            amount_of(m), "nmol", "0 nmol",
            fmt::format(
                "{} - ({} * nktr214_release_rate + nktr214_elimination_rate) * {}",
                m == chains ? input : fmt::format("{} * nktr214_release_rate * {}", m + 1, amount_of(m + 1)),
                m, amount_of(m)),
            fmt::format("amount of the conjugate with {} chains", m));
    system.state(amount_of(1), "nmol", "0 nmol",
                 fmt::format("2 * nktr214_release_rate * {} - (nktr214_free_release + "
                             "nktr214_one_chain_elimination_rate) * {}",
                             amount_of(2), amount_of(1)),
                 "amount of the conjugate with 1 chain");
    system.assigned("two_chain_concentration", "nmol/L", amount_of(2) + " / nktr214_patient_volume",
                    "2-PEG conjugate");
    system.assigned("one_chain_concentration", "nmol/L", amount_of(1) + " / nktr214_patient_volume",
                    "1-PEG conjugate");
    system.assigned("released_concentration", "nmol/L",
                    "nktr214_free_release * " + amount_of(1) + " / aldesleukin_patient_clearance",
                    "IL-2 that has lost its last chain: it leaves faster than it forms, so that release and "
                    "clearance balance");
}

}  // namespace twinarm::sbml
