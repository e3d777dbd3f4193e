// The random numbers of virtual trials, each with its address.
#pragma once

#include <algorithm>
#include <cstdint>

#include "kernels/core/normal.hpp"
#include "kernels/core/philox.hpp"
#include "kernels/random/purpose.hpp"

namespace twinarm::trial {

/// b ~ N(0, sd) of one trial, shared by its arms. Beyond +-50 the logit is where 50 has brought it.
inline double trial_effect(std::uint64_t seed, std::uint64_t trial, double sd) {
    return std::clamp(sd * normal_quantile(uniform(seed, Purpose::trial_effect, trial, 0)), -50.0, 50.0);
}

/// Subsequence of one arm of one trial: by the arm's tag, so that the order of arms does not matter.
inline std::uint64_t arm_of_trial(std::uint64_t trial, std::uint32_t arm_tag) {
    return std::uint64_t(arm_tag) << 32 | (trial & 0xffffffffu);
}

/// uniform(seed, purpose, subsequence, 0), then draws 1, 2, ... with one Philox block for four of them.
class UniformSequence {
  public:
    UniformSequence(std::uint64_t seed, Purpose purpose, std::uint64_t subsequence)
        : seed_(seed), purpose_(purpose), subsequence_(subsequence) {}

    double next() {
        if (draw_ % 4 == 0) {
            const PhiloxWords counter{{draw_ / 4, std::uint32_t(purpose_), std::uint32_t(subsequence_),
                                       std::uint32_t(subsequence_ >> 32)}};
            block_ = philox(counter, std::uint32_t(seed_), std::uint32_t(seed_ >> 32));
        }
        return (block_.word[draw_++ % 4] + 0.5) * 0x1p-32;
    }

  private:
    std::uint64_t seed_;
    Purpose purpose_;
    std::uint64_t subsequence_;
    std::uint32_t draw_ = 0;
    PhiloxWords block_{};
};

}  // namespace twinarm::trial
