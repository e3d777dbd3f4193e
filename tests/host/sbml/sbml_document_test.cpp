// The written document: valid, with units, sources, and what decided on the course.
#include <gtest/gtest.h>

#include "host/sbml/sbml.hpp"
#include "tests/host/sbml/evaluated_sbml.hpp"
#include "tests/host/sbml/exported_course.hpp"

namespace twinarm::sbml {
namespace {

/// Errors and warnings of libSBML's consistency check with all its parts.
std::string complaints(const std::string& text) {
    const std::unique_ptr<SBMLDocument> document(readSBMLFromString(text.c_str()));
    document->setConsistencyChecks(LIBSBML_CAT_MODELING_PRACTICE, true);
    document->setConsistencyChecks(LIBSBML_CAT_UNITS_CONSISTENCY, true);
    document->checkConsistency();
    std::string found;
    for (unsigned i = 0; i < document->getNumErrors(); ++i) found += document->getError(i)->getMessage();
    return found;
}

TEST(SbmlDocument, IsLevelThreeVersionTwoAndWithoutAnyComplaintInEveryArm) {
    for (int arm = 0; arm < arms_of_head_to_head; ++arm) {
        const std::string text = sbml_text(ExportedCourse(1, arm).system);
        const std::unique_ptr<SBMLDocument> document(readSBMLFromString(text.c_str()));
        EXPECT_EQ(document->getLevel(), 3u);
        EXPECT_EQ(document->getVersion(), 2u);
        EXPECT_EQ(complaints(text), "") << "arm " << arm;
    }
}

EquationSystem small_system() {
    EquationSystem system;
    system.id = "small";
    system.constant("rate", "1/h", 0.1, "a rate");
    system.state("amount", "nmol", "5 nmol", "-rate * amount", "decays");
    return system;
}

TEST(SbmlDocument, AWrongUnitIsRefused) {
    EXPECT_NO_THROW(sbml_text(small_system()));
    EquationSystem wrong = small_system();
    wrong.quantities[0].unit = "L/h";
    EXPECT_THROW(sbml_text(wrong), std::logic_error);
    wrong = small_system();
    wrong.quantities[1].formula = "-amount";
    EXPECT_THROW(sbml_text(wrong), std::logic_error);
}

TEST(SbmlDocument, ANameThatIsNotThereIsRefused) {
    EquationSystem wrong = small_system();
    wrong.quantities[1].formula = "-rat * amount";
    EXPECT_THROW(sbml_text(wrong), std::logic_error);
}

TEST(SbmlDocument, AFormulaThatCannotBeReadIsRefused) {
    EquationSystem wrong = small_system();
    wrong.quantities[1].formula = "-rate * (amount";
    EXPECT_THROW(sbml_text(wrong), std::logic_error);
}

TEST(SbmlDocument, EveryQuantityHasAUnit) {
    const EvaluatedSbml sbml(sbml_text(ExportedCourse(1, combination_arm).system));
    for (unsigned i = 0; i < sbml.model()->getNumParameters(); ++i)
        EXPECT_TRUE(sbml.model()->getParameter(i)->isSetUnits()) << sbml.model()->getParameter(i)->getId();
}

TEST(SbmlDocument, UnitsHaveTheSizeThatTheirNamesSay) {
    const EvaluatedSbml sbml(sbml_text(small_system()));
    const auto size = [&](const char* id) {
        const UnitDefinition* definition = sbml.model()->getUnitDefinition(id);
        double product = 1;
        for (unsigned i = 0; i < definition->getNumUnits(); ++i) {
            const Unit& unit = *definition->getUnit(i);
            product *= std::pow(unit.getMultiplier() * std::pow(10, unit.getScale()), unit.getExponent());
        }
        return product;  // in s, g, m, litre, mole, item
    };
    EXPECT_DOUBLE_EQ(size("hour"), 3600);
    EXPECT_DOUBLE_EQ(size("per_day"), 1 / 86400.0);
    EXPECT_DOUBLE_EQ(size("hour_per_day"), 1 / 24.0);
    EXPECT_DOUBLE_EQ(size("year"), 8766 * 3600.0);
    EXPECT_DOUBLE_EQ(size("kg"), 1e3);
    EXPECT_DOUBLE_EQ(size("mg"), 1e-3);
    EXPECT_DOUBLE_EQ(size("ug_per_mL"), 1e-3);  // g/litre, as mg over litre
    EXPECT_DOUBLE_EQ(size("mm"), 1e-3);
    EXPECT_DOUBLE_EQ(size("nmol_per_L"), 1e-9);
    EXPECT_DOUBLE_EQ(size("L_cell_per_nmol"), 1e9);
    EXPECT_DOUBLE_EQ(size("L_per_hour"), 1 / 3600.0);
    EXPECT_DOUBLE_EQ(size("billion_cells_per_L"), 1e9);
}

TEST(SbmlDocument, SampledParametersHaveMeaningAndSource) {
    const EvaluatedSbml sbml(sbml_text(ExportedCourse(1, nivolumab_arm).system));
    const std::string clearance = sbml.model()->getParameter("nivolumab_clearance")->getNotesString();
    EXPECT_NE(clearance.find("before treatment"), std::string::npos) << clearance;
    EXPECT_NE(clearance.find("Bajaj 2017"), std::string::npos) << clearance;
    int without = 0;
    for (const ParameterEntry& entry : parameter_table.entry) {
        if (std::string(entry.group) == "links") continue;
        const Parameter* parameter = sbml.model()->getParameter(std::string(entry.group) + "_" + entry.name);
        ASSERT_NE(parameter, nullptr) << entry.name;
        without += parameter->getNotesString().find("source (") == std::string::npos;
    }
    EXPECT_EQ(without, 0);
}

std::vector<XMLNode> elements(const XMLNode& parent, const std::string& name) {
    std::vector<XMLNode> found;
    for (unsigned i = 0; i < parent.getNumChildren(); ++i)
        if (parent.getChild(i).getName() == name) found.push_back(parent.getChild(i));
    return found;
}

TEST(SbmlDocument, TheAnnotationHoldsRulesDecisionsAndTheReadersDraws) {
    const ExportedCourse course(1, aldesleukin_arm);
    const EvaluatedSbml sbml(sbml_text(course.system));
    const XMLNode& annotation = const_cast<Model*>(sbml.model())->getAnnotation()->getChild(0);
    ASSERT_EQ(annotation.getName(), "course");
    EXPECT_EQ(annotation.getAttrValue("simulated"), "true");
    EXPECT_EQ(annotation.getAttrValue("arm"), "aldesleukin");
    const auto regimens = elements(annotation, "regimen");
    ASSERT_EQ(regimens.size(), 1u);
    EXPECT_EQ(elements(regimens[0], "rule").size(), 4u);
    EXPECT_EQ(elements(regimens[0], "rule")[0].getAttrValue("when"), "response = PD");
    EXPECT_EQ(elements(annotation, "dose").size(), course.log.doses.size());
    const auto scans = elements(annotation, "scan");
    ASSERT_EQ(scans.size(), course.log.scans.size());
    const double log_sd = head_to_head().study.response.reader_log_sd;
    for (const XMLNode& scan : scans) {
        const double truth = std::stod(scan.getAttrValue("true_sld_mm"));
        const double read = std::stod(scan.getAttrValue("measured_sld_mm"));
        const double expected = truth * std::exp(log_sd * std::stod(scan.getAttrValue("reader_z")));
        EXPECT_NEAR(read, expected < 5 ? 0 : expected, 1e-12 * expected);
    }
}

TEST(SbmlDocument, AnEventHappensAtItsTimeAndSetsItsTarget) {
    EquationSystem system = small_system();
    system.switched("input", "nmol/h", "0 nmol_per_hour", "an infusion");
    system.event("input_start", 0, "input", "31.5 nmol / 0.25 hour", "starts");
    system.event("input_stop", 504.25, "input", "0 nmol_per_hour", "stops");
    const EvaluatedSbml sbml(sbml_text(system));
    const Event *start = sbml.model()->getEvent("input_start"), *stop = sbml.model()->getEvent("input_stop");
    for (const auto& [event, time] : {std::pair{start, "0"}, {stop, "504.25"}}) {
        const std::unique_ptr<char, decltype(&free)> trigger(
            SBML_formulaToL3String(event->getTrigger()->getMath()), &free);
        EXPECT_EQ(std::string(trigger.get()), std::string("time >= ") + time + " hour");
        EXPECT_FALSE(event->getTrigger()->getInitialValue());  // what is due at time 0 happens
        EXPECT_TRUE(event->getTrigger()->getPersistent());
        EXPECT_EQ(event->getNumEventAssignments(), 1u);
        EXPECT_EQ(event->getEventAssignment(0)->getVariable(), "input");
        EXPECT_FALSE(event->isSetDelay());
    }
    EXPECT_EQ(sbml.evaluate(*start->getEventAssignment(0)->getMath(), {}), 31.5 / 0.25);
    EXPECT_EQ(sbml.evaluate(*stop->getEventAssignment(0)->getMath(), {}), 0);
}

TEST(SbmlDocument, TextsOfACohortFileCannotBreakIt) {
    cohort::Cohort cohort = head_to_head();
    cohort.arms[nivolumab_arm].label = "a <b> & \"c\"";
    cohort.arms[nivolumab_arm].regimen_labels[0] = "5 < 6 & \"7\"";
    const CourseLog log = simulate_course(cohort.study, 4, nivolumab_arm);
    const std::string text = sbml_text(course_equations(cohort, nivolumab_arm, log));
    EXPECT_EQ(complaints(text), "");
    EXPECT_NE(text.find("a &lt;b&gt; &amp;"), std::string::npos);
}

}  // namespace
}  // namespace twinarm::sbml
