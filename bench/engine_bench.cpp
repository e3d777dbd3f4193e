// Patients a second of the CPU engine: by arm, by lanes and precision, by instruction set, by threads.
#include <benchmark/benchmark.h>

#include <vector>

#include "host/cohort/read_cohort.hpp"
#include "kernels/launch/lane_engine.hpp"
#include "kernels/launch/simulate.hpp"

namespace {

using namespace twinarm;

const cohort::Cohort& cohort() {
    static const cohort::Cohort read = cohort::read_cohort(TWINARM_SOURCE_DIR "/cohorts/head_to_head.toml");
    return read;
}

/// The head-to-head study with one of its arms only.
Study one_arm(int arm) {
    Study study = cohort().study;
    study.arms[0] = study.arms[arm];
    study.scans[0] = study.scans[arm];
    study.arm_count = 1;
    return study;
}

void simulate(benchmark::State& state, const Study& study, const CpuOptions& options) {
    constexpr std::uint64_t patients = 384;
    std::vector<Outcome> outcomes(patients * std::uint64_t(study.arm_count));
    for (auto _ : state) simulate_on_cpu(study, 0, patients, outcomes.data(), options);
    state.counters["patient-arms/s"] =
        benchmark::Counter(double(outcomes.size()) * double(state.iterations()), benchmark::Counter::kIsRate);
}

void arm(benchmark::State& state) {
    simulate(state, one_arm(int(state.range(0))), {.threads = 1});
}
BENCHMARK(arm)->DenseRange(0, 3)->Unit(benchmark::kMillisecond)->UseRealTime();

/// The head-to-head study in the precision that the benchmark's first argument stands for.
Study in_precision(std::int64_t precision) {
    Study study = cohort().study;
    study.solver.precision = Precision(precision);
    return study;
}

void lanes(benchmark::State& state) {
    simulate(state, in_precision(state.range(0)), {.threads = 1, .lanes = int(state.range(1))});
}
BENCHMARK(lanes)
    ->ArgsProduct({{0}, {1, 2, 4, 8}})
    ->ArgsProduct({{1}, {1, 4, 8, 16}})
    ->ArgNames({"single", "lanes"})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// Share of lane-steps that advance a patient, over the four arms one after another, tail included.
void lane_efficiency(benchmark::State& state) {
    constexpr std::uint64_t patients = 1000;
    const Study study = cohort().study;
    std::vector<Outcome> outcomes(patients * std::uint64_t(study.arm_count));
    static Lanes<double, 8> lanes;
    double efficiency = 0;
    for (auto _ : state) {
        const std::uint64_t before = lanes.trial_steps;
        for (int arm = 0; arm < study.arm_count; ++arm) {
            std::uint64_t handed_out = 0;
            const auto next = [](void* queue, std::uint64_t& number) {
                number = (*static_cast<std::uint64_t*>(queue))++;
                return number < patients;
            };
            lanes.run({&study, arm, 0, outcomes.data(), next, &handed_out});
        }
        double useful = 0;
        for (const Outcome& o : outcomes) useful += o.steps + o.rejected_steps;
        efficiency = useful / (8.0 * double(lanes.trial_steps - before));
    }
    state.counters["efficiency"] = efficiency;
}
BENCHMARK(lane_efficiency)->Iterations(1)->Unit(benchmark::kMillisecond);

void instructions(benchmark::State& state) {
    const InstructionSet wanted[] = {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512};
    const InstructionSet set = wanted[state.range(0)];
    if (usable_instructions(set) != set) return state.SkipWithError("this processor does not have them");
    state.SetLabel(name_of(set));
    simulate(state, cohort().study, {.threads = 1, .instructions = set});
}
BENCHMARK(instructions)->DenseRange(0, 2)->Unit(benchmark::kMillisecond)->UseRealTime();

void threads(benchmark::State& state) {
    simulate(state, in_precision(state.range(0)), {.threads = int(state.range(1))});
}
BENCHMARK(threads)
    ->ArgsProduct({{0, 1}, {1, 2}})
    ->ArgNames({"single", "threads"})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// With and without flush-to-zero, in a year and in five: what a drug moved fades long before the end.
void flush_subnormals(benchmark::State& state) {
    Study study = in_precision(state.range(0));
    study.horizon_min = std::int32_t(state.range(1)) * 7 * 24 * 60;
    simulate(state, study, {.threads = 1, .flush_subnormals = state.range(2) != 0});
}
BENCHMARK(flush_subnormals)
    ->ArgsProduct({{0, 1}, {52, 260}, {0, 1}})
    ->ArgNames({"single", "weeks", "flush"})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// One patient in one arm, drawn and simulated on plain numbers.
void one_patient(benchmark::State& state) {
    std::uint64_t patient = 0;
    Outcome outcome;
    for (auto _ : state) {
        simulate_patient<double>(cohort().study, patient++ % 64, int(state.range(0)), outcome);
        benchmark::DoNotOptimize(outcome);
    }
}
BENCHMARK(one_patient)->DenseRange(0, 3)->Unit(benchmark::kMicrosecond);

/// One trial step of the integrator in eight lanes, inside the first infusion (compiled for any x86-64).
void one_trial_step(benchmark::State& state) {
    using V = Pack<double, 8>;
    static Course course;
    static Leg<V> leg;
    Outcome outcome;
    NoObserver nobody;
    begin_course(course, cohort().study, 0, int(state.range(0)), outcome, nobody);
    for (int i = 0; i < 8; ++i) {
        put_patient(leg, i, course.leg);
        put_leg(leg, i, course.leg);
    }
    leg.drugs.present = course.leg.drugs.present;
    const LegSystem<V> system{leg};
    leg.progress.slope = system(V(0.1), leg.progress.state);
    for (auto _ : state)
        benchmark::DoNotOptimize(
            Tsit5::step(system, V(0.1), leg.progress.state, leg.progress.slope, V(0.05)).end);
    state.SetItemsProcessed(8 * state.iterations());
}
BENCHMARK(one_trial_step)->DenseRange(0, 3);

/// The processor's clock at this moment: multiplications that wait for each other take three cycles each.
void clock(benchmark::State& state) {
    constexpr int chain = 1000;
    std::uint64_t x = 3;
    for (auto _ : state) {
        for (int i = 0; i < chain; ++i) asm volatile("imul %0, %0" : "+r"(x));
        benchmark::DoNotOptimize(x);
    }
    state.counters["GHz"] =
        benchmark::Counter(3e-9 * chain * double(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(clock);

}  // namespace
