// Isotonic regression.
#include "host/statistics/isotonic.hpp"

#include <cstddef>

namespace twinarm::statistics {

std::vector<double> isotonic(const std::vector<double>& values, const std::vector<double>& weights) {
    struct Block {
        double mean, weight;
        std::size_t size;
    };
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < values.size(); ++i) {
        Block next{values[i], weights[i], 1};
        while (!blocks.empty() && blocks.back().mean > next.mean) {
            const Block& before = blocks.back();
            const double weight = before.weight + next.weight;
            next = {(before.mean * before.weight + next.mean * next.weight) / weight, weight,
                    before.size + next.size};
            blocks.pop_back();
        }
        blocks.push_back(next);
    }
    std::vector<double> fitted;
    for (const Block& block : blocks) fitted.insert(fitted.end(), block.size, block.mean);
    return fitted;
}

}  // namespace twinarm::statistics
