// Records courses of a cohort for the peers: twinarm's scalar path at a tight tolerance, leg by leg.
#include <fmt/format.h>

#include <atomic>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "bench/peers/recorded_course.hpp"
#include "host/cohort/read_cohort.hpp"
#include "kernels/patient/simulate_patient.hpp"

namespace {

using namespace twinarm;
using namespace twinarm::peers;

/// Whether the right-hand side is not smooth from one leg to the next: an infusion, the kinetics of a drug or
/// a clone's life has changed.
bool jumps(const Course& before, const Course& after) {
    bool held_anew = false;
    for_each_drug([&](auto slot) {
        if constexpr (slot.kinetics_change)
            held_anew = held_anew || slot.of(before.drugs).until_min != slot.of(after.drugs).until_min;
    });
    return held_anew ||
           std::memcmp(before.drugs.infusion, after.drugs.infusion, sizeof after.drugs.infusion) != 0 ||
           before.leg.alive.sensitive != after.leg.alive.sensitive ||
           before.leg.alive.resistant != after.leg.alive.resistant;
}

CheckPoint check_point(const Leg<double>& leg, int number) {
    const double elapsed = leg.progress.length / 3;
    return {number, elapsed, leg.progress.state,
            slopes(leg.patient, leg.constant, leg.drugs, leg.alive, leg.watch.readings.leg_start, elapsed,
                   leg.progress.state)};
}

RecordedCourse record(const Study& study, std::uint64_t patient, int arm) {
    RecordedCourse recorded{patient, arm, {}, {}, {}, {}, {}, {}};
    Outcome outcome;
    NoObserver nobody;
    Course course;
    begin_course(course, study, patient, arm, outcome, nobody);
    recorded.parameters = course.leg.patient;
    recorded.constants = course.leg.constant;
    recorded.start = course.leg.progress.state;
    Course before = course;
    before.drugs = no_drugs(course.leg.patient);
    while (course.under_way) {
        const bool infusion_starts =
            course.doses[0].given != before.doses[0].given || course.doses[1].given != before.doses[1].given;
        RecordedLeg leg{course.leg.watch.readings.leg_start,
                        course.leg.progress.length,
                        recorded.legs.empty() || jumps(before, course),
                        infusion_starts,
                        -1,
                        course.leg.alive,
                        {},
                        course.leg.drugs};
        before = course;
        open_leg(course.leg, true);
        // Over many patients these points fall on legs of every kind.
        if (recorded.legs.empty() || recorded.legs.size() == patient % 40)
            recorded.check = check_point(course.leg, int(recorded.legs.size()));
        while (!leg_is_over(course.leg)) advance_leg(course.leg, study.solver);
        if (course.leg.watch.death >= 0) leg.length = course.leg.watch.death;
        cross_edge(course, nobody);
        leg.at_end = course.leg.alive;
        for (int scan = int(recorded.sld_mm.size()) + 1; scan < outcome.scans; ++scan) {
            leg.scan = int(recorded.sld_mm.size());
            recorded.sld_mm.push_back(outcome.true_sld_mm[scan]);
        }
        if (leg.length > 0) recorded.legs.push_back(leg);
    }
    if (outcome.status != Status::ok)
        throw std::runtime_error(fmt::format("patient {} of arm {} failed", patient, arm));
    return recorded;
}

}  // namespace

int main(int count, char** argument) try {
    if (count < 5) {
        fmt::print(stderr, "usage: record COHORT.toml PATIENTS RTOL FOLDER\n");
        return 2;
    }
    Study study = cohort::read_cohort(argument[1]).study;
    study.solver.relative_tolerance = std::stod(argument[3]);
    study.solver.absolute_tolerance = 1e-3 * study.solver.relative_tolerance;
    study.solver.max_steps = 1'000'000'000;
    Problem problem{
        argument[1], study.solver.relative_tolerance, std::stoull(argument[2]), study.arm_count, {}};
    problem.courses.resize(problem.patients * std::uint64_t(problem.arms));

    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < problem.courses.size(); i = next++)
            problem.courses[i] =
                record(study, i / std::size_t(problem.arms), int(i % std::size_t(problem.arms)));
    };
    std::vector<std::jthread> threads(std::thread::hardware_concurrency());
    for (std::jthread& thread : threads) thread = std::jthread(work);
    threads.clear();
    write_problem(problem, argument[4]);
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "record: {}\n", error.what());
    return 1;
}
