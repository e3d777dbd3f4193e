// Some of the populations of a file, and some of their columns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/cohort/populations.hpp"

namespace twinarm::cohort {

inline constexpr std::uint64_t fewest_patients_of_population = 20;
/// A run of fewer patients has no room for two populations.
inline constexpr std::uint64_t fewest_for_populations = 2 * fewest_patients_of_population;

/// As many of `in_file` populations as have 100 of the patients each; at least 50, unless fewer than
/// fewest_patients_of_population would be left to each.
std::size_t populations_for(std::uint64_t patients, std::size_t in_file);

/// `count` of the populations at equal steps of weight, with equal weights; one that is met m times has m of
/// them. All of them, with their own weights, where there are no more than `count`. The text says what it was
/// made from.
Populations chosen(const Populations& all, std::size_t count);

/// Without these columns.
Populations without_columns(const Populations& all, const std::vector<std::size_t>& columns);

}  // namespace twinarm::cohort
