// Ranks of true values among re-weighted rows.
#include "host/calibrate/check_method.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <mutex>
#include <numeric>

#include "host/base/errors.hpp"
#include "host/calibrate/simulated_data.hpp"
#include "host/statistics/histogram.hpp"
#include "host/statistics/weighted.hpp"
#include "host/statistics/weights.hpp"
#include "kernels/launch/work_queue.hpp"

namespace twinarm::calibrate {
namespace {

/// Addresses beyond those of posterior predictions.
constexpr std::uint64_t check_address = std::uint64_t{1} << 63;

struct Candidate {
    const TableRow* row;
    std::vector<TargetUnderRow> targets;
};

std::vector<Candidate> all_rows(const Calibration& calibration, const ReferenceTable& table) {
    std::vector<Candidate> all;
    for (const TableRow& row : table.rows) {
        Candidate& one = all.emplace_back(Candidate{&row, {}});
        for (const Target& target : calibration.targets)
            one.targets.push_back(target_under_row(target, row.summaries,
                                                   between_trial_sd(calibration.hyper, target, row.latent)));
    }
    return all;
}

/// Weights of all candidates but the truth under data that the truth gives.
std::vector<double> weights_under(const Calibration& calibration, const std::vector<Candidate>& all,
                                  std::size_t truth) {
    std::vector<double> log_weights(all.size(), 0.0);
    for (std::size_t t = 0; t < calibration.targets.size(); ++t) {
        const Target& target = calibration.targets[t];
        trial::UniformSequence random(calibration.seed, Purpose::calibration_data,
                                      check_address | std::uint64_t(t) << 32 | std::uint64_t(truth));
        const std::vector<Datum> data =
            simulate_data(target, all[truth].row->summaries,
                          between_trial_sd(calibration.hyper, target, all[truth].row->latent), random);
        for (std::size_t i = 0; i < all.size(); ++i)
            log_weights[i] += log_likelihood(all[i].targets[t], data);
    }
    log_weights[truth] = -1e300;
    return statistics::smoothed_weights(log_weights).weights;
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
    const std::vector<Candidate> all = all_rows(calibration, table);
    const double least_effective = calibration.least_effective / 2;
    MethodCheck result;
    result.rows = int(all.size());
    result.tried = std::min(truths, result.rows);
    const std::size_t d = calibration.hyper.size(), tried = std::size_t(result.tried);
    std::vector<std::vector<double>> rank(tried, std::vector<double>(d, 0.0));
    std::vector<double> effective(tried);
    int done = 0;
    std::mutex guard;
    WorkQueue queue(tried, 1);
    share_work(std::vector<int>(std::size_t(std::max(threads, 1))), queue, [&](int, WorkQueue& truth_queue) {
        for (Chunk chunk{}; truth_queue.take(chunk);) {
            const std::size_t number = std::size_t(chunk.done);
            const std::size_t truth = number * all.size() / tried;  // spread over the table
            const std::vector<double> weights = weights_under(calibration, all, truth);
            effective[number] = statistics::effective_sample_size(weights);
            for (std::size_t i = 0; i < all.size(); ++i)
                for (std::size_t h = 0; h < d; ++h)
                    if (all[i].row->latent[h] < all[truth].row->latent[h]) rank[number][h] += weights[i];
            const std::lock_guard lock(guard);
            progress(++done);
        }
    });

    for (const double one : effective) result.truths += one >= least_effective;
    if (result.truths < 5 * rank_bins)
        throw base::DataError(fmt::format(
            "too few rows for a check of the method: {} of {} truths leave {:.0f} effective rows, {} must\n"
            "  Give more --truths, or more `generations` and run the calibration again.",
            result.truths, result.tried, least_effective, 5 * rank_bins));
    result.hyper.resize(d);
    for (std::size_t h = 0; h < d; ++h) {
        RankCheck& check = result.hyper[h];
        for (std::size_t number = 0; number < tried; ++number) {
            if (effective[number] < least_effective) continue;
            const double r = rank[number][h];
            ++check.histogram[std::size_t(std::clamp(int(r * rank_bins), 0, rank_bins - 1))];
            check.within_50 += (r > 0.25 && r < 0.75) / double(result.truths);
            check.within_90 += (r > 0.05 && r < 0.95) / double(result.truths);
        }
        check.p = flatness(check.histogram);
        result.least_p = std::min(result.least_p, check.p);
    }
    std::sort(effective.begin(), effective.end());
    result.median_effective = effective[statistics::quantile_index(0.5, effective.size())];
    result.passed = result.least_p * double(d) >= 0.01;
    return result;
}

}  // namespace twinarm::calibrate
