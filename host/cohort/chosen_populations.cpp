// Some of the populations of a file.
#include "host/cohort/chosen_populations.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/csv_line.hpp"
#include "host/base/plain_text.hpp"
#include "host/base/sha256.hpp"

namespace twinarm::cohort {
namespace {

constexpr std::uint64_t patients_wanted = 100, populations_wanted = 50;

/// The file of what was chosen, with `comment` before it.
void write(Populations& populations, const std::string& comment) {
    std::string text = "# " + comment + "\npopulation,weight";
    for (const PopulationColumn& column : populations.columns)
        text += ',' + base::csv_field(column.path + (column.disease.empty() ? "" : " @ " + column.disease));
    for (const PlausiblePopulation& row : populations.rows) {
        text += fmt::format("\n{},{}", base::csv_field(row.name), row.weight);
        for (const std::string& value : row.values) text += ',' + base::csv_field(value);
    }
    populations.text = text + '\n';
    // As whoever reads the file has them: weights are divided by their sum.
    const Populations again = read_populations(populations.text, populations.file);
    for (std::size_t r = 0; r < again.rows.size(); ++r) populations.rows[r].weight = again.rows[r].weight;
    populations.sha256 = base::sha256_of(populations.text);
}

}  // namespace

std::size_t populations_for(std::uint64_t patients, std::size_t in_file) {
    const std::uint64_t large = patients / patients_wanted;
    const std::uint64_t small = std::min(populations_wanted, patients / fewest_patients_of_population);
    return std::size_t(std::clamp<std::uint64_t>(std::max(large, small), 1, in_file));
}

Populations chosen(const Populations& all, std::size_t count) {
    if (all.rows.size() <= count) return all;
    Populations some = all;
    some.rows.clear();
    double end = 0;
    std::size_t taken = 0;
    for (const PlausiblePopulation& row : all.rows) {
        end += row.weight;
        const std::size_t before = taken;
        while (taken < count && (double(taken) + 0.5) / double(count) < end) ++taken;
        if (taken == before) continue;
        some.rows.push_back(row);
        some.rows.back().weight = double(taken - before) / double(count);
    }
    write(some, fmt::format("{} of the {} populations of {} (SHA-256 {}), at equal steps of weight",
                            some.rows.size(), all.rows.size(), base::plain_text(all.file), all.sha256));
    return some;
}

Populations without_columns(const Populations& all, const std::vector<std::size_t>& columns) {
    if (columns.empty()) return all;
    Populations kept = all;
    const auto is_left_out = [&](std::size_t c) {
        return std::find(columns.begin(), columns.end(), c) != columns.end();
    };
    kept.columns.clear();
    for (PlausiblePopulation& row : kept.rows) row.values.clear(), row.at.clear();
    for (std::size_t c = 0; c < all.columns.size(); ++c) {
        if (is_left_out(c)) continue;
        kept.columns.push_back(all.columns[c]);
        for (std::size_t r = 0; r < all.rows.size(); ++r) {
            kept.rows[r].values.push_back(all.rows[r].values[c]);
            kept.rows[r].at.push_back(all.rows[r].at[c]);
        }
    }
    write(kept, fmt::format("the populations of {} (SHA-256 {}) without what the cohort says itself",
                            base::plain_text(all.file), all.sha256));
    return kept;
}

}  // namespace twinarm::cohort
