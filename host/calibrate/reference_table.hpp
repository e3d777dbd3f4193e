// The reference table: rows of hyper-parameters with what was simulated at them, kept on disk as they come.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/calibrate/calibration.hpp"
#include "host/calibrate/proposal.hpp"
#include "host/calibrate/summary.hpp"
#include "host/store/journal_file.hpp"

namespace twinarm::calibrate {

struct TableRow {
    std::vector<double> latent;      ///< of each hyper-parameter
    std::vector<Summary> summaries;  ///< of each column
    std::uint64_t failed = 0;        ///< patient-arms whose simulation failed; not counted
};

/// Rows in order; generation g has the next `rows` of proposal g. Every row keeps its place for good, so
/// that a table can grow and serve other data than those that guided it.
struct ReferenceTable {
    std::vector<Proposal> proposals;
    std::vector<int> generation;  ///< of each row
    std::vector<TableRow> rows;
};

/// The table on disk: text, one sealed line a row, written as rows come. However the program ends, the lines
/// that are complete are the table so far.
class TableFile {
  public:
    /// Opens DIR/reference_table.txt and reads what is there into `table`, or discards it with `start_over`.
    /// A torn last line is cut off. Throws DataError where the file belongs to another calibration or has no
    /// seals, VerificationError where a line was changed, UsageError where another program writes to it,
    /// FileError.
    TableFile(const std::filesystem::path& folder, const Calibration& calibration, ReferenceTable& table,
              bool start_over = false);

    void add(const Proposal& proposal, int generation);
    void add(const TableRow& row, std::uint64_t number, int generation);

  private:
    std::filesystem::path path_;
    store::JournalFile journal_;
};

inline constexpr const char* table_name = "reference_table.txt";
inline constexpr const char* table_start = "# twinarm reference table of ";  ///< its first letters

}  // namespace twinarm::calibrate
