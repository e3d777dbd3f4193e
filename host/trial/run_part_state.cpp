// A part of a run as bytes (CBOR).
#include "host/trial/run_part_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <optional>
#include <vector>

#include "host/base/cbor.hpp"
#include "host/base/errors.hpp"
#include "host/trial/run_part_check.hpp"

namespace twinarm::trial {

namespace {

static_assert(std::endian::native == std::endian::little, "records are written as they are in memory");

constexpr std::string_view format = "twinarm: counts of a part of a run, version 1";

/// What a state says before the counts.
struct Head {
    std::uint64_t arms, populations, patients_each, pool_capacity, first, end;

    template <class Visit, class... Self>
    static void for_each_part(const Visit& visit, Self&... self) {
        visit("arms", self.arms...);
        visit("populations", self.populations...);
        visit("patients_each", self.patients_each...);
        visit("pool_capacity", self.pool_capacity...);
        visit("first", self.first...);
        visit("end", self.end...);
    }
};

Head head_of(const RunShape& shape, std::uint64_t first, std::uint64_t end) {
    return {std::uint64_t(shape.arms),
            shape.places.weights.size(),
            shape.places.patients_each,
            shape.pool_capacity,
            first,
            end};
}

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

/// Without patients, with the populations that have patients at these places.
RunPart empty_part(const RunShape& shape, std::uint64_t first, std::uint64_t end) {
    RunPart part(shape.arms, first);
    for (std::uint64_t place = first; place < end;) {
        const std::uint64_t left = std::min(shape.places.left_of_population(place), end - place);
        PopulationPart& population =
            part.populations.emplace_back(shape.places.population_at(place), shape.arms,
                                          place % shape.places.patients_each, shape.pool_capacity);
        population.end += left;
        place += left;
    }
    part.end = end;
    return part;
}

/// Throws DataError where what it says of the run is not so, or there is no such place.
void require_head(const Head& head, const RunShape& shape, std::uint64_t first) {
    const Head expected = head_of(shape, first, head.end);
    Head::for_each_part(
        [](const char* name, std::uint64_t found, std::uint64_t here) {
            if (found != here)
                throw base::DataError(fmt::format("\"{}\" is {} instead of {}", name, found, here));
        },
        head, expected);
    const bool has_places =
        head.end == first || (head.end > first && head.patients_each > 0 &&
                              shape.places.population_at(head.end - 1) < head.populations);
    if (!has_places) throw base::DataError(fmt::format("the run has no place {}", head.end));
}

}  // namespace

std::string state_of(const RunPart& part, const RunShape& shape) {
    PartWriter writer;
    writer.out.map(3);
    writer.put_named("format", format);
    writer.put_named("run", head_of(shape, part.first, part.end));
    writer.put_named("part", part);
    return writer.out.finish();
}

RunPart part_of(std::string_view state, const RunShape& shape, std::uint64_t first) try {
    PartReader reader{base::CborReader(state)};
    reader.require(reader.in.map() == 3, "not the counts of a part of a run");
    reader.in.name("format");
    reader.in.name(format);
    Head head{};
    reader.get_named("run", head);
    require_head(head, shape, first);
    reader.patients = head.end - first;
    RunPart part = empty_part(shape, first, head.end);
    reader.get_named("part", part);
    reader.in.end();
    if (!adds_up(part, shape)) throw base::DataError("counts do not add up");
    return part;
} catch (const base::DataError& error) {
    throw base::DataError(
        fmt::format("the counts of a part of a run: {}\n  They are of another part or "
                    "version, or damaged; run this part again.",
                    error.what()));
}

}  // namespace twinarm::trial
