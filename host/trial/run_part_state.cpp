// A part of a run as bytes (CBOR).
#include "host/trial/run_part_state.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/errors.hpp"
#include "host/trial/part_reader.hpp"
#include "host/trial/run_part_check.hpp"

namespace twinarm::trial {

namespace {

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
