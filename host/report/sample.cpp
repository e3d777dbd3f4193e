// A few patients that represent all: those at evenly spaced quantiles of the mean best change over the arms.
#include "host/report/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <future>
#include <thread>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/store/file_names.hpp"

namespace twinarm::report {

namespace {

constexpr double change_without_scan = 1;  // ranks among the worst

bool same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
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
    const auto simulate_share = [&](std::size_t first, std::size_t step) {
        for (std::size_t i = first; i < sample.size(); i += step) {
            const std::uint64_t number = scan.patients[sample[i]];
            for (std::size_t a = 0; a < run.arms(); ++a)
                courses[a][i] = simulate_course(run.study_of(number), number, int(a));
        }
    };
    const std::size_t threads = std::max(1u, std::thread::hardware_concurrency());
    std::vector<std::future<void>> shares;
    for (std::size_t t = 0; t < threads; ++t)
        shares.push_back(std::async(std::launch::async, simulate_share, t, threads));
    for (auto& share : shares) share.get();

    if (base::build_info().build == "fast") return courses;  // contracts in lanes but not here: other bits
    for (std::size_t i = 0; i < sample.size(); ++i)
        for (std::size_t a = 0; a < run.arms(); ++a) {
            const Outcome& now = courses[a][i].outcome;
            const KeptOutcome& stored = scan.outcome(sample[i], a);
            if (now.response != stored.response || !same(now.best_change, stored.best_change))
                throw base::VerificationError(fmt::format(
                    "{}: patient {} in arm {} differs from what is stored; no report was written\n"
                    "  `twinarm show {} {} --arm {}` shows both.",
                    (run.folder / store::file_name::patients).string(), now.patient, run.cohort.arms[a].id,
                    run.folder.string(), now.patient, run.cohort.arms[a].id));
        }
    return courses;
}

}  // namespace twinarm::report
