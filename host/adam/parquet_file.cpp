// One table as a Parquet file, row after row.
#include "host/adam/parquet_file.hpp"

#include <arrow/api.h>
#include <arrow/io/interfaces.h>
#include <parquet/arrow/writer.h>

#include <cmath>
#include <exception>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "host/base/output_file.hpp"

namespace twinarm::adam {

namespace {

constexpr std::int64_t rows_of_batch = 1024;  ///< kept as plain columns before they are encoded
constexpr std::int64_t page_bytes = 1 << 15;  ///< kept of each column before they are compressed

/// Arrow's own allocator would keep freed memory.
arrow::MemoryPool* memory() {
    return arrow::system_memory_pool();
}

/// Arrow's bytes into a file of a run. What fails there is kept for the caller: Arrow does not use
/// exceptions.
class Sink : public arrow::io::OutputStream {
  public:
    explicit Sink(const std::filesystem::path& path) : file(path, base::Naming::later) {}

    arrow::Status Write(const void* data, std::int64_t bytes) override {
        try {
            file.write({static_cast<const char*>(data), std::size_t(bytes)});
        } catch (...) {
            error = std::current_exception();
            return arrow::Status::IOError("written no further");
        }
        written_ += bytes;
        return arrow::Status::OK();
    }
    arrow::Result<std::int64_t> Tell() const override { return written_; }
    arrow::Status Close() override { return arrow::Status::OK(); }
    bool closed() const override { return false; }

    base::OutputFile file;
    std::exception_ptr error;

  private:
    std::int64_t written_ = 0;
};

std::shared_ptr<arrow::DataType> type_of(ColumnType type) {
    switch (type) {
        case ColumnType::text:
            return arrow::utf8();
        case ColumnType::number:
            return arrow::float64();
        case ColumnType::whole:
            return arrow::int32();
        case ColumnType::address:
            return arrow::uint64();
        case ColumnType::date:
            return arrow::date32();
    }
    return arrow::null();
}

std::shared_ptr<arrow::KeyValueMetadata> metadata_of(const FileNotes& notes) {
    auto metadata = std::make_shared<arrow::KeyValueMetadata>();
    for (const auto& [key, value] : notes) metadata->Append(key, value);
    return metadata;
}

/// Labels and units once more for readers that know Parquet but not Arrow's schema.
std::string columns_json(const std::vector<ColumnFacts>& columns) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const ColumnFacts& column : columns)
        json[column.name] = {{"label", column.label}, {"unit", column.unit}};
    return json.dump();
}

std::shared_ptr<arrow::Schema> schema_of(const std::vector<ColumnFacts>& columns, FileNotes notes) {
    arrow::FieldVector fields;
    for (const ColumnFacts& column : columns)
        fields.push_back(arrow::field(column.name, type_of(column.type), true,
                                      metadata_of({{"label", column.label}, {"unit", column.unit}})));
    notes.emplace_back("columns", columns_json(columns));
    return arrow::schema(fields, metadata_of(notes));
}

/// Numbers seldom repeat but in neighbouring rows, which compression sees; a dictionary of them takes memory.
std::shared_ptr<parquet::WriterProperties> writer_properties(const std::vector<ColumnFacts>& columns,
                                                             std::int64_t values_of_group) {
    parquet::WriterProperties::Builder builder;
    builder.memory_pool(memory())
        ->compression(parquet::Compression::ZSTD)
        ->max_row_group_length(values_of_group / std::int64_t(columns.size()))
        ->data_pagesize(page_bytes);
    for (const ColumnFacts& column : columns) {
        if (column.type == ColumnType::number) builder.disable_dictionary(column.name);
        if (column.type == ColumnType::address)
            builder.disable_dictionary(column.name)
                ->encoding(column.name, parquet::Encoding::DELTA_BINARY_PACKED);
    }
    return builder.build();
}

}  // namespace

