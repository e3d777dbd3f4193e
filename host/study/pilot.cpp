// A pilot of a run.
#include "host/study/pilot.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "host/adam/adam_tables.hpp"
#include "host/adam/saved_courses.hpp"
#include "host/base/errors.hpp"
#include "host/store/file_names.hpp"
#include "host/store/run_folder.hpp"
#include "host/study/seconds_since.hpp"

namespace twinarm::study {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int segments = 3;
constexpr double segment_seconds = 0.7;
constexpr int most_trials = 400;  ///< of a segment
constexpr std::uint64_t most_courses = 16;

class PilotFolder {
  public:
    PilotFolder() {
        std::string name = (fs::temp_directory_path() / "twinarm-plan-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw base::FileError(name, "cannot be created", "Set TMPDIR to a folder that you can write to.");
        path_ = name;
    }
    ~PilotFolder() {
        std::error_code none;
        fs::remove_all(path_, none);
    }
    PilotFolder(const PilotFolder&) = delete;
    PilotFolder& operator=(const PilotFolder&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

/// So many patients from a place on, or a few more, as a run of their own: of the population there and, where
/// it has fewer, of those that follow it.
store::StudyPlan part_of(const store::StudyPlan& plan, std::uint64_t place, std::uint64_t patients) {
    const cohort::PopulationDesign& design = plan.populations.design;
    const std::uint64_t each = std::min(patients, design.patients_each),
                        all = plan.populations.studies.size();
    const std::uint64_t populations = std::min(all, (patients + each - 1) / each);
    store::StudyPlan part = plan;
    part.shard = {};
    part.patients = part.chunk = each * populations;
    part.first = plan.first + std::min(place, plan.patients - std::min(plan.patients, part.patients));
    part.populations.studies = {};
    cohort::PopulationDesign& of = part.populations.design;
    of.names.clear();
    of.between_trial_sd.clear();
    of.parameters.clear();
    of.weights.assign(std::size_t(populations), 1.0 / double(populations));
    of.patients_each = each;
    cohort::StudySpace space;
    for (std::uint64_t i = 0; i < populations; ++i) {
        const auto k = std::size_t((design.population_at(place) + i) % all);
        part.populations.studies.add(plan.populations.studies.at(k, space));
        of.names.push_back(design.names[k]);
        of.between_trial_sd.push_back(design.between_trial_sd[k]);
    }
    return part;
}

double bytes_of(const std::vector<store::OutputRecord>& files) {
    double bytes = 0;
    for (const store::OutputRecord& file : files) bytes += double(file.bytes);
    return bytes;
}

class PilotRun {
  public:
    PilotRun(const cohort::Cohort& cohort, const SaveRequest& request, const fs::path& folder,
             store::StudyPlan plan)
        : cohort_(cohort), request_(request), folder_(folder), plan_(std::move(plan)) {}

    /// Of all patients together, not of one.
    store::Pilot run() {
        store::Pilot pilot;
        store::RowWriting writing{plan_.cpu.threads, request_.rows};
        store::RunFolder rows({folder_ / "run"}, cohort_, plan_.populations.design, writing);
        adam::AdamTables tables(rows.path(), cohort_, plan_, request_.tables, store::utc_now());
        trial::Analysis analysis(cohort_, plan_.populations.design);
        const auto begun = Clock::now();
        std::uint64_t simulated = 0;
        const auto all = [&](const Outcome* outcomes, std::uint64_t patients) {
            simulated += patients;
            pilot.rate = double(simulated) / seconds_since(begun);
            if (request_.tables.any()) tables.add(outcomes, patients);
            rows.add(outcomes, patients);
            analysis.add(outcomes, patients);
        };
        pilot.seconds = run_whole_study(plan_, {{all}}, {}).seconds;
        pilot.patients = plan_.patients;
        rows.finish_patients();
        if (request_.rows)
            pilot.row_bytes = double(fs::file_size(partial(store::file_name::patients))) +
                              double(fs::file_size(partial(store::file_name::outcomes)));
        const auto completing = Clock::now();
        if (request_.tables.any()) tables.finish_patients(plan_.patients);
        pilot.table_seconds = seconds_since(completing);
        pilot.table_bytes = bytes_of(tables.outputs());
        draw_trials(pilot, rows, tables, analysis);
        save_courses(pilot, rows.path());
        return pilot;
    }

  private:
    fs::path partial(const char* name) const { return base::partial_name(folder_ / "run" / name); }

    void draw_trials(store::Pilot& pilot, store::RunFolder& rows, adam::AdamTables& tables,
                     trial::Analysis& analysis) const {
        const auto start = Clock::now();
        rows.summarise(analysis, [&](const trial::TrialRow& row) {
            if (request_.tables.parquet) tables.add(row);
        });
        pilot.summary_seconds = seconds_since(start);
        pilot.trial_bytes = double(fs::file_size(partial(store::file_name::trials)));
        if (!request_.tables.parquet) return;
        const double before = bytes_of(tables.outputs());
        tables.finish_trials(plan_.patients);
        pilot.trial_bytes += bytes_of(tables.outputs()) - before;
    }

    std::uint64_t bytes_of_courses(const fs::path& folder, const std::vector<std::uint64_t>& patients) const {
        store::CourseSpool spool(folder, store::start_of(cohort_, plan_, kept_results(request_)), 0);
        return adam::save_courses(folder, cohort_, plan_, patients, spool, {}).file->bytes;
    }

    void save_courses(store::Pilot& pilot, const fs::path& folder) const {
        if (request_.courses.empty()) return;
        const auto chosen = adam::evenly_spaced(plan_, most_courses);
        const std::uint64_t without = bytes_of_courses(folder, {});
        const auto start = Clock::now();
        pilot.course_bytes = double(bytes_of_courses(folder, chosen) - without) / double(chosen.size());
        pilot.course_seconds = seconds_since(start) / double(chosen.size());
    }

    const cohort::Cohort& cohort_;
    const SaveRequest& request_;
    fs::path folder_;
    store::StudyPlan plan_;
};

}  // namespace

store::Pilot run_pilot(const cohort::Cohort& whole_cohort, const store::StudyPlan& plan,
                       const SaveRequest& request) {
    cohort::Cohort cohort = whole_cohort;
    const int most = std::min(cohort.trial.trials, most_trials), least = std::min(most, 1);
    const double more_trials = std::max(most - least, 1);
    const std::uint64_t planned = plan.planned();
    if (planned == 0) return {};  // a shard of a run that has more shards than patients
    const PilotFolder folder;
    // How many patients a segment has: as many as take the time, once their time is known.
    std::uint64_t count = std::min<std::uint64_t>(planned, 64);
    double rate = 0;
    for (;;) {
        const auto some = part_of(plan, plan.begin(), count);
        const double seconds = run_whole_study(some, {{}}, {}).seconds;
        rate = double(some.patients) / std::max(seconds, 1e-6);
        if (seconds > segment_seconds / 4 || some.patients < count || count == planned) break;
        count = std::min(planned, 4 * count);
    }
    count = std::clamp<std::uint64_t>(std::uint64_t(rate * segment_seconds), 1,
                                      std::min(planned, largest_chunk(plan.arm_count())));
    store::Pilot sum;
    for (int i = 0; i < segments; ++i) {
        const std::uint64_t place = plan.begin() + (planned - count) * std::uint64_t(i) / (segments - 1);
        // The first segment draws one trial, and tells what a summary costs beside them.
        cohort.trial.trials = i == 0 ? least : most;
        const store::StudyPlan part = part_of(plan, place, count);
        const store::Pilot one = PilotRun(cohort, request, folder.path() / std::to_string(i), part).run();
        const double populations = double(part.populations.studies.size());
        sum.patients += one.patients;
        sum.seconds += one.seconds;
        sum.rate = std::max(sum.rate, one.rate);
        sum.row_bytes += one.row_bytes;
        sum.table_bytes += one.table_bytes;
        sum.table_seconds += one.table_seconds;
        sum.course_bytes += one.course_bytes / segments;
        sum.course_seconds += one.course_seconds / segments;
        if (i == 0) {
            sum.summary_seconds = one.summary_seconds / populations;
            continue;
        }
        const double drawing = one.summary_seconds - sum.summary_seconds * populations;
        sum.trial_bytes += one.trial_bytes / (segments - 1) / std::max(most, 1);
        sum.trial_seconds += std::max(drawing, 0.0) / (segments - 1) / more_trials;
    }
    const double patients = double(sum.patients);
    sum.row_bytes /= patients;
    sum.table_bytes /= patients;
    sum.table_seconds /= patients;
    return sum;
}

}  // namespace twinarm::study
