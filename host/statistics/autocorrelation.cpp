// Variances within and between chains.
#include "host/statistics/autocorrelation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace twinarm::statistics {
namespace {

struct Variances {
    double within = 0, all = 0;
    std::vector<double> means;
};

Variances variances_of(const std::vector<std::vector<double>>& chains) {
    Variances found;
    const double m = double(chains.size()), n = double(chains.front().size());
    for (const auto& chain : chains) {
        const double mean = std::accumulate(chain.begin(), chain.end(), 0.0) / n;
        found.means.push_back(mean);
        for (const double x : chain) found.within += (x - mean) * (x - mean) / (n - 1) / m;
    }
    const double grand = std::accumulate(found.means.begin(), found.means.end(), 0.0) / m;
    found.all = found.within * (n - 1) / n;
    for (const double mean : found.means)
        if (m > 1) found.all += (mean - grand) * (mean - grand) / (m - 1);
    return found;
}

}  // namespace

double effective_draws(const std::vector<std::vector<double>>& chains) {
    const std::size_t n = chains.front().size();
    const double draws = double(n * chains.size());
    const Variances v = variances_of(chains);
    if (n < 4 || !(v.all > 0)) return draws;
    const auto correlation = [&](std::size_t lag) {
        double covariance = 0;
        for (std::size_t c = 0; c < chains.size(); ++c)
            for (std::size_t i = 0; i + lag < n; ++i)
                covariance += (chains[c][i] - v.means[c]) * (chains[c][i + lag] - v.means[c]);
        covariance /= draws;
        return 1 - (v.within - covariance) / v.all;
    };
    double sum = 0, last = 1e300;
    for (std::size_t lag = 0; lag + 1 < n; lag += 2) {
        const double pair = (lag == 0 ? 1 : correlation(lag)) + correlation(lag + 1);
        if (!(pair > 0)) break;
        last = std::min(last, pair);
        sum += last;
    }
    return std::min(draws, draws / std::max(2 * sum - 1, 1e-3));
}

double chain_disagreement(const std::vector<std::vector<double>>& chains) {
    std::vector<std::vector<double>> halves;
    for (const auto& chain : chains) {
        const auto half = std::ptrdiff_t(chain.size() / 2);
        halves.emplace_back(chain.begin(), chain.begin() + half);
        halves.emplace_back(chain.end() - half, chain.end());
    }
    if (halves.front().size() < 2) return 1;
    const Variances v = variances_of(halves);
    return v.within > 0 ? std::sqrt(v.all / v.within) : 1;
}

}  // namespace twinarm::statistics
