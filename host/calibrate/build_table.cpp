// Rows in parallel, kept in order.
#include "host/calibrate/build_table.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <numeric>

#include "host/calibrate/posterior.hpp"
#include "kernels/launch/work_queue.hpp"

namespace twinarm::calibrate {
namespace {

/// Covariance of a proposal over that of the posterior that guides it: rows on all sides of it.
constexpr double widening = 1.5;
constexpr SampleSize guiding_sample{2, 250, 500};

/// The next proposal: a normal distribution around the emulated posterior of all rows so far.
Proposal next_proposal(const Calibration& calibration, const ReferenceTable& table, int threads) {
    const Emulator emulator(calibration, table, rows_of(table, 0, int(table.proposals.size())), threads);
    const EmulatedPosterior density(calibration, emulator, observed_data(calibration));
    const Posterior posterior = sample_posterior(density, guiding_sample, calibration.seed, DataUse::chain,
                                                 std::uint64_t(table.proposals.size()) << 32, threads);
    const auto d = Eigen::Index(calibration.hyper.size());
    const double n = double(posterior.draws.size());
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(d);
    for (const Eigen::VectorXd& draw : posterior.draws) mean += draw.head(d) / n;
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Identity(d, d) * 1e-6;
    for (const Eigen::VectorXd& draw : posterior.draws)
        covariance += widening / n * (draw.head(d) - mean) * (draw.head(d) - mean).transpose();
    return {mean, covariance};
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
            keep(number, simulate(proposal.draw(calibration.seed, number), number));
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
            table.proposals.push_back(next_proposal(calibration, table, options.threads));
            if (file != nullptr) file->add(table.proposals.back(), int(g));
        }
        const auto missing = std::uint64_t(calibration.generations[g] - have);
        if (!add_rows(calibration, simulate, options, int(g), missing, file, table)) return false;
    }
    return true;
}

}  // namespace twinarm::calibrate
