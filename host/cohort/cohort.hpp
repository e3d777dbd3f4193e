// A cohort file, read and checked: what the engine needs (Study) and what the reader of the results needs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/base/diagnostic.hpp"
#include "host/cohort/drug_kinds.hpp"
#include "host/cohort/escalation.hpp"
#include "host/toml/input_file.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm::cohort {

/// A drug of the file.
struct CohortDrug {
    std::string name;   ///< of its tables: [drug.NAME] and, with its parameters, [NAME]
    std::string label;  ///< what tables, files and reports call it
    Drug kind = Drug(0);
    std::int32_t marginals = 0;  ///< as in Regimen

    bool operator==(const CohortDrug&) const = default;
};

/// The drugs that every cohort has, one of each kind, as their labels are where a file gives none.
std::vector<CohortDrug> own_drugs();

/// The name of an arm, and its size in a virtual trial.
struct ArmDesign {
    std::string id;
    std::string label;
    int trial_n = 0;                          ///< patients of this arm in one virtual trial
    std::vector<std::string> regimen_labels;  ///< one a regimen: drug, dose, schedule in words

    bool operator==(const ArmDesign&) const = default;
};

/// A point of a published curve.
struct CurvePoint {
    double day;    ///< since the start of treatment [d]
    double value;  ///< share without progression, or lymphocytes over baseline

    bool operator==(const CurvePoint&) const = default;
};

/// A published trial shown beside an arm. `role` says whether it was fitted.
struct PublishedTrial {
    std::string label;
    std::string arm;  ///< id of the arm (or pool) that it is compared with
    int responders = 0;
    int n = 0;
    int complete = -1;  ///< complete responses; -1: not reported
    std::string role;   ///< "calibration" where the model was fitted to it, "validation" where not
    std::string source;
    bool evaluable = false;                 ///< n counts evaluable patients only, not all treated
    std::vector<CurvePoint> pfs{};          ///< of its PFS curve; empty: not given
    std::vector<CurvePoint> lymphocytes{};  ///< mean blood lymphocytes over baseline; empty: not given

    bool operator==(const PublishedTrial&) const = default;
};

/// Arms whose patients are counted together, as in a trial of several dose levels.
struct PooledArms {
    std::string id;
    std::string label;
    struct Part {
        int arm;  ///< index
        int n;    ///< patients of it in one virtual trial

        bool operator==(const Part&) const = default;
    };
    std::vector<Part> parts;

    bool operator==(const PooledArms&) const = default;
};

/// Expansion only after enough responders among the first patients (a staged single-arm trial).
struct StageGate {
    int patients = 0;  ///< of the first stage; 0: no gate
    int responders = 0;

    bool operator==(const StageGate&) const = default;
};

struct TrialDesign {
    int n = 120;  ///< patients an arm unless the arm says otherwise
    int trials = 10000;
    double between_trial_sd = 0.3;  ///< tau, on the logit of the response probability
    StageGate gate;
    double assessor_odds_ratio =
        1;  ///< odds of response as this trial's assessors read it, over central review

    bool operator==(const TrialDesign&) const = default;
};

/// Where each number came from, for reports.
struct ParameterNote {
    int parameter = 0;  ///< index in parameter_table; of a further drug that of its kind's own
    std::string key;    ///< "pembrolizumab.clearance"
    std::string text;   ///< the distribution in words, with its unit
    std::string source;
    std::string status;  ///< "sourced", "assumed", "calibrated", "calibrated by hand", "not calibrated"

    bool operator==(const ParameterNote&) const = default;
};

struct Cohort {
    std::string id;
    std::string title;
    std::string disease;
    std::uint64_t patients = 10000;
    std::string populations;  ///< file of the plausible populations that it is run over; empty: none
    Study study{};
    TrialDesign trial;
    EscalationDesign escalation;
    std::vector<CohortDrug> drugs = own_drugs();  ///< the kinds' own in the order of Drug, then further ones
    std::vector<ArmDesign> arms;
    std::vector<PooledArms> pools;
    std::vector<PublishedTrial> published;
    std::vector<toml::InputFile> files;
    std::vector<ParameterNote> notes;
    std::vector<std::string>
        own_parameters;  ///< keys of those whose values the file itself gives, not its includes
    std::vector<base::Diagnostic> warnings;  ///< what can be simulated but is rarely meant
    std::string resolved;  ///< one TOML text without includes that reads back to this cohort
};

const CohortDrug& drug_of(const Cohort& cohort, const Regimen& regimen);
/// What tables, files and reports call the drug of a regimen of this cohort.
const std::string& name_of(const Cohort& cohort, const Regimen& regimen);
/// The same of all drugs of a kind that arms give: "nivolumab or pembrolizumab"; the kind's own where none
/// does.
std::string names_of(const Cohort& cohort, Drug kind);

}  // namespace twinarm::cohort
