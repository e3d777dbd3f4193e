// The courses of a run on the disk while they are simulated.
#include "host/store/course_spool.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <type_traits>

#include "host/base/errors.hpp"
#include "host/store/file_names.hpp"
#include "host/store/run_journal.hpp"
#include "host/store/stored_json.hpp"

namespace twinarm::store {

namespace {

using CourseJson = nlohmann::ordered_json;

static_assert(std::is_trivially_copyable_v<CoursePoint>);

template <class T>
std::string_view bytes_of(const T* values, std::size_t count) {
    return {reinterpret_cast<const char*>(values), count * sizeof(T)};
}

/// What messages say of the journal.
const JournalKind& kind_of_course_journal() {
    static const JournalKind kind = {"the journal of a run's courses",
                                     course_journal_words,
                                     "Wait for that run.",
                                     "Move it away, or choose another folder with --out.",
                                     {.changed = "Remove it: the courses are simulated again."}};
    return kind;
}

}  // namespace

CourseSpool::CourseSpool(const std::filesystem::path& folder, const RunStart& start, double seconds_between)
    : folder_(folder), rows_path_(folder / file_name::course_rows), between_(seconds_between) {
    go_on_or_begin(CourseJson{{"twinarm_courses", 1}, {"run", text_of(start)}}.dump(
        -1, ' ', false, CourseJson::error_handler_t::replace));
}

void CourseSpool::go_on_or_begin(const std::string& first_line) {
    const std::filesystem::path path = folder_ / file_name::course_journal;
    journal_.emplace(path, kind_of_course_journal());
    const std::vector<std::string>& lines = journal_->lines();
    if (!lines.empty() && lines[0] == first_line) {
        CourseJson last;
        for (std::size_t i = lines.size() - 1; i > 0 && last.is_null(); --i) {
            const CourseJson line =
                read_json_line(lines[i], course_journal_schema(), fmt::format("{}:{}", path.string(), i + 1),
                               kind_of_course_journal().remedies.changed);
            if (line.contains("patients"))
                last = line;
            else if (line.contains("file"))
                file_ = OutputRecord{line["file"], line["sha256"], line["bytes"]};
        }
        if (!last.is_null() && holds({last["sha256"], last["bytes"]})) {
            patients_ = patients_kept_ = last["patients"];
            return;
        }
        file_.reset();
    }
    journal_.reset();
    journal_.emplace(path, kind_of_course_journal(), true);
    rows_.emplace(rows_path_, base::Naming::later);
    journal_->append(first_line);
    base::keep_names(folder_);
}

bool CourseSpool::holds(const base::FileFacts& facts) {
    try {
        rows_.emplace(rows_path_, facts.bytes);
        return rows_->keep().sha256 == facts.sha256;
    } catch (const base::FileError&) {
        return false;  // gone, or shorter: all courses are simulated again
    }
}

void CourseSpool::add(const std::vector<CourseLog>& arms) {
    file_.reset();
    for (const CourseLog& log : arms) {
        const std::uint64_t count = log.points.size();
        rows_->write(bytes_of(&count, 1));
        rows_->write(bytes_of(log.points.data(), log.points.size()));
    }
    ++patients_;
    if (std::chrono::steady_clock::now() - kept_ >= between_) keep();
}

void CourseSpool::keep() {
    if (patients_kept_ == patients_) return;
    const base::FileFacts facts = rows_->keep();
    journal_->append(
        CourseJson{{"patients", patients_}, {"bytes", facts.bytes}, {"sha256", facts.sha256}}.dump());
    patients_kept_ = patients_;
    kept_ = std::chrono::steady_clock::now();
}

void CourseSpool::keep_file(const OutputRecord& file) {
    journal_->append(CourseJson{{"file", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}}.dump());
    file_ = file;
}

std::optional<OutputRecord> CourseSpool::file() const {
    if (!file_) return std::nullopt;
    try {
        base::PlainFile(base::partial_name(folder_ / file_->name), "", {file_->sha256, file_->bytes});
        return file_;
    } catch (const base::FileError&) {
        return std::nullopt;
    } catch (const base::VerificationError&) {
        return std::nullopt;
    }
}

void CourseSpool::for_each(int arms, const Visit& visit, const std::function<bool()>& goes_on) {
    const base::FileFacts facts = rows_->keep();
    base::PlainFile rows(base::partial_name(rows_path_), "", facts);
    std::vector<CoursePoint> points;
    for (std::uint64_t nth = 0; nth < patients_ && goes_on(); ++nth)
        for (int arm = 0; arm < arms; ++arm) {
            std::uint64_t count = 0;
            bool whole = rows.bytes(&count, sizeof count) && count <= facts.bytes / sizeof(CoursePoint);
            if (whole) points.resize(std::size_t(count));
            whole = whole && rows.bytes(points.data(), points.size() * sizeof(CoursePoint));
            if (!whole)
                throw base::VerificationError(base::partial_name(rows_path_).string() +
                                              ": ends before its last course\n  It was changed; remove it.");
            visit(nth, arm, points);
        }
}

}  // namespace twinarm::store
