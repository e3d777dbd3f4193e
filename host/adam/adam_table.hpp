// An analysis dataset in the formats that were asked for, row after row.
#pragma once

#include "host/adam/dataset_json.hpp"
#include "host/adam/file_name.hpp"
#include "host/adam/file_notes.hpp"
#include "host/adam/parquet_table.hpp"
#include "host/adam/xpt_file.hpp"

namespace twinarm::adam {

template <class Row>
class AdamTable {
  public:
    AdamTable(const std::filesystem::path& folder, TableFormats formats, const Dataset& dataset,
              const Row& example, const FileNotes& notes)
        : folder_(folder), formats_(formats), dataset_(dataset) {
        if (formats.parquet) parquet_.emplace(folder / file_name(dataset, "parquet"), example, notes);
        if (formats.spooled()) spool_.emplace(folder, columns_of(example));
    }

    void add(const Row& row) {
        if (parquet_) parquet_->add(row);
        if (!spool_) return;
        for_each_column(
            row, [&](const auto&, const auto&, const auto&, const auto& value) { spool_->put(value); });
        spool_->end_row();
    }

    /// Writes what is left; `created` (UTC, ISO 8601) stands in formats that hold a time. Appends what the
    /// complete files are.
    void finish(const std::string& study, const std::string& created, const FileNotes& notes,
                std::vector<store::OutputRecord>& outputs) {
        if (parquet_) {
            parquet_->file.finish(notes);
            outputs.push_back(
                {file_name(dataset_, "parquet"), parquet_->file.sha256(), parquet_->file.bytes()});
        }
        Dataset said = dataset_;  // these formats have no notes
        if (is_interrupted(notes)) said.label = "INTERRUPTED: Simulated " + said.name;
        if (formats_.xpt) outputs.push_back(write_xpt(folder_, said, created, *spool_));
        if (formats_.dataset_json)
            outputs.push_back(write_dataset_json(folder_, said, study, created, *spool_));
        spool_.reset();
    }

  private:
    std::filesystem::path folder_;
    TableFormats formats_;
    const Dataset& dataset_;
    std::optional<ParquetTable<Row>> parquet_;
    std::optional<RowSpool> spool_;
};

}  // namespace twinarm::adam
