// kernels/model/two_compartment.hpp as the differential equations that its closed form solves.
#include <fmt/format.h>

#include "host/sbml/mechanisms.hpp"

namespace twinarm::sbml {

void add_two_compartment(EquationSystem& system, const std::string& drug, const std::string& amount_unit,
                         const std::string& input) {
    using fmt::arg;
    system.state(
        drug + "_central", amount_unit, "0 " + amount_unit,
        fmt::format("{input} - ({drug}_k10 + {drug}_k12) * {drug}_central + {drug}_k21 * {drug}_peripheral",
                    arg("input", input), arg("drug", drug)),
        "amount in the central compartment");
    system.state(
        drug + "_peripheral", amount_unit, "0 " + amount_unit,
        fmt::format("{drug}_k12 * {drug}_central - {drug}_k21 * {drug}_peripheral", arg("drug", drug)),
        "amount in the peripheral compartment");
}

}  // namespace twinarm::sbml
