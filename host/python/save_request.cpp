// What a run keeps, as Python asks for it.
#include "host/python/save_request.hpp"

#include "host/adam/saved_courses.hpp"

namespace twinarm::python {

study::SaveRequest save_request(const std::string& folder, bool force, bool rows,
                                const std::vector<std::string>& formats, std::uint64_t course_count,
                                const store::StudyPlan& plan) {
    study::SaveRequest request;
    request.folder = folder;
    request.force = force;
    request.rows = rows;
    for (const std::string& format : formats) {
        request.tables.parquet |= format == "parquet";
        request.tables.xpt |= format == "xpt";
        request.tables.dataset_json |= format == "dataset-json";
    }
    request.courses = adam::evenly_spaced(plan, course_count);
    return request;
}

}  // namespace twinarm::python
