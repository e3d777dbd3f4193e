// What a run keeps, as Python asks for it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/study/save_run.hpp"

namespace twinarm::python {

/// `formats`: parquet, xpt, dataset-json. `course_count`: patients whose courses are kept, evenly spaced.
study::SaveRequest save_request(const std::string& folder, bool force, bool rows,
                                const std::vector<std::string>& formats, std::uint64_t course_count,
                                const store::StudyPlan& plan);

}  // namespace twinarm::python
