// Best change of SLD of each arm: patients at evenly spaced quantiles, each with its own best response.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "host/base/words.hpp"
#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"

namespace twinarm::report {

namespace {

constexpr std::size_t bars = 150;

struct Bar {
    double change;
    Response response;
};

}  // namespace

store::Json waterfall_part(const PatientsScan& scan) {
    store::Json arms = store::Json::array();
    for (std::size_t a = 0; a < scan.arms; ++a) {
        std::vector<Bar> all;
        for (std::size_t k = 0; k < scan.patients.size(); ++k) {
            const KeptOutcome& outcome = scan.outcome(k, a);
            if (!std::isnan(outcome.best_change)) all.push_back({outcome.best_change, outcome.response});
        }
        std::stable_sort(all.begin(), all.end(),
                         [](const Bar& x, const Bar& y) { return x.change > y.change; });
        store::Json change = store::Json::array(), response = store::Json::array();
        const std::size_t shown = std::min(bars, all.size());
        for (std::size_t i = 0; i < shown; ++i) {
            const Bar& bar = all[(2 * i + 1) * all.size() / (2 * shown)];
            change.push_back(chart_number(bar.change));
            response.push_back(base::name_of(bar.response));
        }
        arms.push_back({{"of", all.size()}, {"change", change}, {"response", response}});
    }
    return arms;
}

}  // namespace twinarm::report
