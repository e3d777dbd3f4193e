// A few patients that represent all: those at evenly spaced quantiles of the mean best change over the arms.
#include "host/report/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/base/words.hpp"
#include "host/store/same_as_stored.hpp"
#include "kernels/launch/usable_threads.hpp"
#include "kernels/launch/work_queue.hpp"

namespace twinarm::report {

namespace {

constexpr double change_without_scan = 1;  // ranks among the worst

std::string in_words(const std::string& arm, Response response, double best_change) {
    return fmt::format(
        "{}: {}, {}", arm, base::name_of(response),
        std::isnan(best_change) ? "no change of SLD" : fmt::format("best change of SLD {}", best_change));
}

}  // namespace

std::vector<std::size_t> sample_by_quantile(const PatientsScan& scan, std::size_t size) {
    struct Ranked {
        double change;
        std::size_t place;
    };
    std::vector<Ranked> ranked;
    for (std::size_t k = 0; k < scan.patients.size(); ++k) {
        double sum = 0;
        bool completed = true;
        for (std::size_t a = 0; a < scan.arms; ++a) {
            const KeptOutcome& outcome = scan.outcome(k, a);
            completed = completed && outcome.completed;
            sum += std::isnan(outcome.best_change) ? change_without_scan : outcome.best_change;
        }
        if (completed) ranked.push_back({sum, k});
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) { return a.change < b.change; });
    std::vector<std::size_t> sample;
    const std::size_t taken = std::min(size, ranked.size());
    for (std::size_t i = 0; i < taken; ++i)  // the middle of each of `taken` equal parts
        sample.push_back(ranked[(2 * i + 1) * ranked.size() / (2 * taken)].place);
    return sample;
}

SampledCourses simulate_sample(const ReportRun& run, const PatientsScan& scan,
                               const std::vector<std::size_t>& sample) {
    SampledCourses courses(run.arms(), std::vector<CourseLog>(sample.size()));
    WorkQueue queue(sample.size(), 1);
    share_work(std::vector<int>(std::size_t(usable_threads())), queue, [&](int, WorkQueue& left) {
        cohort::StudySpace space;
        for (Chunk chunk{}; left.take(chunk);) {
            const std::uint64_t number = scan.patients[sample[chunk.done]];
            for (std::size_t a = 0; a < run.arms(); ++a)
                courses[a][chunk.done] = simulate_course(run.study_of(number, space), number, int(a));
        }
    });
    for (std::size_t i = 0; i < sample.size(); ++i) {
        std::vector<store::StoredAndNow> facts;
        for (std::size_t a = 0; a < run.arms(); ++a) {
            const Outcome& now = courses[a][i].outcome;
            const KeptOutcome& stored = scan.outcome(sample[i], a);
            const std::string& arm = run.cohort.arms[a].id;
            facts.push_back({arm, in_words(arm, stored.response, stored.best_change),
                             in_words(arm, now.response, now.best_change)});
        }
        store::require_same(run.folder, run.record, scan.patients[sample[i]], facts);
    }
    return courses;
}

}  // namespace twinarm::report
