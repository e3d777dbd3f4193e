// The fate of each planned dose in the sampled patients: given, given late, omitted, or no longer due.
#include <nlohmann/json.hpp>

#include "host/report/chart_parts.hpp"
#include "host/report/planned_doses.hpp"

namespace twinarm::report {

namespace {

constexpr std::size_t shown_doses = 28;

struct Fate {
    std::uint64_t given = 0, late = 0, omitted = 0;
};

/// A dose that is held comes up again, later: its last record has its fate.
void count(const CourseLog& log, int regimen, const std::vector<PlannedDose>& plan,
           std::vector<Fate>& fates) {
    for (std::size_t k = 0; k < plan.size(); ++k) {
        bool seen = false, held = false, given = false;
        for (const DoseRecord& dose : log.doses) {
            if (dose.regimen != regimen || dose.course != plan[k].course || dose.cycle != plan[k].cycle ||
                dose.dose != plan[k].dose)
                continue;
            seen = is_given(dose.decision) || dose.decision == DoseDecision::skipped ||
                   dose.decision == DoseDecision::held;
            held = held || dose.decision == DoseDecision::held;
            given = is_given(dose.decision);
        }
        if (!seen) continue;
        if (!given)
            ++fates[k].omitted;
        else
            ++(held ? fates[k].late : fates[k].given);
    }
}

}  // namespace

store::Json doses_part(const ReportRun& run, const SampledCourses& courses) {
    store::Json parts = store::Json::array();
    for (std::size_t a = 0; a < run.arms(); ++a) {
        const Arm& arm = run.cohort.study.arms[a];
        for (int r = 0; r < arm.regimen_count; ++r) {
            const auto plan = planned_doses(arm.regimens[r], run.cohort.study.horizon_min, shown_doses);
            std::vector<Fate> fates(plan.size());
            for (const CourseLog& log : courses[a]) count(log, r, plan, fates);
            store::Json doses = store::Json::array();
            for (std::size_t k = 0; k < plan.size(); ++k)
                doses.push_back({{"course", plan[k].course + 1},
                                 {"cycle", plan[k].cycle + 1},
                                 {"dose", plan[k].dose + 1},
                                 {"day", plan[k].day},
                                 {"given", fates[k].given},
                                 {"late", fates[k].late},
                                 {"omitted", fates[k].omitted}});
            parts.push_back({{"arm", a},
                             {"regimen", r},
                             {"label", run.cohort.arms[a].regimen_labels[std::size_t(r)]},
                             {"patients", courses[a].size()},
                             {"doses", doses}});
        }
    }
    return parts;
}

}  // namespace twinarm::report
