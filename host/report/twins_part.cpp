// The same patients in every arm: best change and best response of a sample.
#include <nlohmann/json.hpp>

#include "host/base/words.hpp"
#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"

namespace twinarm::report {

namespace {

constexpr std::size_t points = 400;

}  // namespace

store::Json twins_part(const PatientsScan& scan) {
    store::Json numbers = store::Json::array(), arms = store::Json::array();
    const std::vector<std::size_t> sample = sample_by_quantile(scan, points);
    for (const std::size_t k : sample) numbers.push_back(scan.patients[k]);
    for (std::size_t a = 0; a < scan.arms; ++a) {
        store::Json change = store::Json::array(), response = store::Json::array();
        for (const std::size_t k : sample) {
            change.push_back(chart_number(scan.outcome(k, a).best_change));
            response.push_back(base::name_of(scan.outcome(k, a).response));
        }
        arms.push_back({{"change", change}, {"response", response}});
    }
    return {{"patient", numbers}, {"arms", arms}};
}

}  // namespace twinarm::report
