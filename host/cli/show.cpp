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
#include "host/study/patient_again.hpp"
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

std::string agreement(const study::CourseAgain& course) {
    if (course.same()) return "This outcome agrees with its row in patients.csv in every digit.";
    if (base::build_info().build == "fast")
        return "This outcome differs from its row in patients.csv, as it may in the fast build, which "
               "contracts "
               "products and sums in lanes but not here.";
    return "This outcome DIFFERS from its row in patients.csv.";
}

void print_csv(const store::StoredRun& run, const study::PatientAgain& again, double every_h) {
    base::print_message("twinarm: {}; study {}; sizes relative to baseline\n", base::simulated_note,
                        base::plain_text(run.cohort.id));
    base::print_text(stdout, store::course_csv_header());
    for (const study::CourseAgain& course : again.courses) {
        base::print_text(stdout, store::course_csv_rows(again.of.cohort, course.arm, course.log, every_h));
        base::print_message("twinarm: {}\n", agreement(course));
    }
}

void print_course_json(const store::StoredRun& run, const study::PatientAgain& again, double every_h,
                       bool parameters) {
    Json json = {{"simulated", true},
                 {"note", base::simulated_note},
                 {"study", run.cohort.id},
                 {"seed", run.cohort.study.seed},
                 {"patient", again.patient},
                 {"population", again.of.population ? Json(*again.of.population) : Json(nullptr)},
                 {"arms", Json::array()}};
    if (parameters) json["parameters"] = table::parameters_json(again.courses.front().log);
    for (const study::CourseAgain& course : again.courses) {
        json["arms"].push_back(table::course_json(again.of.cohort, course.arm, course.log, every_h));
        json["arms"].back()["agrees_with_patients_csv"] = course.same();
    }
    print_json(json);
}

void print_tables(const store::StoredRun& run, const study::PatientAgain& again, double every_h,
                  bool parameters) {
    base::print_text(stdout, fmt::format("{}\nSimulated data, not a patient; seed {}.\n",
                                         base::plain_text(run.cohort.id + ": " + run.cohort.title),
                                         run.cohort.study.seed));
    if (again.of.population)
        base::print_text(
            stdout, fmt::format("Of the plausible population {}.\n", base::plain_text(*again.of.population)));
    if (parameters) base::print_text(stdout, table::parameter_list(again.courses.front().log));
    for (const study::CourseAgain& course : again.courses)
        base::print_text(stdout, table::course_table(again.of.cohort, course.arm, course.log, every_h) +
                                     '\n' + agreement(course) + '\n');
}

study::ExitCode show(const ShowOptions& options) {
    const double every_h = options.every.empty() ? (options.csv ? 0 : 168) : hours_in(options.every);
    const store::StoredRun run = store::read_stored_run(options.folder);
    const study::PatientAgain again = study::simulate_again(run, options.patient, options.arm);
    if (options.csv)
        print_csv(run, again, every_h);
    else if (options.json)
        print_course_json(run, again, every_h, options.parameters);
    else
        print_tables(run, again, every_h, options.parameters);
    study::require_same(run, again);
    return study::ExitCode::ok;
}

}  // namespace

Verb show_verb() {
    auto options = std::make_shared<ShowOptions>();
    Verb verb("show", "Simulate one patient of a run again, exactly, and print its course");
    verb.argument("RUN", &options->folder, "folder of the run", {.required = true});
    verb.argument("PATIENT", &options->patient, "number of the patient, as in patients.csv",
                  {.check = whole_number, .required = true});
    verb.option("--arm", &options->arm, "id of one arm; default: all arms");
    verb.option("--every", &options->every,
                "time between points of the course, for instance \"1 d\"; \"7 d\" in a table, all in CSV");
    verb.option("--csv", &options->csv, "the course as CSV");
    verb.option("--parameters", &options->parameters, "the patient's parameters as well");
    add_json_flag(verb, options->json, {.excludes = "--csv"});
    verb.footer =
        "Examples:\n  twinarm show runs/head_to_head 17 --arm nktr214\n"
        "  twinarm show runs/head_to_head 17 --csv > patient_17.csv";
    verb.action = [options] { return show(*options); };
    return verb;
}

}  // namespace twinarm::cli
