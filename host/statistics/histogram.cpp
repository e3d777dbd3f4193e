// Integer histograms with fixed bins.
#include "host/statistics/histogram.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/core/exp_log.hpp"

namespace twinarm::statistics {
namespace {

constexpr double log_bin = 0.00995033085316808285;  ///< ln 1.01
constexpr int lowest_power = -1500;                 ///< 1.01^-1500 = 3.3e-7
constexpr int highest_power = 2800;                 ///< 1.01^2800 = 1.3e12
constexpr int highest_whole = 100000;               ///< bin of whole numbers and of thousandths

double nearest(double value, double lowest, double highest) {
    return std::clamp(std::floor(value + 0.5), lowest, highest);
}

double bin_of(Bins bins, double value) {
    switch (bins) {
        case Bins::whole:
            return nearest(value, 0, highest_whole);
        case Bins::percent:
            return nearest((value + 1) * 1000, 0, highest_whole);
        case Bins::ratio:
            break;
    }
    if (value <= 0) return 0;
    return nearest(logarithm(std::min(value, 1e300)) / log_bin, lowest_power, highest_power) - lowest_power;
}

}  // namespace

void Histogram::add(double value) {
    if (std::isnan(value)) return;
    add_to_bin(std::size_t(bin_of(bins_, value)), 1);
}

std::size_t Histogram::bin_count() const {
    return std::size_t(bins_ == Bins::ratio ? highest_power - lowest_power : highest_whole) + 1;
}

void Histogram::add(const Histogram& other) {
    if (count_.size() < other.count_.size()) count_.resize(other.count_.size());
    for (std::size_t bin = 0; bin < other.count_.size(); ++bin) count_[bin] += other.count_[bin];
    total_ += other.total_;
}

double Histogram::value_of(std::size_t bin) const {
    switch (bins_) {
        case Bins::whole:
            return double(bin);
        case Bins::percent:
            return (double(bin) - 1000) / 1000;
        case Bins::ratio:
            break;
    }
    return bin == 0 ? 0 : exponential((double(bin) + lowest_power) * log_bin);
}

std::uint64_t quantile_index(double p, std::uint64_t total) {
    // p * total that is whole in exact arithmetic must not become the next one.
    const double place = std::ceil(p * double(total) - 1e-6) - 1;
    return std::uint64_t(std::clamp(place, 0.0, double(total) - 1));
}

double Histogram::quantile(double p) const {
    if (total_ == 0) return 0;
    std::uint64_t left = quantile_index(p, total_);
    std::size_t bin = 0;
    while (left >= count_[bin]) left -= count_[bin++];
    return value_of(bin);
}

double Histogram::mean() const {
    double sum = 0;
    for (std::size_t bin = 0; bin < count_.size(); ++bin) sum += double(count_[bin]) * value_of(bin);
    return total_ == 0 ? 0 : sum / double(total_);
}

Spread Histogram::spread() const {
    return {total_, mean(), quantile(0.1), quantile(0.5), quantile(0.9)};
}

}  // namespace twinarm::statistics
