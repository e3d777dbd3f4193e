// A class of counts lists its parts once, in for_each_part(visit, self...): visit(name, part of each
// self...). Adding, writing, reading and comparing walk over that list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace twinarm::trial {

/// Adds what was counted of other patients: numbers, lists of equal length, maps, and what has add().
template <class Part>
void add_part(Part& to, const Part& from) {
    if constexpr (requires { to.add(from); }) {
        to.add(from);
    } else if constexpr (requires { typename Part::mapped_type; }) {
        for (const auto& [key, count] : from) to[key] += count;
    } else if constexpr (requires { to += from; }) {
        to += from;
    } else {
        for (std::size_t i = 0; i < from.size(); ++i) add_part(to[i], from[i]);
    }
}

template <class Counts>
void add_parts(Counts& to, const Counts& from) {
    Counts::for_each_part([](const char*, auto& part, const auto& other) { add_part(part, other); }, to,
                          from);
}

/// What the counts leave of a whole; unset where they are more, also where their sum has more than 64 bits.
template <class Counts>
std::optional<std::uint64_t> left_of(std::uint64_t whole, const Counts& counts) {
    for (const std::uint64_t count : counts) {
        if (count > whole) return std::nullopt;
        whole -= count;
    }
    return whole;
}

}  // namespace twinarm::trial
