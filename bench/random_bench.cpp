// The cost of drawing a patient, and of the numbers that it is made of.
#include <benchmark/benchmark.h>

#include "host/cohort/read_cohort.hpp"
#include "kernels/patient/sample_patient.hpp"

namespace {

using namespace twinarm;

void philox_word(benchmark::State& state) {
    std::uint32_t draw = 0;
    for (auto _ : state) benchmark::DoNotOptimize(twinarm::philox_word(1, 1, 7, draw++));
}
BENCHMARK(philox_word);

void normal_by_inversion(benchmark::State& state) {
    std::uint32_t draw = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(normal_quantile(uniform(1, Purpose::physiology, 7, draw++)));
}
BENCHMARK(normal_by_inversion);

void whole_patient(benchmark::State& state) {
    const cohort::Cohort cohort = cohort::read_cohort(TWINARM_SOURCE_DIR "/cohorts/head_to_head.toml");
    std::uint64_t patient = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(sample_patient<double>(cohort.study.population, 1, patient++));
}
BENCHMARK(whole_patient);

}  // namespace