struct ParquetFile::State {
    State(const std::filesystem::path& path, const std::vector<ColumnFacts>& columns, const FileNotes& notes,
          std::int64_t values_of_group)
        : sink(std::make_shared<Sink>(path)), schema(schema_of(columns, notes)) {
        for (const auto& field : schema->fields())
            builders.push_back(value_of(arrow::MakeBuilder(field->type(), memory())));
        const auto properties = writer_properties(columns, values_of_group);
        const auto arrow_properties = parquet::ArrowWriterProperties::Builder().store_schema()->build();
        writer =
            value_of(parquet::arrow::FileWriter::Open(*schema, memory(), sink, properties, arrow_properties));
    }

    /// An error of Arrow is a failed write, or a fault of this program.
    void require(const arrow::Status& status) const {
        if (sink->error) std::rethrow_exception(sink->error);
        if (!status.ok()) throw std::runtime_error("Arrow: " + status.ToString());
    }
    template <class T>
    T value_of(arrow::Result<T> result) const {
        require(result.status());
        return std::move(result).ValueOrDie();
    }
    template <class Builder>
    Builder& next() {
        return static_cast<Builder&>(*builders.at(column++));
    }
    void nothing() { require(builders.at(column++)->AppendNull()); }

    void write_batch() {
        const std::int64_t length = builders.front()->length();
        arrow::ArrayVector arrays;
        for (const auto& builder : builders) arrays.push_back(value_of(builder->Finish()));
        require(writer->WriteRecordBatch(*arrow::RecordBatch::Make(schema, length, arrays)));
    }

    std::shared_ptr<Sink> sink;
    std::shared_ptr<arrow::Schema> schema;
    std::vector<std::unique_ptr<arrow::ArrayBuilder>> builders;
    std::unique_ptr<parquet::arrow::FileWriter> writer;
    std::size_t column = 0;
    std::uint64_t rows = 0;
};

bool parquet_is_built() {
    return true;
}
void require_parquet(const std::string&) {}

ParquetFile::ParquetFile(const std::filesystem::path& path, const std::vector<ColumnFacts>& columns,
                         const FileNotes& notes, std::int64_t values_of_group)
    : state_(std::make_unique<State>(path, columns, notes, values_of_group)) {}
ParquetFile::~ParquetFile() = default;
ParquetFile::ParquetFile(ParquetFile&&) noexcept = default;

void ParquetFile::put(std::string_view text) {
    if (text.empty()) return state_->nothing();
    state_->require(state_->next<arrow::StringBuilder>().Append(text));
}
void ParquetFile::put(double number) {
    if (std::isnan(number)) return state_->nothing();
    state_->require(state_->next<arrow::DoubleBuilder>().Append(number));
}
void ParquetFile::put(std::optional<std::int32_t> whole) {
    if (!whole) return state_->nothing();
    state_->require(state_->next<arrow::Int32Builder>().Append(*whole));
}
void ParquetFile::put(std::uint64_t address) {
    state_->require(state_->next<arrow::UInt64Builder>().Append(address));
}
void ParquetFile::put(std::optional<Date> date) {
    if (!date) return state_->nothing();
    state_->require(state_->next<arrow::Date32Builder>().Append(date->days));
}

void ParquetFile::end_row() {
    if (state_->column != state_->builders.size())
        throw std::logic_error("a row has another number of columns");
    state_->column = 0;
    ++state_->rows;
    if (state_->builders.front()->length() == rows_of_batch) state_->write_batch();
}

void ParquetFile::finish(const FileNotes& notes) {
    state_->write_batch();
    state_->require(state_->writer->AddKeyValueMetadata(metadata_of(notes)));
    state_->require(state_->writer->Close());
    state_->sink->file.finish();
}

std::uint64_t ParquetFile::rows() const {
    return state_->rows;
}
std::uint64_t ParquetFile::bytes() const {
    return state_->sink->file.bytes();
}
std::string ParquetFile::sha256() const {
    return state_->sink->file.sha256();
}

}  // namespace twinarm::adam
