// What `twinarm design` found as one self-contained HTML page.
#include "host/report/design_page.hpp"

#include <nlohmann/json.hpp>

#include "host/base/build_info.hpp"
#include "host/base/words.hpp"
#include "host/report/exact_integers.hpp"
#include "host/report/page.hpp"
#include "host/statistics/survival_summary.hpp"

namespace twinarm::report {

std::string design_page(const std::string& title, const store::Json& design) {
    // What the charts of every page ask for, and the design.
    const store::Json& arm = design["design"]["arm"];
    store::Json data = {{"note", base::simulated_note},
                        {"days_per_month", statistics::days_per_month},
                        {"run", {{"version", base::build_info().version}, {"seed", design["seed"]}}},
                        {"summary",
                         {{"study", {{"id", design["study"]}, {"title", title}, {"seed", design["seed"]}}},
                          {"arms", store::Json::array({{{"id", arm}, {"label", arm}}})}}},
                        {"design", design}};
    large_integers_to_text(data);
    return report_page(title, data.dump(-1, ' ', false, store::Json::error_handler_t::replace),
                       PageKind::design);
}

}  // namespace twinarm::report
