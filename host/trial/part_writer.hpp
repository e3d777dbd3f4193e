// Counts written as CBOR, walked over by their for_each_part.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "host/base/cbor.hpp"
#include "host/statistics/histogram.hpp"
#include "host/statistics/kaplan_meier.hpp"
#include "host/trial/outcome_pool.hpp"

namespace twinarm::trial {

static_assert(std::endian::native == std::endian::little, "records are written as they are in memory");

/// How many parts a class of counts has.
template <class Counts>
std::uint64_t parts_of(const Counts& counts) {
    std::uint64_t parts = 0;
    Counts::for_each_part([&](const char*, const auto&) { ++parts; }, counts);
    return parts;
}

/// Lists of counts leave out what is 0: place, count, place, count, ...
struct PartWriter {
    base::CborWriter out;

    void put(std::uint64_t count) { out.number(count); }
    void put(std::string_view text) { out.text(text); }
    void put(const std::map<std::int32_t, std::uint64_t>& patients) {
        out.list(2 * patients.size());
        for (const auto& [status, count] : patients) {
            out.number(std::uint64_t(status));
            out.number(count);
        }
    }
    void put(const statistics::Histogram& histogram) {
        const auto& counts = histogram.counts();
        const auto empty = std::count(counts.begin(), counts.end(), 0);
        out.list(2 * (counts.size() - std::size_t(empty)));
        for (std::size_t bin = 0; bin < counts.size(); ++bin) {
            if (counts[bin] == 0) continue;
            out.number(bin);
            out.number(counts[bin]);
        }
    }
    void put(const std::vector<statistics::SurvivalTime>& times) {
        out.list(3 * times.size());
        for (const statistics::SurvivalTime& time : times) {
            out.number(std::uint64_t(time.day));
            out.number(time.events);
            out.number(time.censored);
        }
    }
    void put(const statistics::DailySurvival& survival) { put(survival.times()); }
    void put(const OutcomePool& pool) {
        out.list(std::uint64_t(pool.arm_count()));
        for (int a = 0; a < pool.arm_count(); ++a)
            out.bytes({reinterpret_cast<const char*>(pool.arm(a).data()),
                       pool.arm(a).size() * sizeof(OutcomeRecord)});
    }
    template <class Counts>
    void put(const Counts& counts) {
        if constexpr (requires { counts.size(); }) {
            out.list(counts.size());
            for (const auto& one : counts) put(one);
        } else {
            out.map(parts_of(counts));
            Counts::for_each_part([&](const char* name, const auto& part) { put_named(name, part); }, counts);
        }
    }
    template <class Part>
    void put_named(std::string_view name, const Part& part) {
        out.text(name);
        put(part);
    }
};

}  // namespace twinarm::trial
