// twinarm doctor: what this machine offers, and why the GPU is or is not used.
#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "host/adam/parquet_file.hpp"
#include "host/adam/xpt_file.hpp"
#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/report/browser_run.hpp"
#include "host/report/page.hpp"
#include "host/sbml/sbml.hpp"
#include "host/study/device.hpp"
#include "host/table/machine_table.hpp"

namespace twinarm::cli {

namespace {

double memory_bytes() {
    const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGE_SIZE);
    return pages > 0 && page > 0 ? double(pages) * double(page) : 0;
}

table::MachineFacts facts_of(const std::string& device) {
    table::MachineFacts facts;
    facts.gpu_index = study::parse_device(device).index;
    facts.gpu = gpu_state(facts.gpu_index);
    facts.cpu_name = study::cpu_name();
    facts.cores = std::thread::hardware_concurrency();
    facts.usable_threads = store::thread_count({});
    facts.memory_bytes = memory_bytes();
    facts.sbml = sbml::sbml_is_built();
    facts.report = report::report_is_built();
    facts.parquet = adam::parquet_is_built();
    facts.xpt = adam::xpt_is_built();
    facts.chromium = report::find_chromium();
    return facts;
}

}  // namespace

Verb doctor_verb() {
    struct Options {
        std::string device = "auto";
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    Verb verb("doctor", "What this machine offers, and why the GPU is or is not used");
    verb.option("--device", &options->device, "auto, cpu, cuda or cuda:k: which GPU to look at",
                {.suggestions = {"auto", "cpu", "cuda"}, .show_default = true});
    add_json_flag(verb, options->json);
    verb.action = [options] {
        if (options->json)
            print_json(table::machine_json(facts_of(options->device)));
        else
            base::print_text(stdout, table::machine_table(facts_of(options->device)));
        return study::ExitCode::ok;
    };
    return verb;
}

}  // namespace twinarm::cli
