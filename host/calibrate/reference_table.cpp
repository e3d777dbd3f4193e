// Weights of a table's rows.
#include "host/calibrate/reference_table.hpp"

#include <algorithm>
#include <cmath>

namespace twinarm::calibrate {

std::vector<double> ReferenceTable::log_prior_ratio() const {
    std::vector<double> log_share(proposals.size());
    for (std::size_t g = 0; g < proposals.size(); ++g) {
        const auto rows_of = std::count(generation.begin(), generation.end(), int(g));
        log_share[g] = std::log(double(rows_of) / double(rows.size()));
    }
    std::vector<double> ratio;
    for (const TableRow& row : rows) {
        std::vector<double> log_density;
        for (std::size_t g = 0; g < proposals.size(); ++g)
            log_density.push_back(log_share[g] + proposals[g].log_density(row.latent));
        const double largest = *std::max_element(log_density.begin(), log_density.end());
        double sum = 0;
        for (const double one : log_density) sum += std::exp(one - largest);
        ratio.push_back(log_prior_density(row.latent) - largest - std::log(sum));
    }
    return ratio;
}

}  // namespace twinarm::calibrate
