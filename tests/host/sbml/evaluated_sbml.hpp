// Reads an SBML text with libSBML and evaluates its formulas at chosen values: rates, assignments, start
// values.
#pragma once

#include <sbml/SBMLTypes.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

LIBSBML_CPP_NAMESPACE_USE

namespace twinarm::sbml {

class EvaluatedSbml {
  public:
    using Values = std::map<std::string, double>;

    explicit EvaluatedSbml(const std::string& text) : document_(readSBMLFromString(text.c_str())) {
        if (model() == nullptr) throw std::runtime_error("no model");
    }
    const Model* model() const { return document_->getModel(); }

    /// Value of a quantity where those of `known` are as given and the others follow, states from their
    /// start.
    double value(const std::string& id, const Values& known = {}) const {
        if (const auto found = known.find(id); found != known.end()) return found->second;
        if (const Rule* rule = model()->getRule(id); rule != nullptr && rule->isAssignment())
            return evaluate(*rule->getMath(), known);
        if (const InitialAssignment* start = model()->getInitialAssignment(id); start != nullptr)
            return evaluate(*start->getMath(), known);
        const Parameter* parameter = model()->getParameter(id);
        if (parameter == nullptr || !parameter->isSetValue()) throw std::runtime_error(id + " has no value");
        return parameter->getValue();
    }
    double rate(const std::string& state, const Values& known = {}) const {
        const Rule* rule = model()->getRule(state);
        if (rule == nullptr || !rule->isRate()) throw std::runtime_error(state + " is no state");
        return evaluate(*rule->getMath(), known);
    }

    double evaluate(const ASTNode& node, const Values& known) const {
        const auto child = [&](unsigned i) { return evaluate(*node.getChild(i), known); };
        const auto folded = [&](auto combine) {
            double result = child(0);
            for (unsigned i = 1; i < node.getNumChildren(); ++i) result = combine(result, child(i));
            return result;
        };
        switch (node.getType()) {
            case AST_INTEGER:
                return double(node.getInteger());
            case AST_REAL:
            case AST_REAL_E:
                return node.getReal();
            case AST_NAME_TIME:
                return known.contains("time") ? known.at("time") : 0;
            case AST_NAME:
                return value(node.getName(), known);
            case AST_PLUS:
                return folded([](double a, double b) { return a + b; });
            case AST_TIMES:
                return folded([](double a, double b) { return a * b; });
            case AST_MINUS:
                return node.getNumChildren() == 1 ? -child(0) : child(0) - child(1);
            case AST_DIVIDE:
                return child(0) / child(1);
            case AST_POWER:
            case AST_FUNCTION_POWER:
                return std::pow(child(0), child(1));
            case AST_FUNCTION_EXP:
                return std::exp(child(0));
            case AST_FUNCTION_LN:
                return std::log(child(0));
            case AST_FUNCTION_ROOT:
                return std::sqrt(child(node.getNumChildren() - 1));
            case AST_FUNCTION_MIN:
                return folded([](double a, double b) { return std::min(a, b); });
            case AST_FUNCTION_MAX:
                return folded([](double a, double b) { return std::max(a, b); });
            case AST_FUNCTION:
                return call(node, known);
            default:
                throw std::runtime_error(std::string("not evaluated here: ") + SBML_formulaToL3String(&node));
        }
    }

  private:
    double call(const ASTNode& node, const Values& known) const {
        const FunctionDefinition* function = model()->getFunctionDefinition(node.getName());
        if (function == nullptr) throw std::runtime_error(std::string("no function ") + node.getName());
        Values arguments;
        for (unsigned i = 0; i < node.getNumChildren(); ++i)
            arguments[function->getArgument(i)->getName()] = evaluate(*node.getChild(i), known);
        return evaluate(*function->getBody(), arguments);
    }

    std::unique_ptr<SBMLDocument> document_;
};

}  // namespace twinarm::sbml
