// What is counted of one arm's patients at one point of a sweep.
#include "host/trial/sweep_counts.hpp"

#include <algorithm>
#include <array>

#include "host/trial/parts.hpp"

namespace twinarm::trial {
namespace {

constexpr double hours_of_day = 24;

std::vector<statistics::SurvivalTime> times_of(const statistics::Histogram& events,
                                               const statistics::Histogram& censored) {
    const auto& e = events.counts();
    const auto& c = censored.counts();
    std::vector<statistics::SurvivalTime> times;
    for (std::size_t day = 0; day < std::max(e.size(), c.size()); ++day) {
        const std::uint64_t with = day < e.size() ? e[day] : 0, without = day < c.size() ? c[day] : 0;
        if (with + without > 0) times.push_back({double(day), with, without});
    }
    return times;
}

}  // namespace

void SweepCounts::add(const Outcome& outcome) {
    outcomes.add(outcome);
    if (outcome.status != Status::ok) return;
    for (std::size_t i = 0; i < max_regimens; ++i) doses[i].add(outcome.doses_given[i]);
    (outcome.pfs_event != 0 ? pfs_events : pfs_censored).add(outcome.pfs_h / hours_of_day);
    (outcome.os_event != 0 ? deaths : os_censored).add(outcome.os_h / hours_of_day);
}

void SweepCounts::add(const SweepCounts& other) {
    add_parts(*this, other);
}

std::vector<statistics::SurvivalTime> SweepCounts::pfs() const {
    return times_of(pfs_events, pfs_censored);
}

std::vector<statistics::SurvivalTime> SweepCounts::os() const {
    return times_of(deaths, os_censored);
}

bool SweepCounts::add_up(std::uint64_t patients) const {
    const auto are_all = [&](std::uint64_t some, std::uint64_t others) {
        return left_of(outcomes.completed, std::array{some, others}) == 0;
    };
    return outcomes.add_up(patients) && compared <= outcomes.completed &&
           left_of(compared, std::array{gained, lost}) && are_all(pfs_events.total(), pfs_censored.total()) &&
           are_all(deaths.total(), os_censored.total()) &&
           std::all_of(doses.begin(), doses.end(), [&](const statistics::Histogram& given) {
               return left_of(outcomes.completed, given.counts()) == 0;
           });
}

}  // namespace twinarm::trial
