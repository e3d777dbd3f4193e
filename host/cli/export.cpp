// twinarm export: one patient's course in one arm as SBML.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/base/input_kept.hpp"
#include "host/base/output_file.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/sbml/course_equations.hpp"
#include "host/sbml/sbml.hpp"
#include "host/store/result_names.hpp"
#include "host/store/stored_run.hpp"
#include "host/study/arms.hpp"

namespace twinarm::cli {

namespace {

struct ExportOptions {
    std::string folder, arm, file;
    std::uint64_t patient = 0;
    bool json = false;
};

study::ExitCode export_course(const ExportOptions& options) {
    const store::StoredRun run = store::read_stored_run(options.folder);
    base::require_no_input(options.file, store::result_paths(run.folder));
    store::require_simulated(run);
    store::require_patient(run, options.patient);
    const int arm = study::chosen_arms(run.cohort, options.arm).front();
    const store::CohortOfPatient of_patient = store::cohort_of_patient(run, options.patient);
    const CourseLog log = simulate_course(of_patient.cohort.study, options.patient, arm);
    const std::vector<std::string> rows = store::stored_rows(run, options.patient);
    if (base::build_info().build != "fast" && of_patient.row(log.outcome) != rows.at(std::size_t(arm)))
        throw base::VerificationError(
            fmt::format("{}: patient {} differs from what is stored; nothing was exported\n"
                        "  `twinarm show {} {} --arm {}` shows both.",
                        (run.folder / "patients.csv").string(), options.patient, options.folder,
                        options.patient, options.arm));
    const std::string text = sbml::sbml_text(sbml::course_equations(of_patient.cohort, arm, log));
    base::write_file(options.file, text);
    if (options.json)
        print_json(nlohmann::ordered_json{{"file", options.file},
                                          {"bytes", text.size()},
                                          {"patient", options.patient},
                                          {"arm", options.arm}});
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
