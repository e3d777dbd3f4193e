// twinarm export: one patient's course in one arm as SBML, or its doses as an event table.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/output_file.hpp"
#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/sbml/export_course.hpp"
#include "host/store/result_names.hpp"
#include "host/store/results_kept.hpp"
#include "host/study/patient_again.hpp"
#include "host/table/event_table.hpp"

namespace twinarm::cli {

namespace {

struct ExportOptions {
    std::string folder, arm, file;
    std::uint64_t patient = 0;
    bool events = false, json = false;
};

/// The doses as given; standard output says what each compartment is.
study::ExitCode export_events(const ExportOptions& options, const store::StoredRun& run) {
    const store::PatientAgain again = study::simulate_again(run, options.patient, options.arm);
    store::require_same(run, again);
    const store::CourseAgain& course = again.courses.front();
    const std::string text = table::event_table(again.of.cohort, course.arm, course.log);
    base::write_file(options.file, text);
    nlohmann::ordered_json compartments = nlohmann::ordered_json::array();
    for (const table::EventCompartment& one : table::event_compartments(again.of.cohort, course.arm)) {
        compartments.push_back({{"cmt", one.number},
                                {"drug", one.drug},
                                {"unit", one.unit},
                                {"route", one.under_the_skin ? "SC" : "IV"}});
        if (!options.json)
            fmt::print("CMT {}: {}{}, AMT in {}\n", one.number, base::plain_text(one.drug),
                       one.under_the_skin ? ", route SC" : "", one.unit);
    }
    if (options.json)
        print_json(nlohmann::ordered_json{{"file", options.file},
                                          {"bytes", text.size()},
                                          {"patient", options.patient},
                                          {"arm", options.arm},
                                          {"compartments", compartments}});
    return study::ExitCode::ok;
}

study::ExitCode export_course(const ExportOptions& options) {
    const store::StoredRun run = store::read_stored_run(options.folder);
    store::require_kept(options.file, store::result_paths(run.folder));
    if (options.events) return export_events(options, run);
    const std::size_t bytes = sbml::export_course(run, options.patient, options.arm, options.file);
    if (options.json)
        print_json(nlohmann::ordered_json{
            {"file", options.file}, {"bytes", bytes}, {"patient", options.patient}, {"arm", options.arm}});
    return study::ExitCode::ok;
}

}  // namespace

Verb export_verb() {
    auto options = std::make_shared<ExportOptions>();
    Verb verb("export", "Write one patient's course in one arm as SBML (Level 3 Version 2), doses as given");
    verb.argument("RUN", &options->folder, "folder of the run", {.required = true});
    verb.option("--patient", &options->patient, "number of the patient, as in patients.csv",
                {.check = whole_number, .required = true});
    verb.option("--arm", &options->arm, "id of the arm",
                {.check = [](const std::string& text) { return text.empty() ? "give the id of an arm" : ""; },
                 .required = true});
    verb.option("-o,--output", &options->file, "file to write; an existing file is replaced",
                {.file = true, .required = true});
    verb.option("--events", &options->events,
                "write its doses as given as a NONMEM event table instead of SBML");
    add_json_flag(verb, options->json);
    verb.footer =
        "Example:\n  twinarm export runs/head_to_head --patient 17 --arm nktr214 -o patient_17.xml\n"
        "  twinarm export runs/head_to_head --patient 17 --arm nktr214 --events -o patient_17.csv";
    verb.action = [options] { return export_course(*options); };
    return verb;
}

}  // namespace twinarm::cli
