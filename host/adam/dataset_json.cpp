// A table as CDISC Dataset-JSON.
#include "host/adam/dataset_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <nlohmann/json.hpp>

#include "host/adam/file_name.hpp"
#include "host/base/build_info.hpp"
#include "host/base/output_file.hpp"
#include "host/base/words.hpp"

namespace twinarm::adam {

namespace {

using Json = nlohmann::ordered_json;

const char* data_type(ColumnType type) {
    switch (type) {
        case ColumnType::text:
            return "string";
        case ColumnType::number:
            return "double";
        case ColumnType::whole:
        case ColumnType::address:
            return "integer";
        case ColumnType::date:
            return "date";
    }
    return "string";
}

Json column_json(const Dataset& dataset, const ColumnFacts& column, std::size_t longest) {
    Json json = {{"itemOID", "IT." + dataset.name + '.' + column.name},
                 {"name", column.name},
                 {"label", column.label},
                 {"dataType", data_type(column.type)}};
    if (column.type == ColumnType::date) json["targetDataType"] = "integer";
    if (column.type == ColumnType::text) json["length"] = std::max<std::size_t>(1, longest);
    if (column.type == ColumnType::date) json["displayFormat"] = "DATE9.";
    const auto key = std::find(dataset.keys.begin(), dataset.keys.end(), column.name);
    if (key != dataset.keys.end()) json["keySequence"] = key - dataset.keys.begin() + 1;
    return json;
}

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void append_cell(std::string& line, const Cell& cell) {
    const auto end = std::back_inserter(line);
    if (const auto* text = std::get_if<std::string>(&cell))
        line += text_of(*text);
    else if (const auto* real = std::get_if<double>(&cell))
        fmt::format_to(end, "{}", *real);
    else if (const auto* whole = std::get_if<std::int32_t>(&cell))
        fmt::format_to(end, "{}", *whole);
    else if (const auto* address = std::get_if<std::uint64_t>(&cell))
        fmt::format_to(end, "{}", *address);
    else if (const auto* date = std::get_if<Date>(&cell))
        line += '"' + iso_date(*date) + '"';
    else
        line += "null";
}

}  // namespace

std::string iso_date(Date date) {
    const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(date.days))};
    return fmt::format("{:04}-{:02}-{:02}", int(day.year()), unsigned(day.month()), unsigned(day.day()));
}

store::OutputRecord write_dataset_json(const std::filesystem::path& folder, const Dataset& dataset,
                                       const std::string& study, const std::string& created, RowSpool& rows) {
    Json columns = Json::array();
    for (std::size_t c = 0; c < rows.columns().size(); ++c)
        columns.push_back(column_json(dataset, rows.columns()[c], rows.longest(c)));
    const Json head = {{"datasetJSONCreationDateTime", created},
                       {"datasetJSONVersion", "1.1.0"},
                       {"fileOID", study + '.' + dataset.name},
                       {"originator", base::simulated_note},
                       {"sourceSystem", {{"name", "twinarm"}, {"version", base::build_info().version}}},
                       {"studyOID", study},
                       {"itemGroupOID", "IG." + dataset.name},
                       {"records", rows.rows()},
                       {"name", dataset.name},
                       {"label", dataset.label},
                       {"columns", columns}};
    std::string line = text_of(head);
    line.back() = ',';  // the object goes on

    const std::string name = file_name(dataset, "json");
    base::OutputFile file(folder / name, base::Naming::later);
    file.write(line + "\"rows\":[");
    bool first = true;
    rows.for_each_row([&](const std::vector<Cell>& row) {
        line = first ? "\n[" : ",\n[";
        first = false;
        for (const Cell& cell : row) {
            append_cell(line, cell);
            line += ',';
        }
        line.back() = ']';
        file.write(line);
    });
    file.write("\n]}\n");
    file.finish();
    return {name, file.sha256(), file.bytes()};
}

}  // namespace twinarm::adam
