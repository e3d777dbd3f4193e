// patients.csv of a run, line by line.
#include "host/cli/patient_rows.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "host/run/build_info.hpp"
#include "host/run/errors.hpp"
#include "host/run/patient_row.hpp"
#include "host/run/plain_text.hpp"

namespace twinarm {

PatientRows::PatientRows(const StoredRun& run) : path_((run.folder / "patients.csv").string()) {
    file_.open(path_, std::ios::binary);
    if (!file_)
        throw FileError(path_, std::string("cannot be read: ") + std::strerror(errno),
                        "The run did not end well; run the cohort again.");
    const std::string header =
        patient_row_header() + (run.populations ? std::string(",") + population_column : "");
    std::string line;
    for (number_ = 1; number_ <= 2 && std::getline(file_, line); ++number_)
        if (number_ == 2 && line != header)
            throw DataError(
                fmt::format("{}:2:1: the columns are not those of this version of twinarm\n"
                            "  {}; run the cohort again.",
                            path_,
                            run.record.version == build_info().version
                                ? "The file was changed or is half-written"
                                : "The run was written by version " + plain_text(run.record.version)));
    --number_;
}

bool PatientRows::next(std::string& line) {
    if (!std::getline(file_, line)) return false;
    ++number_;
    return true;
}

void PatientRows::require_whole(const std::string& row) const {
    if (file_.eof())
        throw DataError(
            fmt::format("{}:{}:1: {} is cut off\n"
                        "  The file is half-written; run the cohort again.",
                        path_, number_, row));
}

}  // namespace twinarm
