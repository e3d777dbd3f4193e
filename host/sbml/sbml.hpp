// A system of equations as SBML Level 3 Version 2, by libSBML where the program is built with it.
#pragma once

#include <string>

#include "host/sbml/equation_system.hpp"

namespace twinarm::sbml {

/// Whether this program can write SBML.
bool sbml_is_built();

/// The document, found valid by libSBML's consistency check. Throws DeviceError where the program is built
/// without libSBML.
std::string sbml_text(const EquationSystem& system);

}  // namespace twinarm::sbml
