// One patient's course in one arm as a system of equations, put together from the mechanisms.
#include "host/sbml/course_equations.hpp"

#include <fmt/format.h>

#include <cctype>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/base/words.hpp"
#include "host/cohort/parameter_range.hpp"
#include "host/sbml/course_annotation.hpp"
#include "host/sbml/mechanisms.hpp"
#include "host/sbml/treatment_events.hpp"

namespace twinarm::sbml {

namespace {

std::string sbml_id(std::string text) {
    for (char& c : text)
        if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
    return text;
}

/// Whether the note tells of a number of the arm's patients: of a drug of the arm, or of a kind of which it
/// has none.
bool is_of_arm(const cohort::ParameterNote& note, const cohort::Cohort& cohort, const Arm& arm) {
    const std::string kind_own = parameter_table[note.parameter].group,
                      group = note.key.substr(0, note.key.find('.'));
    std::string given = kind_own;
    for (int r = 0; r < arm.regimen_count; ++r)
        if (cohort::key_of(arm.regimens[r].drug) == kind_own)
            given = cohort::drug_of(cohort, arm.regimens[r]).name;
    return group == given;
}

/// The patient's numbers with where they come from. Links to covariates have already moved the numbers that
/// they move, so they are left out.
void add_parameters(EquationSystem& system, const cohort::Cohort& cohort, const Arm& arm,
                    const CourseLog& log) {
    std::vector<std::string> sources(parameter_count,
                                     "source (assumed): the file leaves it out, which changes nothing");
    for (const cohort::ParameterNote& note : cohort.notes)
        if (is_of_arm(note, cohort, arm))
            sources[std::size_t(note.parameter)] =
                fmt::format("drawn from {}; source ({}): {}", note.text, note.status, note.source);
    for (int i = 0; i < parameter_count; ++i) {
        const ParameterEntry& entry = parameter_table[i];
        if (std::string(entry.group) == "links") continue;
        system.constant(fmt::format("{}_{}", entry.group, entry.name), entry.unit,
                        log.parameters.at(std::size_t(i)), entry.meaning, sources[std::size_t(i)]);
    }
}

void add_drug(EquationSystem& system, Drug drug, const Arm& arm, const CourseLog& log) {
    static const int chains = cohort::parameter_index("nktr214.chains");
    const std::string input = input_formula(arm, drug);
    switch (drug) {
        case Drug::aldesleukin:
            return add_aldesleukin_pk(system, input, absorbs(arm, drug));
        case Drug::nktr214:
            return add_peg_release_pk(system, input, int(log.parameters.at(std::size_t(chains))));
        case Drug::nivolumab:
            return add_nivolumab_pk(system, input);
    }
}

void add_notes(EquationSystem& system, const cohort::Cohort& cohort, int arm, const CourseLog& log) {
    const cohort::ArmDesign& label = cohort.arms[std::size_t(arm)];
    system.notes = {
        fmt::format("Virtual patient {} of the study {} (seed {}) in the arm {} ({}). {}{}.",
                    log.outcome.patient, cohort.id, cohort.study.seed, label.id, label.label,
                    base::simulated_note, " " + base::build_info().version),
        fmt::format(
            "Follow-up ended {} h after the start of treatment; simulate from 0 to that time. The last dose, "
            "the scans and what decided on them stand in the annotation.",
            end_of_course(log)),
        "Doses stand here as they were given: the dose rules and the reader of the scans were at work when "
        "the course "
        "was simulated, and are written in the annotation, not in the equations. A clone that fell below the "
        "smallest "
        "mass at the end of a leg was eradicated; that is an event at the time at which it happened.",
        "Kinetics are the linear differential equations whose closed form twinarm evaluates. The clearance "
        "of the antibody to PD-1 is held at its value in the middle of each interval between doses, as in "
        "twinarm.",
        "Cell numbers are relative to the patient's own baseline. The cumulative hazards give the moments of "
        "a new "
        "lesion and of death where they pass the thresholds in the annotation."};
}

}  // namespace

EquationSystem course_equations(const cohort::Cohort& cohort, int arm, const CourseLog& log) {
    const Outcome& outcome = log.outcome;
    if (log.points.empty())
        throw base::DataError(fmt::format("patient {}: {}, so there is no course to export", outcome.patient,
                                          base::name_of(outcome.status)));
    EquationSystem system;
    const std::string arm_id = cohort.arms[std::size_t(arm)].id;
    system.id = sbml_id(fmt::format("{}_patient_{}_{}", cohort.id, outcome.patient, arm_id));
    if (std::isdigit(static_cast<unsigned char>(system.id[0]))) system.id = "study_" + system.id;
    system.name = fmt::format("{}: patient {} in arm {}", cohort.id, outcome.patient, arm_id);
    const Arm& treatment = cohort.study.arms[arm];

    add_parameters(system, cohort, treatment, log);
    add_infusions(system, cohort, treatment, log);
    for (int d = 0; d < drug_count; ++d) add_drug(system, Drug(d), treatment, log);
    add_receptor_occupancy(system);
    add_lymphocytes(system);
    add_tumour_immune(system);
    add_toxicity(system);
    add_survival(system);
    add_clearance_changes(system, cohort.study, treatment, log);
    add_eradications(system, log);
    add_notes(system, cohort, arm, log);
    system.annotation = course_annotation(cohort, arm, log);
    return system;
}

}  // namespace twinarm::sbml
