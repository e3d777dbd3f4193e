// Counts read from CBOR, as part_writer.hpp writes them.
#pragma once

#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "host/trial/part_writer.hpp"

namespace twinarm::trial {

/// Reads into objects that are empty and have the right number of arms and populations.
struct PartReader {
    base::CborReader in;
    std::uint64_t patients = 0;  ///< of the part: no list counts more

    void require(bool holds, const char* otherwise) const {
        if (!holds) in.fail(otherwise);
    }
    /// Above `last`, or the first one, and below `end`.
    std::uint64_t place_after(std::optional<std::uint64_t>& last, std::uint64_t end) {
        const std::uint64_t place = in.number();
        require(place < end && (!last || place > *last), "a place out of order");
        last = place;
        return place;
    }
    std::uint64_t some_of(std::uint64_t& left) {
        const std::uint64_t count = in.number();
        require(count <= left, "more than there are patients");
        left -= count;
        return count;
    }
    /// visit(place, reader of counts) for each place of a list.
    template <class Visit>
    void for_each_place(std::uint64_t items_each, std::uint64_t end, const Visit& visit) {
        const std::uint64_t items = in.list();
        require(items % items_each == 0, "a list of another length");
        std::optional<std::uint64_t> last;
        std::uint64_t left = patients;
        for (std::uint64_t i = 0; i < items; i += items_each) {
            const std::uint64_t place = place_after(last, end), before = left;
            visit(place, left);
            require(left < before, "a place without patients");
        }
    }

    void get(std::uint64_t& count) { count = in.number(); }
    void get(std::map<std::int32_t, std::uint64_t>& by_status) {
        for_each_place(2, std::uint64_t(1) << 31, [&](std::uint64_t status, std::uint64_t& left) {
            by_status[std::int32_t(status)] = some_of(left);
        });
    }
    void get(statistics::Histogram& histogram) {
        for_each_place(2, histogram.bin_count(), [&](std::uint64_t bin, std::uint64_t& left) {
            histogram.add_to_bin(bin, some_of(left));
        });
    }
    void get(std::vector<statistics::SurvivalTime>& times) {
        for_each_place(3, statistics::DailySurvival::last_day + 1,
                       [&](std::uint64_t day, std::uint64_t& left) {
                           const std::uint64_t events = some_of(left);
                           times.push_back({double(day), events, some_of(left)});
                       });
    }
    void get(statistics::DailySurvival& survival) {
        std::vector<statistics::SurvivalTime> times;
        get(times);
        for (const statistics::SurvivalTime& time : times) survival.add(time);
    }
    void get(OutcomePool& pool) {
        require(in.list() == std::uint64_t(pool.arm_count()), "another number of arms");
        for (int a = 0; a < pool.arm_count(); ++a) {
            const std::string_view bytes = in.bytes();
            require(bytes.size() % sizeof(OutcomeRecord) == 0, "a part of a record");
            std::vector<OutcomeRecord> records(bytes.size() / sizeof(OutcomeRecord));
            if (!records.empty()) std::memcpy(records.data(), bytes.data(), bytes.size());
            pool.append(a, records);
        }
    }
    template <class Counts>
    void get(Counts& counts) {
        if constexpr (requires { counts.size(); }) {
            require(in.list() == counts.size(), "a list of another length");
            for (auto& one : counts) get(one);
        } else {
            require(in.map() == parts_of(counts), "other parts");
            Counts::for_each_part([&](const char* name, auto& part) { get_named(name, part); }, counts);
        }
    }
    template <class Part>
    void get_named(std::string_view name, Part& part) {
        in.name(name);
        get(part);
    }
};

}  // namespace twinarm::trial
