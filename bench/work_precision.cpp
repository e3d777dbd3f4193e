// Work-precision diagram of the steppers on the head-to-head cohort: error against patient-arms a second.
#include <fmt/chrono.h>
#include <fmt/core.h>

#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "bench/work_precision_compare.hpp"
#include "bench/work_precision_methods.hpp"
#include "host/base/build_info.hpp"
#include "host/cli/parse.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/study/device.hpp"
#include "kernels/launch/simulate.hpp"
#include "kernels/patient/simulate_patient.hpp"

namespace twinarm {
namespace avx2 {
void simulate_with(bench::Stepper stepper, const LaneWork& work);
}

namespace bench {
namespace {

struct Queue {
    std::uint64_t next = 0, count;
};
bool take(void* queue, std::uint64_t& number) {
    auto& q = *static_cast<Queue*>(queue);
    number = q.next++;
    return number < q.count;
}

/// Patients [0, count) in every arm, on this thread.
std::vector<Outcome> simulate(Stepper stepper, const Study& study, std::uint64_t count) {
    std::vector<Outcome> outcomes(count * std::uint64_t(study.arm_count));
    const bool wide = usable_instructions(InstructionSet::avx2) == InstructionSet::avx2;
    for (int arm = 0; arm < study.arm_count; ++arm) {
        Queue queue{0, count};
        const LaneWork work{&study, arm, 0, outcomes.data(), take, &queue};
        wide ? avx2::simulate_with(stepper, work) : baseline::simulate_with(stepper, work);
    }
    return outcomes;
}

/// One point of the diagram.
struct Setting {
    StepperInfo info;
    double tolerance;  ///< relative; the absolute one is a thousandth of it. Planned steps: the longest [h]
    Comparison error{};
    double seconds = 1e30;  ///< of processor time for the timed patients, best of the repeats
};

Study with_setting(Study study, const Setting& setting) {
    if (setting.info.adaptive) {
        study.solver.relative_tolerance = setting.tolerance;
        study.solver.absolute_tolerance = 1e-3 * setting.tolerance;
    } else {
        study.solver.restart_step_h = setting.tolerance;
    }
    return study;
}

std::vector<Setting> settings() {
    std::vector<Setting> out;
    for (const StepperInfo& info : steppers) {
        if (!info.adaptive)
            for (const double longest : {8.0, 4.0, 2.0, 1.0}) out.push_back({info, longest});
        else
            for (const double tolerance : {1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8}) {
                // A method of order 3 takes minutes for what it cannot reach in seconds.
                const bool low = info.stepper == Stepper::bogacki_shampine || info.stepper == Stepper::rodas3;
                if (!low || tolerance >= 1e-6) out.push_back({info, tolerance});
            }
    }
    return out;
}

struct CountEdges : NoObserver {
    long* edges;
    void at_edge(const Course&) const { ++*edges; }
};

/// Legs of a mean patient-arm: each begins with a right-hand side of its own.
double legs_a_course(const Study& study, std::uint64_t count) {
    long edges = 0;
    Outcome outcome;
    CountEdges observer;
    observer.edges = &edges;
    for (std::uint64_t n = 0; n < count; ++n)
        for (int arm = 0; arm < study.arm_count; ++arm)
            simulate_patient<double, Tsit5>(study, n, arm, outcome, observer);
    return double(edges) / double(count * std::uint64_t(study.arm_count));
}

/// Of this thread, so that whoever else works on the machine counts little.
double processor_seconds() {
    timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

nlohmann::json error_json(const Comparison& c) {
    return {{"sld_error_median", c.median},
            {"sld_error_p99", c.p99},
            {"sld_error_max", c.largest},
            {"sld_error_p99_of_patients", c.patients_p99},
            {"best_response_flips", c.bor_flips},
            {"progression_flips", c.pfs_flips},
            {"dose_flips", c.dose_flips},
            {"extremes_error_p99_of_patients", c.extremes_p99},
            {"hypotension_grade_flips", c.grade_flips},
            {"failed", c.failed}};
}

struct Options {
    std::string cohort = TWINARM_SOURCE_DIR "/cohorts/head_to_head.toml";
    std::string out = TWINARM_SOURCE_DIR "/bench/results/work_precision.json";
    std::uint64_t patients = 1000, timed = 256;
    int repeats = 3;
};

void measure(const Options& options) {
    const Study study = cohort::read_cohort(options.cohort).study;
    // Tsit5's own dense output makes it the better reference of what is read at midnights.
    const Setting finest{steppers[int(Stepper::tsit5)], 1e-11}, check{steppers[int(Stepper::verner7)], 1e-10};
    const std::vector<Outcome> reference =
        simulate(Stepper::tsit5, with_setting(study, finest), options.patients);
    const Comparison other =
        compare(simulate(Stepper::verner7, with_setting(study, check), options.patients), reference);
    fmt::print(
        "{} patients x {} arms; reference Tsit5 at 1e-11, from which Verner 7(6) at 1e-10 differs by p99 "
        "{:.1e}, largest {:.1e}, {} best responses\n\n",
        options.patients, study.arm_count, other.p99, other.largest, other.bor_flips);

    std::vector<Setting> all = settings();
    for (Setting& s : all)
        s.error = compare(simulate(s.info.stepper, with_setting(study, s), options.patients), reference);
    for (int repeat = 0; repeat < options.repeats; ++repeat)
        for (Setting& s : all) {
            const Study own = with_setting(study, s);
            const double start = processor_seconds();
            simulate(s.info.stepper, own, options.timed);
            s.seconds = std::min(s.seconds, processor_seconds() - start);
        }

    const double legs = legs_a_course(study, std::min<std::uint64_t>(options.patients, 50));
    nlohmann::json points = nlohmann::json::array();
    fmt::print("{:<22}{:>8}{:>9}{:>9}{:>9}{:>9}{:>5}{:>5}{:>6}{:>6}{:>7}{:>8}{:>7}{:>9}{:>7}{:>8}\n",
               "stepper", "setting", "p99", "max", "p99 pat", "extremes", "BOR", "PFS", "doses", "grade",
               "failed", "accept", "reject", "slopes", "LU", "arms/s");
    for (const Setting& s : all) {
        const double steps = s.error.accepted + s.error.rejected;
        const double slopes = steps * s.info.slopes_a_step + legs, factors = steps * s.info.jacobians_a_step;
        const double rate = double(options.timed) * study.arm_count / s.seconds;
        fmt::print(
            "{:<22}{:>8g}{:>9.1e}{:>9.1e}{:>9.1e}{:>9.1e}{:>5}{:>5}{:>6}{:>6}{:>7}{:>8.0f}{:>7.0f}{:>9.0f}{:>"
            "7.0f}"
            "{:>8.0f}\n",
            s.info.name, s.tolerance, s.error.p99, s.error.largest, s.error.patients_p99,
            s.error.extremes_p99, s.error.bor_flips, s.error.pfs_flips, s.error.dose_flips,
            s.error.grade_flips, s.error.failed, s.error.accepted, s.error.rejected, slopes, factors, rate);
        nlohmann::json point = error_json(s.error);
        point.update({{"stepper", s.info.name},
                      {s.info.adaptive ? "relative_tolerance" : "longest_step_h", s.tolerance},
                      {"accepted", s.error.accepted},
                      {"rejected", s.error.rejected},
                      {"slopes", slopes},
                      {"jacobians_and_factorisations", factors},
                      {"solves", steps * s.info.solves_a_step},
                      {"patient_arms_per_s", rate}});
        points.push_back(point);
    }

    const base::BuildInfo build = base::build_info();
    const bool wide = usable_instructions(InstructionSet::avx2) == InstructionSet::avx2;
    const nlohmann::json report = {
        {"what", "steppers of twinarm in the lanes engine, one thread; simulated data"},
        {"cohort", options.cohort.substr(options.cohort.rfind('/') + 1)},
        {"patients", options.patients},
        {"arms", study.arm_count},
        {"timed_patients", options.timed},
        {"repeats", options.repeats},
        {"timing", "processor time of one thread, best of the repeats, settings interleaved"},
        {"processor", study::cpu_name()},
        {"instructions", wide ? "avx2" : "baseline"},
        {"lanes", lanes},
        {"compiler", build.compiler},
        {"build", build.build},
        {"commit", build.commit},
        {"date", fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr)))},
        {"reference", {{"stepper", "Tsit5 at 1e-11"}, {"verner7_at_1e-10_against_it", error_json(other)}}},
        {"legs", legs},
        {"points", points}};
    std::ofstream(options.out) << report.dump(1) << '\n';
    fmt::print("\nwritten to {}\n", options.out);
}

}  // namespace
}  // namespace bench
}  // namespace twinarm

int main(int argc, char** argv) {
    twinarm::bench::Options options;
    twinarm::cli::Verb program(
        "bench.work_precision",
        "Work-precision diagram: error of the SLD against speed, for each stepper and tolerance.");
    program.option("--cohort", &options.cohort, "cohort file");
    program.option("--patients", &options.patients, "patients whose errors are measured");
    program.option("--timed", &options.timed, "patients whose simulation is timed");
    program.option("--repeats", &options.repeats, "timings of each setting, interleaved; the best counts");
    program.option("--out", &options.out, "JSON file");
    const twinarm::cli::Request request = twinarm::cli::parse(program, argc, argv);
    if (!request.verb) return int(request.code);
    twinarm::bench::measure(options);
}
