// Patients a second of the CPU engine: by arm, by lanes, by instruction set, by threads.
#include <benchmark/benchmark.h>

#include <vector>

#include "host/cohort/read_cohort.hpp"
#include "kernels/launch/simulate.hpp"

namespace {

using namespace twinarm;

const Cohort& cohort() {
    static const Cohort read = read_cohort(TWINARM_SOURCE_DIR "/cohorts/head_to_head.toml");
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

void lanes(benchmark::State& state) {
    simulate(state, cohort().study, {.threads = 1, .lanes = int(state.range(0))});
}
BENCHMARK(lanes)->Arg(1)->Arg(2)->Arg(4)->Arg(8)->Unit(benchmark::kMillisecond)->UseRealTime();

void instructions(benchmark::State& state) {
    const InstructionSet wanted[] = {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512};
    const InstructionSet set = wanted[state.range(0)];
    if (usable_instructions(set) != set) return state.SkipWithError("this processor does not have them");
    state.SetLabel(name_of(set));
    simulate(state, cohort().study, {.threads = 1, .instructions = set});
}
BENCHMARK(instructions)->DenseRange(0, 2)->Unit(benchmark::kMillisecond)->UseRealTime();

void threads(benchmark::State& state) {
    simulate(state, cohort().study, {.threads = int(state.range(0))});
}
BENCHMARK(threads)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
