// Ranks of true values among re-weighted rows.
#include "host/calibrate/check_method.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <mutex>
#include <numeric>

#include "host/calibrate/simulated_data.hpp"
#include "host/calibrate/weights.hpp"
#include "host/run/errors.hpp"
#include "kernels/launch/share_patients.hpp"

namespace twinarm {
namespace {

/// Addresses beyond those of posterior predictions.
constexpr std::uint64_t check_address = std::uint64_t{1} << 63;

struct Candidate {
    const TableRow* row;
    std::vector<TargetUnderRow> targets;
};

std::vector<Candidate> last_generation(const Calibration& calibration, const ReferenceTable& table) {
    std::vector<Candidate> all;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (table.generation[i] != int(table.proposals.size()) - 1) continue;
        Candidate& one = all.emplace_back(Candidate{&table.rows[i], {}});
        for (const Target& target : calibration.targets)
            one.targets.push_back(target_under_row(target, table.rows[i].summaries));
    }
    return all;
}

/// Weights of all candidates but the truth under data that the truth gives.
std::vector<double> weights_under(const Calibration& calibration, const std::vector<Candidate>& all,
                                  std::size_t truth) {
    std::vector<double> log_weights(all.size(), 0.0);
    for (std::size_t t = 0; t < calibration.targets.size(); ++t) {
        const Target& target = calibration.targets[t];
        UniformSequence random(calibration.seed, Purpose::calibration_data,
                               check_address | std::uint64_t(t) << 32 | std::uint64_t(truth));
        const std::vector<Datum> data = simulate_data(target, all[truth].row->summaries, random);
        for (std::size_t i = 0; i < all.size(); ++i)
            log_weights[i] += log_likelihood(target, all[i].targets[t], data);
    }
    log_weights[truth] = -1e300;
    return normalised(log_weights);
}

}  // namespace

double flatness(const std::array<int, rank_bins>& histogram) {
    const double expected = std::accumulate(histogram.begin(), histogram.end(), 0.0) / rank_bins;
    double chi_square = 0;
    for (const int count : histogram) chi_square += (count - expected) * (count - expected) / expected;
    return cdf(complement(boost::math::chi_squared(rank_bins - 1), chi_square));
}

MethodCheck check_method(const Calibration& calibration, const ReferenceTable& table, int truths, int threads,
                         const std::function<void(int)>& progress) {
    const std::vector<Candidate> all = last_generation(calibration, table);
    MethodCheck result;
    result.rows = int(all.size());
    result.truths = std::min(truths, result.rows / 2);
    if (result.truths < 5 * rank_bins)
        throw DataError(
            "too few rows for a check of the method: the last generation needs 100 or more\n"
            "  Give more `generations` and run the calibration again.");
    const std::size_t d = calibration.hyper.size();
    std::vector<std::vector<double>> rank(std::size_t(result.truths), std::vector<double>(d, 0.0));
    std::vector<double> effective(std::size_t(result.truths));
    int done = 0;
    std::mutex guard;
    ChunkQueue queue(std::uint64_t(result.truths), 1);
    share_among(std::vector<int>(std::size_t(std::max(threads, 1))), queue,
                [&](int, ChunkQueue& truth_queue) {
                    for (Chunk chunk{}; truth_queue.take(chunk);) {
                        const std::size_t truth = std::size_t(chunk.done);
                        const std::vector<double> weights = weights_under(calibration, all, truth);
                        effective[truth] = effective_sample_size(weights);
                        for (std::size_t i = 0; i < all.size(); ++i)
                            for (std::size_t h = 0; h < d; ++h)
                                if (all[i].row->latent[h] < all[truth].row->latent[h])
                                    rank[truth][h] += weights[i];
                        const std::lock_guard lock(guard);
                        progress(++done);
                    }
                });

    result.hyper.resize(d);
    for (std::size_t h = 0; h < d; ++h) {
        RankCheck& check = result.hyper[h];
        for (const std::vector<double>& of_truth : rank) {
            const double r = of_truth[h];
            ++check.histogram[std::size_t(std::clamp(int(r * rank_bins), 0, rank_bins - 1))];
            check.within_50 += (r > 0.25 && r < 0.75) / double(result.truths);
            check.within_90 += (r > 0.05 && r < 0.95) / double(result.truths);
        }
        check.p = flatness(check.histogram);
        result.least_p = std::min(result.least_p, check.p);
    }
    std::sort(effective.begin(), effective.end());
    result.median_effective = effective[effective.size() / 2];
    result.passed = result.least_p * double(d) >= 0.01;
    return result;
}

}  // namespace twinarm
