// Shards of a run, simulated in other processes.
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "host/python/bindings.hpp"
#include "host/python/bound_run.hpp"
#include "host/python/free_work.hpp"
#include "host/study/make_plan.hpp"
#include "host/study/unfinished_run.hpp"

namespace twinarm::python {

namespace nb = nanobind;
using namespace nb::literals;

namespace {

/// How each shard of a run is begun: a line for run_shard() in another process.
std::vector<std::string> shard_starts(const cohort::Cohort& cohort, const study::CohortOptions& options,
                                      const study::EngineOptions& engine, const std::string& populations,
                                      std::uint64_t of) {
    store::StudyPlan plan = study::make_plan(cohort, options, engine, populations);
    std::vector<std::string> starts;
    for (std::uint64_t number = 1; number <= of; ++number) {
        plan.shard = {number, of};
        starts.push_back(text_of(store::start_of(cohort, plan, {})));
    }
    return starts;
}

nb::bytes run_shard(const std::string& text, const study::EngineOptions& engine) {
    std::string bytes;
    work_freely(nb::none(), nullptr, [&](const TellProgress&, const base::StopToken& stop) {
        const store::RunStart start = store::read_run_start(text, "shard");
        cohort::Cohort cohort = study::cohort_of(start, "shard");
        store::StudyPlan plan = study::plan_of(start, cohort);
        study::choose_engine(plan, engine);
        bytes = study::bytes_of_shard(study::hold_run(std::move(cohort), std::move(plan), {}, stop));
    });
    return nb::bytes(bytes.data(), bytes.size());
}

std::shared_ptr<BoundRun> join_shards(const cohort::Cohort& cohort, const study::CohortOptions& options,
                                      const study::EngineOptions& engine, const std::string& populations,
                                      const std::vector<nb::bytes>& shards) {
    std::vector<std::string> texts;
    for (const nb::bytes& shard : shards) texts.emplace_back(shard.c_str(), shard.size());
    auto bound = std::make_shared<BoundRun>();
    bound->held = study::join_shards(cohort, study::make_plan(cohort, options, engine, populations), texts);
    return bound;
}

}  // namespace

void bind_shards(nb::module_& module) {
    module.def("shard_starts", shard_starts, "cohort"_a, "options"_a, "engine"_a, "populations"_a, "of"_a);
    module.def("run_shard", run_shard, "start"_a, "engine"_a);
    module.def("join_shards", join_shards, "cohort"_a, "options"_a, "engine"_a, "populations"_a, "shards"_a);
}

}  // namespace twinarm::python
