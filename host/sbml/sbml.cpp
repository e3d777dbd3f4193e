// A system of equations as SBML Level 3 Version 2: the only file that uses libSBML.
#include "host/sbml/sbml.hpp"

#include <fmt/format.h>
#include <sbml/SBMLTypes.h>

#include <memory>
#include <stdexcept>

#include "host/base/plain_text.hpp"
#include "host/sbml/units.hpp"

LIBSBML_CPP_NAMESPACE_USE

namespace twinarm::sbml {

namespace {

using Tree = std::unique_ptr<ASTNode>;

/// Numbers without a unit are dimensionless.
void give_units(ASTNode& node) {
    if (node.isNumber() && !node.isSetUnits()) node.setUnits("dimensionless");
    for (unsigned i = 0; i < node.getNumChildren(); ++i) give_units(*node.getChild(i));
}

Tree parse(const std::string& formula) {
    Tree tree(SBML_parseL3Formula(formula.c_str()));
    if (!tree)
        throw std::logic_error(
            fmt::format("{}\n  {}", formula,
                        std::unique_ptr<char, decltype(&free)>(SBML_getLastParseL3Error(), &free).get()));
    give_units(*tree);
    return tree;
}

template <class Element>
void set_math(Element& element, const std::string& formula) {
    element.setMath(parse(formula).get());
}

std::string paragraphs(const std::vector<std::string>& texts) {
    std::string notes;
    for (const std::string& text : texts)
        if (!text.empty())
            notes += fmt::format("<p xmlns=\"http://www.w3.org/1999/xhtml\">{}</p>", base::markup_text(text));
    return notes;
}

void add_units(Model& model) {
    for (const UnitWord& word : unit_words()) {
        UnitDefinition& definition = *model.createUnitDefinition();
        definition.setId(word.id);
        definition.setName(word.text);
        for (const UnitFactor& factor : word.factors) {
            Unit& unit = *definition.createUnit();
            unit.setKind(UnitKind_forName(factor.kind));
            unit.setExponent(factor.exponent);
            unit.setScale(factor.scale);
            unit.setMultiplier(factor.multiplier);
        }
    }
    model.setTimeUnits(unit_id("h"));
}

void add_function(Model& model, const Function& function) {
    FunctionDefinition& definition = *model.createFunctionDefinition();
    definition.setId(function.id);
    definition.setNotes(paragraphs({function.meaning}));
    set_math(definition, fmt::format("lambda({}, {})", function.arguments, function.formula));
}

void add_quantity(Model& model, const SbmlQuantity& quantity) {
    Parameter& parameter = *model.createParameter();
    parameter.setId(quantity.id);
    parameter.setUnits(unit_id(quantity.unit));
    parameter.setConstant(quantity.role == Role::constant || quantity.role == Role::derived);
    parameter.setNotes(paragraphs({quantity.meaning, quantity.source}));
    if (quantity.role == Role::constant) parameter.setValue(quantity.value);
    const std::string& start = quantity.role == Role::derived ? quantity.formula : quantity.start;
    if (!start.empty()) {
        InitialAssignment& initial = *model.createInitialAssignment();
        initial.setSymbol(quantity.id);
        set_math(initial, start);
    }
    if (quantity.role == Role::state || quantity.role == Role::assigned) {
        Rule* rule = quantity.role == Role::state ? static_cast<Rule*>(model.createRateRule())
                                                  : static_cast<Rule*>(model.createAssignmentRule());
        rule->setVariable(quantity.id);
        set_math(*rule, quantity.formula);
    }
}

void add_event(Model& model, const TimedEvent& timed) {
    Event& event = *model.createEvent();
    event.setId(timed.id);
    event.setName(timed.meaning);
    event.setUseValuesFromTriggerTime(true);
    Trigger& trigger = *event.createTrigger();
    trigger.setInitialValue(false);  // so that what is due at time 0 happens
    trigger.setPersistent(true);
    set_math(trigger, fmt::format("time >= {} hour", timed.time_h));
    EventAssignment& assignment = *event.createEventAssignment();
    assignment.setVariable(timed.target);
    set_math(assignment, timed.formula);
}

/// The messages of libSBML's consistency check, a line each.
std::string complaints(const std::string& text) {
    const std::unique_ptr<SBMLDocument> document(readSBMLFromString(text.c_str()));
    document->checkConsistency();
    std::string lines;
    for (unsigned i = 0; i < document->getNumErrors(); ++i)
        lines += "\n  " + document->getError(i)->getMessage();
    return lines;
}

}  // namespace

bool sbml_is_built() {
    return true;
}

std::string sbml_text(const EquationSystem& system) {
    SBMLDocument document(3, 2);
    Model& model = *document.createModel();
    model.setId(system.id);
    model.setName(system.name);
    model.setNotes(paragraphs(system.notes));
    model.setAnnotation(system.annotation);
    add_units(model);
    for (const Function& function : system.functions) add_function(model, function);
    for (const SbmlQuantity& quantity : system.quantities) add_quantity(model, quantity);
    for (const TimedEvent& event : system.events) add_event(model, event);
    const std::string text = writeSBMLToStdString(&document);
    if (const std::string found = complaints(text); !found.empty())
        throw std::logic_error("the SBML is not valid:" + found);
    return text;
}

}  // namespace twinarm::sbml
