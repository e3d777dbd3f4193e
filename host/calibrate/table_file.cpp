// Lines of the reference table: header, proposals, rows.
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <sstream>
#include <string_view>

#include "host/base/csv_line.hpp"
#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/base/words.hpp"
#include "host/calibrate/reference_table.hpp"

namespace twinarm::calibrate {
namespace {

constexpr const char* other_folder = "Choose another folder with --out, or start over with --force.";

/// By line.
std::vector<std::string> header_of(const Calibration& calibration) {
    std::string columns = "row,generation,failed";
    for (const HyperParameter& hyper : calibration.hyper) columns += "," + base::csv_field(name_of(hyper));
    for (const SummaryRequest& summary : calibration.summaries)
        columns += "," + base::csv_field(summary.name) + "," + base::csv_field("n of " + summary.name);
    return {fmt::format("{}{}: {}", table_start, calibration.id, base::simulated_note),
            "# hyper-parameters as latents, standard normal under the prior; a share is value of n, another "
            "column is value and standard error",
            "# key " + calibration.key, columns};
}

/// Throws DataError where the table has no seals: the one of a version before they were written.
void require_seals(const std::filesystem::path& path) {
    std::istringstream text(base::read_file(path, other_folder, 1 << 16));
    std::string first;
    if (std::getline(text, first) && !text.eof() && first.starts_with(table_start) &&
        first.find('\t') == first.npos)
        throw base::DataError(path.string() +
                              ":1:1: a table of an earlier version: its lines have no seals\n  " +
                              other_folder);
}

store::JournalKind kind(const std::filesystem::path& path, bool start_over) {
    std::error_code none;
    if (!start_over && std::filesystem::is_regular_file(path, none)) require_seals(path);
    return {"a reference table of a calibration",
            table_start,
            "Wait for that calibration, or choose another folder with --out.",
            other_folder,
            {.changed = "Restore the file, or start over with --force.",
             .no_room = "The rows so far are kept: make room and run the same command again."}};
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
    /// A finite number.
    bool number(double& value) { return read(value) && std::isfinite(value); }
    bool whole(std::uint64_t& value) { return read(value); }

  private:
    template <class Number>
    bool read(Number& value) {
        const std::string_view text = word();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc() && end == text.data() + text.size() && !text.empty();
    }

    std::string_view rest_;
};

/// No draw lies so many standard deviations from the prior's mean.
constexpr double farthest_latent = 100;

bool latent(Line& line, double& value) {
    return line.number(value) && std::abs(value) <= farthest_latent;
}

/// Whether a simulation can have given it.
bool is_possible(const Summary& summary, const SummaryRequest& request) {
    constexpr double rounding = 1e-9;
    return summary.of >= 0 &&
           (!request.is_count() || (summary.value >= 0 && summary.value <= summary.of * (1 + rounding)));
}

bool read_proposal(Line& line, std::size_t dimensions, ReferenceTable& table) {
    std::uint64_t generation = 0;
    const auto d = Eigen::Index(dimensions);
    Eigen::VectorXd mean(d);
    Eigen::MatrixXd covariance(d, d);
    bool good = line.whole(generation) && generation == table.proposals.size();
    for (Eigen::Index i = 0; i < d && good; ++i) good = latent(line, mean(i));
    for (Eigen::Index i = 0; i < d && good; ++i)
        for (Eigen::Index j = 0; j <= i && good; ++j) {
            good = line.number(covariance(i, j));
            covariance(j, i) = covariance(i, j);
        }
    good = good && line.done() && Eigen::LLT<Eigen::MatrixXd>(covariance).info() == Eigen::Success;
    if (good) table.proposals.emplace_back(std::move(mean), std::move(covariance));
    return good;
}

bool read_row(Line& line, const Calibration& calibration, ReferenceTable& table) {
    std::uint64_t number = 0, generation = 0;
    TableRow row;
    row.latent.resize(calibration.hyper.size());
    row.summaries.resize(calibration.summaries.size());
    bool good = line.whole(number) && line.whole(generation) && line.whole(row.failed) &&
                number == table.rows.size() && generation < table.proposals.size();
    for (std::size_t i = 0; i < row.latent.size() && good; ++i) good = latent(line, row.latent[i]);
    for (std::size_t i = 0; i < row.summaries.size() && good; ++i)
        good = line.number(row.summaries[i].value) && line.number(row.summaries[i].of) &&
               is_possible(row.summaries[i], calibration.summaries[i]);
    if (!good || !line.done()) return false;
    table.generation.push_back(int(generation));
    table.rows.push_back(std::move(row));
    return true;
}

}  // namespace

TableFile::TableFile(const std::filesystem::path& folder, const Calibration& calibration,
                     ReferenceTable& table, bool start_over)
    : path_(folder / table_name), journal_(path_, kind(path_, start_over), start_over) {
    table.proposals.assign(1, Proposal(int(calibration.hyper.size())));
    const std::vector<std::string> header = header_of(calibration);
    const std::vector<std::string>& lines = journal_.lines();
    for (std::size_t i = 0; i < header.size() && i < lines.size(); ++i)
        if (lines[i] != header[i])
            throw base::DataError(
                path_.string() +
                ":1:1: the table of another calibration (its cohorts, priors, columns, patients or seed "
                "differ)\n  " +
                other_folder);
    for (std::size_t i = lines.size(); i < header.size(); ++i) journal_.append(header[i]);
    for (std::size_t i = header.size(); i < lines.size(); ++i) {
        Line line(lines[i]), ahead = line;
        const bool proposal = ahead.word() == "proposal";
        const bool good = proposal ? read_proposal(ahead, calibration.hyper.size(), table)
                                   : read_row(line, calibration, table);
        if (!good)
            throw base::DataError(
                fmt::format("{}:{}:1: not a row of this table: it was changed or damaged\n  {}",
                            path_.string(), i + 1, other_folder));
    }
}

void TableFile::add(const Proposal& proposal, int generation) {
    std::string line = fmt::format("proposal,{}", generation);
    for (const double one : proposal.mean()) line += fmt::format(",{}", one);
    for (Eigen::Index i = 0; i < proposal.mean().size(); ++i)
        for (Eigen::Index j = 0; j <= i; ++j) line += fmt::format(",{}", proposal.covariance()(i, j));
    journal_.append(line);
}

void TableFile::add(const TableRow& row, std::uint64_t number, int generation) {
    std::string line = fmt::format("{},{},{}", number, generation, row.failed);
    for (const double latent : row.latent) line += fmt::format(",{}", latent);
    for (const Summary& summary : row.summaries) line += fmt::format(",{},{}", summary.value, summary.of);
    journal_.append(line);
}

}  // namespace twinarm::calibrate
