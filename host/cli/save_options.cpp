// --save: what a run writes beside its CSV and JSON files.
#include "host/cli/save_options.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/adam/parquet_file.hpp"
#include "host/adam/saved_courses.hpp"
#include "host/adam/xpt_file.hpp"
#include "host/base/errors.hpp"
#include "host/cli/options.hpp"

namespace twinarm::cli {

namespace {

bool holds(const std::vector<std::string>& words, const char* word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool SaveOptions::rows() const {
    return !holds(what, "summary");
}

adam::TableFormats SaveOptions::tables() const {
    if (!holds(what, "tables")) {
        if (formats != SaveOptions().formats) throw base::UsageError("--table-format needs --save tables");
        return {};
    }
    adam::TableFormats chosen;
    chosen.parquet = holds(formats, "parquet");
    chosen.xpt = holds(formats, "xpt");
    chosen.dataset_json = holds(formats, "json");
    if (chosen.parquet) adam::require_parquet("--save tables in Parquet");
    if (chosen.xpt) adam::require_xpt("--table-format xpt");
    return chosen;
}

std::vector<std::uint64_t> SaveOptions::course_patients(const store::StudyPlan& plan) const {
    const SaveOptions usual;
    if (!holds(what, "courses")) {
        if (courses != usual.courses || !courses_of.empty())
            throw base::UsageError("--courses and --courses-of need --save courses");
        return {};
    }
    if (courses_of.empty()) return adam::evenly_spaced(plan, courses);
    for (const std::uint64_t patient : courses_of)
        if (patient < plan.first || patient - plan.first >= plan.patients)
            throw base::UsageError(
                fmt::format("--courses-of {}: not in this run\n  It has patients {} to {}.", patient,
                            plan.first, plan.first + plan.patients - 1));
    return courses_of;
}

void add_options(Verb& verb, SaveOptions& options) {
    verb.option(
        "--save", &options.what,
        "in addition to patients.csv: tables (ADaM datasets), courses (of some patients); or only the "
        "summary, without patients.csv and outcomes.bin",
        {.choices = {"tables", "courses", "summary"}, .delimiter = ',', .one_at_a_time = true});
    verb.option(
        "--table-format", &options.formats,
        "with --save tables: parquet, xpt (SAS transport 5), json (Dataset-JSON 1.1), or several; "
        "default parquet",
        {.choices = {"parquet", "xpt", "json"}, .needs = "--save", .delimiter = ',', .one_at_a_time = true});
    verb.option("--courses", &options.courses, "with --save courses: this many patients, evenly spaced",
                {.check = whole_number, .needs = "--save", .show_default = true});
    verb.option("--courses-of", &options.courses_of, "with --save courses: these patients, as in 17,42",
                {.check = whole_number,
                 .needs = "--save",
                 .excludes = "--courses",
                 .delimiter = ',',
                 .one_at_a_time = true});
}

}  // namespace twinarm::cli
