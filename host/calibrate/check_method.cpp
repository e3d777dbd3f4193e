// Ranks of true values among draws.
#include "host/calibrate/check_method.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <mutex>
#include <numeric>

#include "host/base/errors.hpp"
#include "host/calibrate/posterior.hpp"
#include "host/calibrate/simulated_data.hpp"
#include "host/statistics/histogram.hpp"
#include "kernels/launch/work_queue.hpp"

namespace twinarm::calibrate {
namespace {

constexpr std::size_t parts = 4;  ///< of the prior's rows; the truths of one have the emulator of the others
constexpr int ranked = 99, thinning = 2;
constexpr SampleSize check_sample{1, 150, ranked* thinning};

std::vector<Emulator> emulators_of(const Calibration& calibration, const ReferenceTable& table,
                                   const std::vector<std::size_t>& prior, int threads) {
    std::vector<Emulator> all;
    for (std::size_t part = 0; part < parts; ++part) {
        std::vector<std::size_t> others;
        for (std::size_t i = 0; i < prior.size(); ++i)
            if (i % parts != part) others.push_back(prior[i]);
        all.emplace_back(calibration, table, others, threads);
    }
    return all;
}

struct Ranked {
    std::vector<int> rank;  ///< of each hyper-parameter: draws below the truth, 0 to 99
    double effective;
};

Ranked ranks_under(const Calibration& calibration, const TableRow& truth, const Emulator& emulator,
                   std::size_t number) {
    const Eigen::VectorXd latent =
        Eigen::Map<const Eigen::VectorXd>(truth.latent.data(), Eigen::Index(truth.latent.size()));
    Eigen::VectorXd centre(Eigen::Index(truth.summaries.size()));
    std::vector<double> error_sd;
    for (std::size_t c = 0; c < truth.summaries.size(); ++c) {
        const OnScale one = on_scale(calibration.summaries[c], truth.summaries[c]);
        centre(Eigen::Index(c)) = one.value;
        error_sd.push_back(std::hypot(emulator.error_sd(c), std::sqrt(one.variance)));
    }
    trial::UniformSequence random(calibration.seed, Purpose::calibration_data,
                                  data_address(DataUse::check_data, number));
    const Data data = simulate_data(calibration, centre, latent, random);
    const EmulatedPosterior density(calibration, emulator, data, std::move(error_sd));
    const Posterior posterior =
        sample_posterior(density, check_sample, calibration.seed, DataUse::check_chain, number << 16, 1);
    Ranked result{std::vector<int>(truth.latent.size(), 0), posterior.effective};
    for (std::size_t i = 0; i < posterior.draws.size(); i += thinning)
        for (std::size_t h = 0; h < truth.latent.size(); ++h)
            result.rank[h] += posterior.draws[i](Eigen::Index(h)) < truth.latent[h];
    return result;
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
    const std::vector<std::size_t> prior = rows_of(table, 0, 1);
    MethodCheck result;
    result.rows = int(prior.size());
    result.truths = std::min(truths, result.rows);
    if (result.truths < 5 * rank_bins)
        throw base::DataError(
            fmt::format("too few rows for a check of the method: {} of the prior, {} are needed\n"
                        "  Give more rows to the first of `generations` and run the calibration again.",
                        result.rows, 5 * rank_bins));
    const std::vector<Emulator> emulators = emulators_of(calibration, table, prior, threads);
    const std::size_t tried = std::size_t(result.truths), d = calibration.hyper.size();
    std::vector<Ranked> ranks(tried);
    int done = 0;
    std::mutex guard;
    WorkQueue queue(tried, 1);
    share_work(std::vector<int>(std::size_t(std::max(threads, 1))), queue, [&](int, WorkQueue& left) {
        for (Chunk chunk{}; left.take(chunk);) {
            const std::size_t number = std::size_t(chunk.done);
            const std::size_t truth = number * prior.size() / tried;  // spread over the prior's rows
            ranks[number] =
                ranks_under(calibration, table.rows[prior[truth]], emulators[truth % parts], number);
            const std::lock_guard lock(guard);
            progress(++done);
        }
    });

    result.hyper.resize(d);
    for (std::size_t h = 0; h < d; ++h) {
        RankCheck& check = result.hyper[h];
        for (const Ranked& one : ranks) {
            const int rank = one.rank[h];
            ++check.histogram[std::size_t(rank * rank_bins / (ranked + 1))];
            check.within_50 += (rank >= 25 && rank < 75) / double(tried);
            check.within_90 += (rank >= 5 && rank < 95) / double(tried);
        }
        check.p = flatness(check.histogram);
        result.least_p = std::min(result.least_p, check.p);
    }
    std::vector<double> effective;
    for (const Ranked& one : ranks) effective.push_back(one.effective);
    std::sort(effective.begin(), effective.end());
    result.median_effective = effective[statistics::quantile_index(0.5, effective.size())];
    result.passed = result.least_p * double(d) >= 0.01;
    return result;
}

}  // namespace twinarm::calibrate
