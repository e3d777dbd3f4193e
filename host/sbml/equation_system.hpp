// A patient's course as equations in words: quantities with units, formulas as text, and timed events.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kernels/model/state.hpp"

namespace twinarm::sbml {

/// How a quantity gets its value.
enum class Role {
    constant,  ///< a number
    derived,   ///< a constant that follows from other constants
    state,     ///< starts at `start` and changes at the rate `formula`
    assigned,  ///< equals `formula` at every time
    switched   ///< starts at `start`; only events change it
};

/// Units are those of parameter_table and of host/sbml/units.cpp; formulas are SBML's infix text (Level 3).
struct SbmlQuantity {
    Role role;
    std::string id, unit;
    double value;         ///< of a constant
    std::string start;    ///< of a state or a switched quantity
    std::string formula;  ///< of a derived or assigned quantity, and a state's rate
    std::string meaning;
    std::string source;  ///< of a constant; empty where it has none
};

/// "saturating(signal, half) = signal / (signal + half)"
struct Function {
    std::string id, arguments, formula, meaning;
};

/// At `time_h` the quantity `target` takes the value of `formula`.
struct TimedEvent {
    std::string id;
    double time_h;
    std::string target, formula, meaning;
};

struct EquationSystem {
    std::string id, name;
    std::vector<Function> functions;
    std::vector<SbmlQuantity> quantities;
    std::vector<TimedEvent> events;
    std::vector<std::string> notes;  ///< for people, a paragraph each
    std::string annotation;          ///< for programs, XML

    void function(std::string symbol, std::string arguments, std::string formula, std::string meaning) {
        functions.push_back(
            {std::move(symbol), std::move(arguments), std::move(formula), std::move(meaning)});
    }
    void constant(std::string symbol, std::string unit, double value, std::string meaning,
                  std::string source = "") {
        quantities.push_back({Role::constant, std::move(symbol), std::move(unit), value, "", "",
                              std::move(meaning), std::move(source)});
    }
    void derived(std::string symbol, std::string unit, std::string formula, std::string meaning) {
        quantities.push_back({Role::derived, std::move(symbol), std::move(unit), 0, "", std::move(formula),
                              std::move(meaning), ""});
    }
    void state(std::string symbol, std::string unit, std::string start, std::string rate,
               std::string meaning) {
        quantities.push_back({Role::state, std::move(symbol), std::move(unit), 0, std::move(start),
                              std::move(rate), std::move(meaning), ""});
    }
    /// A state of the model: id, unit, start and meaning as they are declared. `start` where they follow from
    /// parameters.
    void state(StateIndex of_model, std::string rate, std::string start = "") {
        const StateEntry& entry = state_table[of_model];
        state(entry.name, entry.unit, entry.start == from_parameters ? start : std::to_string(entry.start),
              std::move(rate), entry.meaning);
    }
    void assigned(std::string symbol, std::string unit, std::string formula, std::string meaning) {
        quantities.push_back({Role::assigned, std::move(symbol), std::move(unit), 0, "", std::move(formula),
                              std::move(meaning), ""});
    }
    void switched(std::string symbol, std::string unit, std::string start, std::string meaning) {
        quantities.push_back({Role::switched, std::move(symbol), std::move(unit), 0, std::move(start), "",
                              std::move(meaning), ""});
    }
    void event(std::string symbol, double time_h, std::string target, std::string formula,
               std::string meaning) {
        events.push_back(
            {std::move(symbol), time_h, std::move(target), std::move(formula), std::move(meaning)});
    }
};

}  // namespace twinarm::sbml
