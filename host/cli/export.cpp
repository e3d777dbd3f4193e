// twinarm export: one patient's course in one arm as SBML.
#include <memory>
#include <nlohmann/json.hpp>

#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/sbml/export_course.hpp"
#include "host/store/result_names.hpp"
#include "host/store/results_kept.hpp"

namespace twinarm::cli {

namespace {

struct ExportOptions {
    std::string folder, arm, file;
    std::uint64_t patient = 0;
    bool json = false;
};

study::ExitCode export_course(const ExportOptions& options) {
    const store::StoredRun run = store::read_stored_run(options.folder);
    store::require_kept(options.file, store::result_paths(run.folder));
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
    add_json_flag(verb, options->json);
    verb.footer = "Example:\n  twinarm export runs/head_to_head --patient 17 --arm nktr214 -o patient_17.xml";
    verb.action = [options] { return export_course(*options); };
    return verb;
}

}  // namespace twinarm::cli
