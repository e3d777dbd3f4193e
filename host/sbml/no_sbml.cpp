// In place of sbml.cpp where the program is built without libSBML.
#include "host/base/errors.hpp"
#include "host/sbml/sbml.hpp"

namespace twinarm::sbml {

bool sbml_is_built() {
    return false;
}

std::string sbml_text(const EquationSystem&) {
    throw base::DeviceError(
        "export: this program was built without libSBML\n"
        "  Install libsbml5-dev (Debian) and build again.");
}

}  // namespace twinarm::sbml
