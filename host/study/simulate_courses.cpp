// Whole courses of many patients, on all threads.
#include "host/study/simulate_courses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "host/base/errors.hpp"
#include "kernels/launch/work_queue.hpp"

namespace twinarm::study {

namespace {

constexpr std::size_t patients_at_once = 32;  ///< whose courses are in memory together

void require_patients(const store::StudyPlan& plan, const std::vector<std::uint64_t>& patients) {
    for (const std::uint64_t patient : patients)
        if (patient < plan.first || patient - plan.first >= plan.patients)
            throw base::UsageError(fmt::format("patient {}: not in this run\n  It has patients {} to {}.",
                                               patient, plan.first, plan.first + plan.patients - 1));
}

}  // namespace

void simulate_courses(const store::StudyPlan& plan, const std::vector<std::uint64_t>& patients,
                      const std::vector<int>& arms, const CourseSink& sink, const ProgressSink& progress,
                      const base::StopToken& stop) {
    require_patients(plan, patients);
    std::vector<int> workers(std::size_t(store::thread_count(plan.cpu)));
    std::iota(workers.begin(), workers.end(), 0);
    std::vector<cohort::StudySpace> spaces(workers.size());
    std::vector<CourseLog> courses;
    for (std::size_t done = 0; done < patients.size() && !stop.stopped();) {
        const std::size_t count = std::min(patients_at_once, patients.size() - done);
        courses.assign(count * arms.size(), {});
        WorkQueue queue(count, 1);
        share_work(workers, queue, [&](int worker, WorkQueue& left) {
            for (Chunk one{}; left.take(one);) {
                const std::uint64_t patient = patients[done + one.done];
                const Study& study = plan.study_of(patient, spaces[std::size_t(worker)]);
                for (std::size_t a = 0; a < arms.size(); ++a)
                    courses[one.done * arms.size() + a] = simulate_course(study, patient, arms[a]);
            }
        });
        for (std::size_t k = 0; k < courses.size(); ++k)
            sink(patients[done + k / arms.size()], arms[k % arms.size()], courses[k]);
        done += count;
        if (progress) progress(done);
    }
}

}  // namespace twinarm::study
