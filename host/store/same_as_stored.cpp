// A patient simulated again must be the one that the run holds.
#include "host/store/same_as_stored.hpp"

#include <fmt/format.h>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/base/plain_text.hpp"
#include "host/base/shell_word.hpp"
#include "host/store/file_names.hpp"

namespace twinarm::store {

bool has_the_bits_of_a_run() {
    return base::build_info().build != "fast";
}

void require_same(const std::filesystem::path& folder, const RunRecord& record, std::uint64_t patient,
                  const std::vector<StoredAndNow>& facts) {
    if (!has_the_bits_of_a_run()) return;
    std::string differences, first;
    for (const auto& [arm, stored, now] : facts) {
        if (stored == now) continue;
        differences +=
            fmt::format("\n  stored: {}\n  now:    {}", base::plain_text(stored), base::plain_text(now));
        if (first.empty()) first = arm;
    }
    if (differences.empty()) return;
    throw base::VerificationError(fmt::format(
        "{}: patient {} differs from what is stored{}\n"
        "  The file was changed, or the run was made by another version ({}) or device.\n"
        "  Its course: twinarm show {} {} --arm {}",
        (folder / file_name::patients).string(), patient, differences, base::plain_text(record.version),
        base::shell_word(folder.string()), patient, base::shell_word(base::plain_text(first))));
}

void require_same(const StoredRun& run, const PatientAgain& again) {
    const auto without_end = [](const std::string& row) { return row.substr(0, row.find('\n')); };
    std::vector<StoredAndNow> rows;
    for (const CourseAgain& course : again.courses)
        rows.push_back({run.cohort.arms[std::size_t(course.arm)].id, without_end(course.stored),
                        without_end(course.row)});
    require_same(run.folder, run.record, again.patient, rows);
}

}  // namespace twinarm::store
