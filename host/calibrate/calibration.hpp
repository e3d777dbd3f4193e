// A calibration file, read and checked: what is uncertain, what is simulated, what was observed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "host/cohort/read_cohort.hpp"
#include "kernels/patient/outcome_table.hpp"
#include "kernels/random/marginal.hpp"

namespace twinarm::calibrate {

/// One uncertain number of the cohort files. Its latent is a standard normal number under the prior.
struct HyperParameter {
    std::string path;     ///< as `--set` takes it, "tumour.killing.median"
    std::string disease;  ///< [study] disease of the cohorts that it holds for; empty: all
    std::string unit;     ///< "1" where dimensionless
    Marginal prior;
    std::string prior_words, source;
};
/// "path" or "path @ disease".
std::string name_of(const HyperParameter&);
/// The value at a latent, in the parameter's unit.
double value_at(const HyperParameter&, double latent);
/// The same as `--set path=` takes it, six digits with the unit: what is simulated and what is written.
std::string text_at(const HyperParameter&, double latent);

/// A cohort that is simulated for each row of the reference table, all its arms for the same patients.
struct Experiment {
    std::string id;
    cohort::CohortFile file;
    std::vector<std::string> set;  ///< over the file, before the hyper-parameters
    std::uint64_t patients;
    cohort::Cohort cohort;  ///< as in the file
};

/// What of the outcomes is summarised.
enum class Measure {
    response,    ///< share with CR or PR
    complete,    ///< CR, of the responders
    stable,      ///< SD, of those who do not respond
    pfs,         ///< free of progression at a time
    os,          ///< alive at a time
    share,       ///< share whose outcome lies in a range
    quantile,    ///< quantile of an outcome
    difference,  ///< of shares: response or an outcome in a range, between two arms or two groups of patients
};

/// Patients by one outcome, in the unit of patients.csv; a time that was not reached is infinite.
struct OutcomeRange {
    OutcomeIndex outcome = OutcomeIndex::response;
    double from = -1e300, to = 1e300;
};

/// Whom of the patients a column is about.
enum class OfWhom { all, responders, complete };

/// On what scale a column is emulated and compared.
enum class Scale { logit, identity, logarithm };

/// One column of the reference table: a number of one arm, or of arms counted together.
struct SummaryRequest {
    struct ArmShare {
        int arm;
        double share;  ///< of all patients; the shares sum to 1
    };
    std::string name;
    std::size_t experiment = 0;
    std::vector<ArmShare> arms;
    std::vector<ArmShare> minus;  ///< of a difference of arms
    Measure measure = Measure::response;
    OfWhom of_whom = OfWhom::all;
    bool evaluable = false;             ///< only patients with a scan after baseline
    double at_d = 0;                    ///< of pfs and os
    double after_d = 0;                 ///< of pfs and os: only patients without the event at this time
    double window_d = 0;                ///< width of the window around at_d over which survival is averaged
    OutcomeRange range;                 ///< of a share and of a difference; the outcome of a quantile
    bool of_response = true;            ///< a difference of response rates, or of shares in `range`
    std::optional<OutcomeRange> split;  ///< a difference between patients in this range and all others
    double p = 0.5;                     ///< of a quantile
    Scale scale = Scale::logit;
    int covariate = -1;  ///< parameter that chooses the patients, or -1
    double covariate_from = 0, covariate_to = 0;

    /// Whether the column is a count of patients, not a value with its standard error.
    bool is_count() const { return measure != Measure::quantile && measure != Measure::difference; }
};

/// Of whom a part of a target is a count.
enum class Among { all, responders, others, survivors };

/// x of n patients.
struct ObservedCount {
    double x = 0, n = 0;
};
/// A value on the column's scale, and how far it may be off.
struct ObservedValue {
    double value = 0, standard_deviation = 0;
};
/// The value, which may be off by so much at either end, lies between two ends (one may be infinite); or, in
/// simulated data, it does not.
struct ObservedRange {
    double from = 0, to = 0, standard_deviation = 0;
    bool inside = true;
};
using Datum = std::variant<ObservedCount, ObservedValue, ObservedRange>;

/// One number that a target compares: an observed count beside a simulated share, or two values.
struct TargetPart {
    std::size_t summary;  ///< index in Calibration::summaries
    std::string words;    ///< "ORR", "CR", "alive at 24 months"
    Among among = Among::all;
    Datum observed;
};

/// A published result. Its parts are a tree of binomial counts, so that a multinomial is one as well.
struct Target {
    std::string id, trial, source;
    bool randomised = false;       ///< shares the trial's effect with the trial's other randomised targets
    double logit_shift = 0;        ///< of the first part: how much more often investigators see a response
    double between_trial_sd = 0;   ///< where it is not a hyper-parameter
    int between_trial_hyper = -1;  ///< hyper-parameter that is the between-trial sd, or -1
    cohort::StageGate gate;        ///< the trial was expanded, and so is known, only after these responses
    std::size_t gate_summary = 0;  ///< share of responders among whom the gate counts
    std::vector<TargetPart> parts;
};

/// Difference of two arms' response rates: reported before and after, never fitted.
struct Contrast {
    std::string id;
    std::size_t summary, minus;  ///< of Calibration::summaries
};

struct Calibration {
    std::string id, title, file;
    std::uint64_t seed = 1;
    std::vector<int> generations;   ///< rows of the reference table in each
    int populations = 300;          ///< drawn from the posterior
    double least_effective = 500;   ///< effective draws below which the posterior does not count as resolved
    double largest_pareto_k = 0.7;  ///< of the last generation, above which it does not count as resolved
    std::vector<HyperParameter> hyper;
    std::vector<Experiment> experiments;
    std::vector<Target> targets;
    std::vector<Contrast> contrasts;
    std::vector<SummaryRequest> summaries;
    std::vector<toml::InputFile> inputs;  ///< the calibration file and all cohort files
    std::string key;                      ///< SHA-256 of all that the reference table depends on
};

}  // namespace twinarm::calibrate
