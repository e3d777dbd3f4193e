// twinarm show: one patient of a run again, exactly, compared with its row.
#include <fmt/format.h>

#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/base/plain_text.hpp"
#include "host/base/words.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/store/course_csv.hpp"
#include "host/store/stored_run.hpp"
#include "host/study/arms.hpp"
#include "host/table/course_json.hpp"
#include "host/table/course_table.hpp"

namespace twinarm::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ShowOptions {
    std::string folder, arm, every;
    std::uint64_t patient = 0;
    bool csv = false, parameters = false, json = false;
};

/// "7 d", "12h", "1 wk" in hours. Throws UsageError.
double hours_in(const std::string& text) {
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    std::string unit(rest, end);
    unit.erase(0,
               unit.find_first_not_of(' ') == std::string::npos ? unit.size() : unit.find_first_not_of(' '));
    const double hours = unit == "h" ? 1 : unit == "d" ? 24 : unit == "wk" ? 168 : unit == "mo" ? 730.5 : 0;
    if (error != std::errc() || hours == 0 || !(number > 0) || number > 1e6)
        throw base::UsageError(
            "--every " + text +
            ": not a time\n  Give a number and a unit: h, d, wk or mo, for instance \"7 d\".");
    return number * hours;
}

/// A row of patients.csv without its end of line.
std::string row_in_words(const std::string& row) {
    return base::plain_text(row.substr(0, row.find('\n')));
}

study::ExitCode show(const ShowOptions& options) {
    const double every_h = options.every.empty() ? (options.csv ? 0 : 168) : hours_in(options.every);
    const store::StoredRun run = store::read_stored_run(options.folder);
    store::require_simulated(run);
    store::require_patient(run, options.patient);
    const std::vector<int> arms = study::chosen_arms(run.cohort, options.arm);
    const store::CohortOfPatient of_patient = store::cohort_of_patient(run, options.patient);
    const cohort::Cohort& cohort = of_patient.cohort;
    const bool table = !options.csv && !options.json;
    if (options.csv)
        base::print_text(stdout,
                         fmt::format("# {}; study {}; sizes relative to baseline\n{}", base::simulated_note,
                                     base::plain_text(run.cohort.id), store::course_csv_header()));
    else if (table)
        base::print_text(stdout, fmt::format("{}\nSimulated data, not a patient; seed {}.\n",
                                             base::plain_text(run.cohort.id + ": " + run.cohort.title),
                                             run.cohort.study.seed));
    if (of_patient.population && table)
        base::print_text(stdout, fmt::format("Of the plausible population {}.\n",
                                             base::plain_text(*of_patient.population)));

    std::string differences;
    const bool contracted = base::build_info().build == "fast";
    Json json = {{"simulated", true},
                 {"note", base::simulated_note},
                 {"study", run.cohort.id},
                 {"seed", run.cohort.study.seed},
                 {"patient", options.patient},
                 {"population", of_patient.population ? Json(*of_patient.population) : Json(nullptr)},
                 {"arms", Json::array()}};
    bool parameters_wanted = options.parameters && !options.csv;
    for (const int arm : arms) {
        const CourseLog log = simulate_course(cohort.study, options.patient, arm);
        if (parameters_wanted && table) base::print_text(stdout, table::parameter_list(log));
        if (parameters_wanted && options.json) json["parameters"] = table::parameters_json(log);
        parameters_wanted = false;
        const std::string row = of_patient.row(log.outcome);
        const std::string stored = store::stored_row(run, options.patient, arm);
        const bool same = row == stored;
        if (!same && !contracted)
            differences += "\n  stored: " + row_in_words(stored) + "\n  now:    " + row_in_words(row) + '\n';
        if (options.json) {
            json["arms"].push_back(table::course_json(cohort, arm, log, every_h));
            json["arms"].back()["agrees_with_patients_csv"] = same;
            continue;
        }
        base::print_text(stdout, options.csv ? store::course_csv_rows(cohort, arm, log, every_h)
                                             : table::course_table(cohort, arm, log, every_h));
        fmt::print(options.csv ? stderr : stdout, "{}{}\n", options.csv ? "twinarm: " : "\n",
                   same         ? "This outcome agrees with its row in patients.csv in every digit."
                   : contracted ? "This outcome differs from its row in patients.csv, as it may in the fast "
                                  "build, which contracts products and sums in lanes but not here."
                                : "This outcome DIFFERS from its row in patients.csv.");
    }
    if (options.json) print_json(json);
    if (!differences.empty())
        throw base::VerificationError(
            fmt::format("{}: patient {} differs from what is stored{}"
                        "  The file was changed, or the run was made by another version ({}) or device.",
                        (run.folder / "patients.csv").string(), options.patient, differences,
                        base::plain_text(run.record.version)));
    return study::ExitCode::ok;
}

}  // namespace

Verb show_verb() {
    auto options = std::make_shared<ShowOptions>();
    Verb verb("show", "Simulate one patient of a run again, exactly, and print its course");
    verb.argument("RUN", &options->folder, "folder of the run", {.required = true});
    verb.argument("PATIENT", &options->patient, "number of the patient, as in patients.csv",
                  {.check = whole_number, .required = true});
    verb.option("--arm", &options->arm, "id of one arm; all arms where not given");
    verb.option("--every", &options->every,
                "time between points of the course, for instance \"1 d\"; \"7 d\" in a table, all in CSV");
    verb.option("--csv", &options->csv, "the course as CSV");
    verb.option("--parameters", &options->parameters, "the patient's parameters, too");
    add_json_flag(verb, options->json, {.excludes = "--csv"});
    verb.footer =
        "Examples:\n  twinarm show runs/head_to_head 17 --arm nktr214\n"
        "  twinarm show runs/head_to_head 17 --csv > patient_17.csv";
    verb.action = [options] { return show(*options); };
    return verb;
}

}  // namespace twinarm::cli
