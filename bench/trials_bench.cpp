// The trial layer: folding outcomes, and 10,000 virtual trials of every arm and pair.
#include <benchmark/benchmark.h>

#include <vector>

#include "host/cohort/population_studies.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/trial/analysis.hpp"
#include "kernels/launch/simulate.hpp"

namespace {

using namespace twinarm;

void ten_thousand_trials(benchmark::State& state) {
    const cohort::Cohort cohort = cohort::read_cohort(TWINARM_SOURCE_DIR "/cohorts/head_to_head.toml");
    std::vector<Outcome> outcomes(200 * std::size_t(cohort.study.arm_count));
    simulate_on_cpu(cohort.study, 0, 200, outcomes.data());
    trial::Analysis analysis(cohort, cohort::one_population(cohort, 200).design);
    analysis.add(outcomes.data(), 200);
    for (auto _ : state) benchmark::DoNotOptimize(analysis.summarise());
}
BENCHMARK(ten_thousand_trials)->Unit(benchmark::kMillisecond);

}  // namespace
