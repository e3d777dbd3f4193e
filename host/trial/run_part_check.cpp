// Whether the counts of a part of a run can be those of its patients.
#include "host/trial/run_part_check.hpp"

#include <algorithm>
#include <concepts>

namespace twinarm::trial {

namespace {

/// Whether `some` can be counts of the patients of `all` but `others`. Of maps only what `all` has not.
template <class Counts>
bool is_of(const Counts& some, const Counts& all, std::uint64_t others) {
    if constexpr (std::unsigned_integral<Counts>) {
        return some <= all && all - some <= others;
    } else if constexpr (requires { typename Counts::mapped_type; }) {
        return std::all_of(some.begin(), some.end(), [&](const auto& one) {
            const auto same = all.find(one.first);
            return same != all.end() && is_of(one.second, same->second, others);
        });
    } else if constexpr (requires { some.size(); }) {
        return std::equal(some.begin(), some.end(), all.begin(), all.end(),
                          [&](const auto& a, const auto& b) { return is_of(a, b, others); });
    } else {
        bool each = true;
        Counts::for_each_part(
            [&](const char*, const auto& a, const auto& b) { each = each && is_of(a, b, others); }, some,
            all);
        return each;
    }
}

/// What the records of one arm say of the counts.
ArmCounts counts_of(const std::vector<OutcomeRecord>& records) {
    ArmCounts counts;
    for (const OutcomeRecord& record : records) {
        if (!record.has(OutcomeRecord::completed)) {
            ++counts.failed;
            continue;
        }
        ++counts.completed;
        ++counts.responses[record.response];
        if (!record.has(OutcomeRecord::evaluable)) continue;
        ++counts.evaluable;
        counts.evaluable_responders += is_responder(record.best_response());
    }
    return counts;
}

bool is_pool_of(const std::vector<OutcomeRecord>& records, const ArmCounts& counts, std::uint64_t others) {
    if (!std::all_of(records.begin(), records.end(), [](const auto& one) { return one.is_possible(); }))
        return false;
    const ArmCounts pooled = counts_of(records);
    return is_of(pooled.completed, counts.completed, others) && is_of(pooled.failed, counts.failed, others) &&
           is_of(pooled.responses, counts.responses, others) &&
           is_of(pooled.evaluable, counts.evaluable, others) &&
           is_of(pooled.evaluable_responders, counts.evaluable_responders, others);
}

bool adds_up(const PopulationPart& population) {
    const std::uint64_t patients = population.end - population.first;
    const std::uint64_t pooled = population.pool.patients_until(population.end);
    if (!population.tally.add_up(patients)) return false;
    for (int a = 0; a < population.pool.arm_count(); ++a) {
        const std::vector<OutcomeRecord>& records = population.pool.arm(a);
        if (records.size() != pooled ||
            !is_pool_of(records, population.tally.arms[std::size_t(a)].counts(), patients - pooled))
            return false;
    }
    return true;
}

}  // namespace

bool adds_up(const RunPart& part, const RunShape& shape) {
    const std::vector<std::uint64_t> counted_of = shape.places.patients_counted();
    PopulationTally all(shape.arms);
    std::uint64_t counted = 0;
    for (const PopulationPart& population : part.populations) {
        if (!adds_up(population)) return false;
        all.add(population.tally);
        const std::uint64_t end = counted_of[population.index];
        counted += std::min(population.end, end) - std::min(population.first, end);
    }
    const std::uint64_t others = all.patients - counted;
    return part.counted.add_up(counted) && is_of(part.counted.counts(), all.counts(), others) &&
           is_of(part.counted.patients_failed, all.patients_failed, others) &&
           is_of(part.counted.twins, all.twins, others);
}

}  // namespace twinarm::trial
