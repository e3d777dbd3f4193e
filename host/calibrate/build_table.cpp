// Rows in parallel, kept in order.
#include "host/calibrate/build_table.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <numeric>

#include "host/calibrate/emulator.hpp"
#include "host/calibrate/posterior.hpp"
#include "host/statistics/weights.hpp"
#include "kernels/launch/work_queue.hpp"

namespace twinarm::calibrate {
namespace {

/// Effective rows behind a proposal, for each hyper-parameter.
constexpr double rows_per_parameter = 8;

/// The next proposal, from all rows near the data: their likelihood tempered until enough of them count.
Proposal next_proposal(const Calibration& calibration, const ReferenceTable& table) {
    std::vector<double> log_likelihood(table.rows.size(), 0.0);
    for (const auto& of_target : target_log_likelihoods(calibration, table))
        for (std::size_t i = 0; i < log_likelihood.size(); ++i) log_likelihood[i] += of_target[i];
    const std::vector<double> ratio = table.log_prior_ratio();
    const double wanted =
        std::min(rows_per_parameter * double(calibration.hyper.size()), double(table.rows.size()) / 2);
    const double power = statistics::tempering_power(ratio, log_likelihood, wanted);
    std::vector<double> log_weights = ratio;
    for (std::size_t i = 0; i < log_weights.size(); ++i) log_weights[i] += power * log_likelihood[i];
    return emulated_posterior(calibration, table, statistics::normalised(log_weights));
}

/// Simulates `missing` rows of a generation and keeps them in the order of their numbers.
bool add_rows(const Calibration& calibration, const RowSimulator& simulate, const BuildOptions& options,
              int generation, std::uint64_t missing, TableFile* file, ReferenceTable& table) {
    const Proposal proposal = table.proposals[std::size_t(generation)];
    const std::uint64_t first = table.rows.size();
    std::map<std::uint64_t, TableRow> waiting;
    std::mutex guard;
    const auto keep = [&](std::uint64_t number, TableRow row) {
        const std::lock_guard lock(guard);
        waiting.emplace(number, std::move(row));
        for (auto next = waiting.find(table.rows.size()); next != waiting.end();
             next = waiting.find(table.rows.size())) {
            if (file != nullptr) file->add(next->second, next->first, generation);
            table.generation.push_back(generation);
            table.rows.push_back(std::move(next->second));
            waiting.erase(next);
        }
        options.progress(table.rows.size());
    };
    WorkQueue queue(missing, 1);
    share_work(std::vector<int>(std::size_t(std::max(options.threads, 1))), queue, [&](int, WorkQueue& rows) {
        for (Chunk chunk{}; !options.stop.stopped() && rows.take(chunk);) {
            const std::uint64_t number = first + chunk.done;
            keep(number, simulate(proposal.draw(calibration.seed, number)));
        }
    });
    return table.rows.size() == first + missing;
}

}  // namespace

std::uint64_t planned_rows(const Calibration& calibration) {
    return std::accumulate(calibration.generations.begin(), calibration.generations.end(), std::uint64_t{0});
}

bool build_table(const Calibration& calibration, const RowSimulator& simulate, const BuildOptions& options,
                 TableFile* file, ReferenceTable& table) {
    if (table.proposals.empty()) table.proposals.emplace_back(int(calibration.hyper.size()));
    options.progress(table.rows.size());
    for (std::size_t g = 0; g < calibration.generations.size(); ++g) {
        const auto have = std::count(table.generation.begin(), table.generation.end(), int(g));
        if (have >= calibration.generations[g]) continue;
        if (g >= table.proposals.size()) {
            table.proposals.push_back(next_proposal(calibration, table));
            if (file != nullptr) file->add(table.proposals.back(), int(g));
        }
        const auto missing = std::uint64_t(calibration.generations[g] - have);
        if (!add_rows(calibration, simulate, options, int(g), missing, file, table)) return false;
    }
    return true;
}

}  // namespace twinarm::calibrate
