// Every parameter with its distribution and source: what was sourced, assumed, tuned.
#include <nlohmann/json.hpp>

#include "host/cohort/parameter_range.hpp"
#include "host/report/chart_parts.hpp"

namespace twinarm::report {

store::Json parameters_part(const cohort::Cohort& cohort) {
    store::Json list = store::Json::array();
    for (const cohort::ParameterNote& note : cohort.notes) {
        const ParameterEntry& entry = parameter_table[note.parameter];
        list.push_back({{"key", note.key},
                        {"meaning", entry.meaning},
                        {"unit", entry.unit},
                        {"distribution", note.text},
                        {"status", note.status},
                        {"source", note.source}});
    }
    return list;
}

}  // namespace twinarm::report
