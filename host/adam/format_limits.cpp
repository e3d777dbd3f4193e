// What a format of tables cannot hold.
#include "host/adam/format_limits.hpp"

#include <fmt/format.h>

#include "host/adam/subject.hpp"
#include "host/adam/xpt_file.hpp"
#include "host/base/errors.hpp"
#include "host/base/number_text.hpp"

namespace twinarm::adam {

namespace {

void require_room(const cohort::Cohort& cohort, const store::StudyPlan& plan) {
    const auto check = [](const std::string& what, const std::string& text) {
        if (text.size() > longest_xpt_text)
            throw base::UsageError(
                fmt::format("--table-format xpt: a text has at most {} bytes there, {} has {}\n"
                            "  Shorten it in the cohort file, or choose parquet or json.",
                            longest_xpt_text, what, text.size()));
    };
    for (std::size_t a = 0; a < cohort.arms.size(); ++a) {
        const cohort::ArmDesign& arm = cohort.arms[a];
        Outcome last{};
        last.arm = std::int32_t(a);
        last.patient = plan.first + plan.patients;
        check(fmt::format("the label of arm `{}`", arm.id), arm.label);
        check("the name of a subject (study, arm, number)", subject_of(cohort, last).id);
        for (const std::string& label : arm.regimen_labels)
            check(fmt::format("a regimen of arm `{}` in words", arm.id), label);
    }
    for (const cohort::CohortDrug& drug : cohort.drugs) check("the label of a drug", drug.label);
    for (const std::string& name : plan.populations.design.names) check("the name of a population", name);
}

void require_exact_numbers(const store::StudyPlan& plan) {
    if (plan.first + plan.patients > base::largest_exact_number)
        throw base::UsageError(
            fmt::format("--table-format: numbers of patients above {} are not exact in xpt and json\n"
                        "  Choose another --first-patient, or parquet.",
                        base::largest_exact_number));
}

}  // namespace

void require_formats_hold(const cohort::Cohort& cohort, const store::StudyPlan& plan, TableFormats formats) {
    if (formats.xpt) require_room(cohort, plan);
    if (formats.spooled()) require_exact_numbers(plan);
}

}  // namespace twinarm::adam
