// Integer histograms with fixed bins: order of the values does not matter, memory does not grow with their
// number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/statistics/spread.hpp"

namespace twinarm::statistics {

/// The value that a bin represents.
enum class Bins {
    whole,    ///< bin = value, for counts and days; values above 100,000 count as that
    percent,  ///< bins of 0.001 from -1, for fractions (quantile within 0.0005); values above 99 count as
              ///< that
    ratio  ///< bins of 1% centred on 1, for ratios over baseline (quantile within 0.5%); 0 and 3e-7 count as
           ///< 0
};

class Histogram {
  public:
    explicit Histogram(Bins bins) : bins_(bins) {}

    /// Not-a-number is not counted.
    void add(double value);
    /// Another histogram of the same bins.
    void add(const Histogram& other);
    std::uint64_t total() const { return total_; }

    /// By bin, up to the last one that is not empty.
    const std::vector<std::uint64_t>& counts() const { return count_; }
    /// So many values of a bin, which is below bin_count().
    void add_to_bin(std::size_t bin, std::uint64_t values) {
        if (count_.size() <= bin) count_.resize(bin + 1);
        count_[bin] += values;
        total_ += values;
    }
    /// Bins that there are.
    std::size_t bin_count() const;

    /// The smallest bin's value with at least a share p of the values at or below it; 0 without values.
    double quantile(double p) const;
    double mean() const;
    Spread spread() const;

  private:
    double value_of(std::size_t bin) const;

    Bins bins_;
    std::uint64_t total_ = 0;
    std::vector<std::uint64_t> count_;
};

/// Place of quantile p among `total` sorted values, from 0.
std::uint64_t quantile_index(double p, std::uint64_t total);

}  // namespace twinarm::statistics
