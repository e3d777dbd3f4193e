// In place of sbml.cpp where the program is built without libSBML.
#include "host/export/sbml.hpp"
#include "host/run/errors.hpp"

namespace twinarm {

bool sbml_is_built() {
    return false;
}

std::string sbml_text(const EquationSystem&) {
    throw DeviceError(
        "export: this program was built without libSBML\n"
        "  Install libsbml5-dev (Debian) and build again.");
}

}  // namespace twinarm
