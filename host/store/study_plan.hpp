// What a study was asked to simulate and what came of it, as plain data: the contents of run.json.
#pragma once

#include <cstdint>
#include <exception>
#include <map>
#include <string>
#include <vector>

#include "host/cohort/population_studies.hpp"
#include "kernels/launch/simulate.hpp"

namespace twinarm::store {

/// The engine that simulates.
struct Device {
    bool gpu = false;
    int index = 0;
    std::string name;    ///< "CPU" or the GPU's name
    std::string reason;  ///< why the GPU is not used; empty where it is
    bool one = false;    ///< only GPU `index`; else every one
};

/// Threads that the CPU engine will use.
int thread_count(const CpuOptions& options);

/// A part of a run that one process simulates: the `number`th of `of`, from 1.
struct Shard {
    std::uint64_t number = 1, of = 1;

    bool is_whole() const { return of == 1; }
    bool operator==(const Shard&) const = default;
};
inline constexpr std::uint64_t most_shards = 1000000;

struct StudyPlan {
    cohort::PopulationStudies populations;  ///< at least one
    std::uint64_t first = 0;                ///< address of the run's first patient
    std::uint64_t patients = 0;             ///< of the run, all populations
    Shard shard = {};                       ///< of the run
    std::uint64_t chunk = 0;  ///< patients at once; 0: about two seconds' work, at most chunk_memory_bytes
    Device device;
    CpuOptions cpu;
    std::vector<base::Diagnostic> warnings;  ///< of the plan, beside those of the cohort

    int arm_count() const { return populations.studies.front().arm_count; }
    /// Places in the run of the shard's patients: [begin, end).
    std::uint64_t begin() const { return place_of(shard.number - 1); }
    std::uint64_t end() const { return place_of(shard.number); }
    /// Patients of the shard.
    std::uint64_t planned() const { return end() - begin(); }
    /// What a patient of the run is simulated under; as Studies::at.
    const Study& study_of(std::uint64_t patient, cohort::StudySpace& space) const {
        return populations.study_at(patient - first, space);
    }

  private:
    /// First patient of a shard, from 0.
    std::uint64_t place_of(std::uint64_t before) const {
        return patients / shard.of * before + patients % shard.of * before / shard.of;
    }
};

/// A patient whose simulation failed: enough to look at it again with `show`.
struct FailedPatient {
    std::uint64_t patient;
    int arm;
    Status status;
    double failure_time_h;
};

struct StudyResult {
    std::uint64_t patients_done = 0;  ///< of the shard, whose outcomes every sink took
    double seconds = 0;
    int signal = 0;                     ///< that ended the run early, or 0
    std::exception_ptr error;           ///< of the engine or a sink, that ended it early
    std::vector<std::uint64_t> failed;  ///< patients, by arm
    std::map<std::int32_t, std::uint64_t> failures_by_status;  ///< patient-arms
    std::vector<FailedPatient> first_failures;                 ///< at most 20, in order

    /// The largest share of patients that failed in one arm.
    double worst_failed_share() const;
};

}  // namespace twinarm::store
