// twinarm show: one patient of a run again, exactly, compared with its row.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/plain_text.hpp"
#include "host/base/words.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cohort/duration.hpp"
#include "host/store/course_csv.hpp"
#include "host/study/patient_again.hpp"
#include "host/table/patient_table.hpp"

namespace twinarm::cli {

namespace {

struct ShowOptions {
    std::string folder, arm, every;
    std::uint64_t patient = 0;
    bool csv = false, parameters = false, json = false;
};

/// The course alone; what it is and whether it agrees stands on standard error.
void print_csv(const store::StoredRun& run, const store::PatientAgain& again, double every_h) {
    base::print_message("twinarm: {}; study {}; sizes relative to baseline\n", base::simulated_note,
                        base::plain_text(run.cohort.id));
    base::print_text(stdout, store::course_csv_header());
    for (const store::CourseAgain& course : again.courses) {
        base::print_text(stdout, store::course_csv_rows(again.of.cohort, course.arm, course.log, every_h));
        base::print_message("twinarm: {}\n", table::agreement(course));
    }
}

study::ExitCode show(const ShowOptions& options) {
    const double every_h =
        options.every.empty() ? (options.csv ? 0 : 168) : cohort::hours_in("--every", options.every);
    const store::StoredRun run = store::read_stored_run(options.folder);
    const store::PatientAgain again = study::simulate_again(run, options.patient, options.arm);
    if (options.csv)
        print_csv(run, again, every_h);
    else if (options.json)
        print_json(table::patient_json(run.cohort, again, every_h, options.parameters));
    else
        base::print_text(stdout, table::patient_table(run.cohort, again, every_h, options.parameters));
    store::require_same(run, again);
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
