// Lines of the reference table: header, proposals, rows.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <string_view>

#include "host/base/csv_line.hpp"
#include "host/base/errors.hpp"
#include "host/base/words.hpp"
#include "host/calibrate/reference_table.hpp"

namespace twinarm::calibrate {
namespace {

constexpr const char* other_folder = "Choose another folder with --out, or start over with --force.";

std::string header_of(const Calibration& calibration) {
    std::string text = fmt::format(
        "{}{}: {}\n# hyper-parameters as latents, standard normal under the "
        "prior; a "
        "share is value of n, a quantile is value and standard error\n# key {}\nrow,generation,failed",
        table_start, calibration.id, base::simulated_note, calibration.key);
    for (const HyperParameter& hyper : calibration.hyper) text += "," + base::csv_field(name_of(hyper));
    for (const SummaryRequest& summary : calibration.summaries)
        text += "," + base::csv_field(summary.name) + "," + base::csv_field("n of " + summary.name);
    return text + "\n";
}

/// The numbers of one line between commas.
class Line {
  public:
    explicit Line(std::string_view rest) : rest_(rest) {}
    bool done() const { return rest_.empty(); }
    std::string_view word() {
        const auto comma = rest_.find(',');
        const std::string_view found = rest_.substr(0, comma);
        rest_.remove_prefix(comma == std::string_view::npos ? rest_.size() : comma + 1);
        return found;
    }
    bool number(double& value) {
        const std::string_view text = word();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc() && end == text.data() + text.size() && !text.empty();
    }

  private:
    std::string_view rest_;
};

bool read_proposal(Line& line, std::size_t dimensions, ReferenceTable& table) {
    double generation = 0;
    const auto d = Eigen::Index(dimensions);
    Eigen::VectorXd mean(d);
    Eigen::MatrixXd covariance(d, d);
    bool good = line.number(generation) && generation == double(table.proposals.size());
    for (Eigen::Index i = 0; i < d && good; ++i) good = line.number(mean(i));
    for (Eigen::Index i = 0; i < d && good; ++i)
        for (Eigen::Index j = 0; j <= i && good; ++j) {
            good = line.number(covariance(i, j));
            covariance(j, i) = covariance(i, j);
        }
    if (good && line.done()) table.proposals.emplace_back(std::move(mean), std::move(covariance));
    return good && line.done();
}

bool read_row(Line& line, const Calibration& calibration, ReferenceTable& table) {
    double number = 0, generation = 0, failed = 0;
    TableRow row;
    row.latent.resize(calibration.hyper.size());
    row.summaries.resize(calibration.summaries.size());
    bool good = line.number(number) && line.number(generation) && line.number(failed) &&
                number == double(table.rows.size()) && generation >= 0 &&
                generation < double(table.proposals.size());
    for (std::size_t i = 0; i < row.latent.size() && good; ++i) good = line.number(row.latent[i]);
    for (std::size_t i = 0; i < row.summaries.size() && good; ++i)
        good = line.number(row.summaries[i].value) && line.number(row.summaries[i].of);
    if (!good || !line.done()) return false;
    row.failed = std::uint64_t(failed);
    table.generation.push_back(int(generation));
    table.rows.push_back(std::move(row));
    return true;
}

}  // namespace

TableFile::TableFile(const std::filesystem::path& folder, const Calibration& calibration,
                     ReferenceTable& table, bool start_over)
    : path_(folder / table_name) {
    table.proposals.assign(1, Proposal(int(calibration.hyper.size())));
    const auto fail = [&](const std::string& cause) {
        throw base::FileError(path_.string(), cause + ": " + std::strerror(errno), other_folder);
    };
    descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail("cannot be opened");
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0)
        throw base::UsageError(path_.string() +
                               ": another calibration is writing to it\n  Wait for it, or choose "
                               "another folder with --out.");
    if (start_over && ::ftruncate(descriptor_, 0) != 0) fail("cannot be cut");
    const std::string text = read_all();
    const std::string header = header_of(calibration);
    const std::size_t whole = text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n') + 1;
    if (text.size() < header.size() && header.starts_with(text)) {
        if (::ftruncate(descriptor_, 0) != 0) fail("cannot be cut");
        append(header);
        return;
    }
    if (!text.starts_with(header))
        throw base::DataError(
            path_.string() +
            ":1:1: the table of another calibration (its cohorts, priors, columns, patients or seed "
            "differ)\n  " +
            other_folder);
    int line_number = int(std::count(header.begin(), header.end(), '\n'));
    for (std::size_t at = header.size(); at < whole;) {
        const std::size_t end = text.find('\n', at);
        Line line(std::string_view(text).substr(at, end - at));
        ++line_number;
        Line ahead = line;
        const bool proposal = ahead.word() == "proposal";
        const bool good = proposal ? read_proposal(ahead, calibration.hyper.size(), table)
                                   : read_row(line, calibration, table);
        if (!good)
            throw base::DataError(
                fmt::format("{}:{}:1: not a row of this table: it was changed or damaged\n  {}",
                            path_.string(), line_number, other_folder));
        at = end + 1;
    }
    if (whole < text.size() && ::ftruncate(descriptor_, off_t(whole)) != 0) fail("cannot be cut");
}

TableFile::~TableFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::string TableFile::read_all() {
    std::string text;
    char block[1 << 16];
    for (;;) {
        const ssize_t count = ::pread(descriptor_, block, sizeof block, off_t(text.size()));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0)
            throw base::FileError(path_.string(), std::string("cannot be read: ") + std::strerror(errno),
                                  other_folder);
        if (count == 0) return text;
        text.append(block, std::size_t(count));
    }
}

void TableFile::append(const std::string& line) {
    for (std::size_t done = 0; done < line.size();) {
        const ssize_t written = ::write(descriptor_, line.data() + done, line.size() - done);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0)
            throw base::FileError(path_.string(), std::string("cannot be written: ") + std::strerror(errno),
                                  "The rows so far are kept: make room and run the same command again.");
        done += std::size_t(written);
    }
}

void TableFile::add(const Proposal& proposal, int generation) {
    std::string line = fmt::format("proposal,{}", generation);
    for (const double one : proposal.mean()) line += fmt::format(",{}", one);
    for (Eigen::Index i = 0; i < proposal.mean().size(); ++i)
        for (Eigen::Index j = 0; j <= i; ++j) line += fmt::format(",{}", proposal.covariance()(i, j));
    append(line + "\n");
}

void TableFile::add(const TableRow& row, std::uint64_t number, int generation) {
    std::string line = fmt::format("{},{},{}", number, generation, row.failed);
    for (const double latent : row.latent) line += fmt::format(",{}", latent);
    for (const Summary& summary : row.summaries) line += fmt::format(",{},{}", summary.value, summary.of);
    append(line + "\n");
}

}  // namespace twinarm::calibrate
