// Shards of a run, simulated in other processes.
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "host/python/bindings.hpp"
#include "host/python/bound_run.hpp"
#include "host/python/free_work.hpp"
#include "host/python/save_request.hpp"
#include "host/store/output_folder.hpp"
#include "host/study/make_plan.hpp"
#include "host/study/merge_shards.hpp"
#include "host/study/shard_in_folder.hpp"

namespace twinarm::python {

namespace nb = nanobind;
using namespace nb::literals;

namespace {

/// How each shard of a run is begun: a line for run_shard() or make_shard() in another process.
std::vector<std::string> shard_starts(const cohort::Cohort& cohort, const study::CohortOptions& options,
                                      const study::EngineOptions& engine, const std::string& populations,
                                      std::uint64_t of, const std::vector<std::string>& formats,
                                      std::uint64_t course_count) {
    store::StudyPlan plan = study::make_plan(cohort, options, engine, populations);
    const study::SaveRequest request = save_request("", false, true, formats, course_count, plan);
    std::vector<std::string> starts;
    for (std::uint64_t number = 1; number <= of; ++number) {
        plan.shard = {number, of};
        starts.push_back(text_of(store::start_of(cohort, plan, study::kept_results(request))));
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

/// As merge_shards does before the first patient is simulated; then how the run in the folder was cut, or 0.
std::uint64_t shards_in(const std::string& run, bool force) {
    store::require_contents_may_be_replaced(run, force, true);
    const std::vector<store::ShardFolder> folders = store::shard_folders(run);
    return folders.empty() ? 0 : folders.front().shard.of;
}

void make_shard(const std::string& start, const std::string& run, const study::EngineOptions& engine) {
    bool complete = false;
    work_freely(nb::none(), nullptr, [&](const TellProgress&, const base::StopToken& stop) {
        complete = study::make_shard(store::read_run_start(start, "shard"), run, engine, stop);
    });
    if (!complete) raise_interrupted("interrupted while a shard was simulated");
}

void merge(const std::string& run, bool force, const nb::object& progress) {
    study::SavedRun saved;
    work_freely(progress, nullptr, [&](const TellProgress& tell, const base::StopToken& stop) {
        const study::Merge merge = study::prepare_merge(run, force, 0);
        saved = study::merge_shards(
            merge, [&](std::uint64_t done) { tell(done, merge.plan.patients); }, stop);
    });
    if (saved.error) std::rethrow_exception(saved.error);
    if (!saved.published) raise_interrupted("interrupted while shards were merged");
}

}  // namespace

void bind_shards(nb::module_& module) {
    module.def("shard_starts", shard_starts, "cohort"_a, "options"_a, "engine"_a, "populations"_a, "of"_a,
               "formats"_a, "courses"_a);
    module.def("run_shard", run_shard, "start"_a, "engine"_a);
    module.def("shards_in", shards_in, "run"_a, "force"_a);
    module.def("make_shard", make_shard, "start"_a, "run"_a, "engine"_a);
    module.def("merge", merge, "run"_a, "force"_a, "progress"_a.none());
    module.def("join_shards", join_shards, "cohort"_a, "options"_a, "engine"_a, "populations"_a, "shards"_a);
}

}  // namespace twinarm::python
