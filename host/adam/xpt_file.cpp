// A table as a SAS transport file, through ReadStat.
#include "host/adam/xpt_file.hpp"

#include <readstat.h>

#include <algorithm>
#include <ctime>
#include <exception>
#include <stdexcept>

#include "host/adam/file_name.hpp"
#include "host/base/output_file.hpp"

namespace twinarm::adam {

namespace {

constexpr int version = 5;
constexpr int days_1960_to_1970 = 3653;

/// ReadStat's bytes into a file of a run. What fails there is kept for the caller: C knows no exceptions.
struct Sink {
    base::OutputFile file;
    std::exception_ptr error;
};
ssize_t write_to_sink(const void* bytes, std::size_t count, void* context) {
    Sink& sink = *static_cast<Sink*>(context);
    try {
        sink.file.write({static_cast<const char*>(bytes), count});
    } catch (...) {
        sink.error = std::current_exception();
        return -1;
    }
    return ssize_t(count);
}

class Writer {
  public:
    Writer(const std::filesystem::path& path, const Dataset& dataset, const std::string& created,
           RowSpool& rows)
        : sink_{base::OutputFile(path, base::Naming::later), nullptr}, rows_(rows) {
        require(readstat_set_data_writer(writer_.get(), write_to_sink));
        require(readstat_writer_set_file_format_version(writer_.get(), version));
        require(readstat_writer_set_table_name(writer_.get(), dataset.name.c_str()));
        require(readstat_writer_set_file_label(writer_.get(), dataset.label.c_str()));
        require(readstat_writer_set_file_timestamp(writer_.get(), store::time_of(created)));
        for (std::size_t c = 0; c < rows.columns().size(); ++c)
            add_column(rows.columns()[c], rows.longest(c));
    }

    store::OutputRecord write(const std::string& name) {
        require(readstat_begin_writing_xport(writer_.get(), &sink_, long(rows_.rows())));
        rows_.for_each_row([&](const std::vector<Cell>& row) {
            require(readstat_begin_row(writer_.get()));
            for (std::size_t c = 0; c < row.size(); ++c) insert(int(c), row[c]);
            require(readstat_end_row(writer_.get()));
        });
        require(readstat_end_writing(writer_.get()));
        sink_.file.finish();
        return {name, sink_.file.sha256(), sink_.file.bytes()};
    }

  private:
    struct Free {
        void operator()(readstat_writer_t* writer) const { readstat_writer_free(writer); }
    };

    /// An error of ReadStat is a failed write, or a fault of this program.
    void require(readstat_error_t error) const {
        if (sink_.error) std::rethrow_exception(sink_.error);
        if (error != READSTAT_OK)
            throw std::runtime_error(std::string("ReadStat: ") + readstat_error_message(error));
    }

    void add_column(const ColumnFacts& column, std::size_t longest) {
        const bool text = column.type == ColumnType::text;
        readstat_variable_t* variable = readstat_add_variable(
            writer_.get(), column.name.c_str(), text ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE,
            text ? std::max<std::size_t>(1, longest) : sizeof(double));
        readstat_variable_set_label(variable, column.label.c_str());
        if (column.type == ColumnType::date) readstat_variable_set_format(variable, "DATE9.");
    }

    void insert(int column, const Cell& cell) {
        readstat_variable_t* variable = readstat_get_variable(writer_.get(), column);
        const auto number = [&](double value) {
            require(readstat_insert_double_value(writer_.get(), variable, value));
        };
        if (const auto* text = std::get_if<std::string>(&cell))
            require(readstat_insert_string_value(writer_.get(), variable, text->c_str()));
        else if (const auto* real = std::get_if<double>(&cell))
            number(*real);
        else if (const auto* whole = std::get_if<std::int32_t>(&cell))
            number(*whole);
        else if (const auto* address = std::get_if<std::uint64_t>(&cell))
            number(double(*address));
        else if (const auto* date = std::get_if<Date>(&cell))
            number(date->days + days_1960_to_1970);
        else
            require(readstat_insert_missing_value(writer_.get(), variable));
    }

    std::unique_ptr<readstat_writer_t, Free> writer_{readstat_writer_init()};
    Sink sink_;
    RowSpool& rows_;
};

}  // namespace

bool xpt_is_built() {
    return true;
}
void require_xpt(const std::string&) {}

store::OutputRecord write_xpt(const std::filesystem::path& folder, const Dataset& dataset,
                              const std::string& created, RowSpool& rows) {
    const std::string name = file_name(dataset, "xpt");
    return Writer(folder / name, dataset, created, rows).write(name);
}

}  // namespace twinarm::adam
