// Tables: out as Arrow streams, in from lists of Python.
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "host/base/errors.hpp"
#include "host/python/arrow_stream.hpp"
#include "host/python/bindings.hpp"

namespace twinarm::python {

namespace nb = nanobind;
using namespace nb::literals;

namespace {

using Shared = std::shared_ptr<DataTable>;

template <class Exported>
void release(PyObject* capsule, const char* name) {
    auto* exported = static_cast<Exported*>(PyCapsule_GetPointer(capsule, name));
    if (exported->release != nullptr) exported->release(exported);
    delete exported;
}

nb::object stream_of(const Shared& table, const nb::object&) {
    auto stream = std::make_unique<ArrowArrayStream>();
    export_stream(table, *stream);
    return nb::steal(PyCapsule_New(stream.release(), "arrow_array_stream", [](PyObject* capsule) {
        release<ArrowArrayStream>(capsule, "arrow_array_stream");
    }));
}

nb::object schema_of(const Shared& table) {
    auto schema = std::make_unique<ArrowSchema>();
    export_schema(*table, *schema);
    return nb::steal(PyCapsule_New(schema.release(), "arrow_schema",
                                   [](PyObject* capsule) { release<ArrowSchema>(capsule, "arrow_schema"); }));
}

nb::object cell(const DataColumn& column, std::size_t row) {
    if (column.is_null(row)) return nb::none();
    switch (column.type) {
        case CellType::real:
            return nb::float_(column.real(row));
        case CellType::whole:
            return nb::int_(column.whole(row));
        case CellType::address:
            return nb::int_(column.address(row));
        case CellType::text: {
            const std::string_view text = column.text(row);
            return nb::str(text.data(), text.size());
        }
        case CellType::truth:
            return nb::bool_(column.truth(row));
    }
    return nb::none();
}

const DataColumn& column_of(const DataTable& table, const std::string& name) {
    for (const DataColumn& column : table.columns)
        if (column.name == name) return column;
    throw nb::key_error(name.c_str());
}

nb::typed<nb::list, nb::any> values_of(const Shared& table, const std::string& name, std::size_t first,
                                       std::size_t count) {
    const DataColumn& column = column_of(*table, name);
    nb::list values;
    for (std::size_t row = first; row < column.size() && row - first < count; ++row)
        values.append(cell(column, row));
    return values;
}

/// Of the first value that is not None; text where there is none.
CellType type_of(const nb::list& values) {
    CellType type = CellType::text;
    bool known = false;
    for (const nb::handle value : values) {
        if (value.is_none()) continue;
        if (nb::isinstance<nb::float_>(value)) return CellType::real;  // whole numbers among them, too
        if (known) continue;
        known = true;
        if (nb::isinstance<nb::bool_>(value))
            type = CellType::truth;
        else if (nb::isinstance<nb::int_>(value))
            type = CellType::whole;
        else
            return CellType::text;
    }
    return type;
}

DataColumn column_from(const std::string& name, const nb::list& values) {
    DataColumn column(name, type_of(values));
    for (const nb::handle value : values) {
        if (value.is_none())
            column.add_null();
        else if (column.type == CellType::real)
            column.add(nb::cast<double>(value));
        else if (column.type == CellType::whole)
            column.add(nb::cast<std::int64_t>(value));
        else if (column.type == CellType::truth)
            column.add(nb::cast<bool>(value));
        else
            column.add(std::string_view(nb::cast<std::string>(value)));
    }
    return column;
}

Shared table_from(const nb::typed<nb::dict, nb::str, nb::typed<nb::list, nb::any>>& columns) {
    auto table = std::make_shared<DataTable>();
    for (const auto& [name, values] : columns)
        table->columns.push_back(column_from(nb::cast<std::string>(name), nb::cast<nb::list>(values)));
    for (const DataColumn& column : table->columns)
        if (column.size() != table->rows()) throw nb::value_error("columns of different lengths");
    return table;
}

}  // namespace

void bind_tables(nb::module_& module) {
    nb::class_<DataTable>(module, "Table")
        .def("__arrow_c_stream__", stream_of, "requested_schema"_a = nb::none())
        .def("__arrow_c_schema__", schema_of)
        .def("__len__", &DataTable::rows)
        .def_prop_ro("names",
                     [](const DataTable& table) {
                         std::vector<std::string> names;
                         for (const DataColumn& column : table.columns) names.push_back(column.name);
                         return names;
                     })
        .def_prop_ro("units",
                     [](const DataTable& table) -> nb::typed<nb::dict, nb::str, nb::str> {
                         nb::dict units;
                         for (const DataColumn& column : table.columns)
                             units[column.name.c_str()] = column.unit;
                         return units;
                     })
        .def("values", values_of, "name"_a, "first"_a = 0, "count"_a = std::size_t(-1));
    module.def("table_from", table_from, "columns"_a);
}

}  // namespace twinarm::python
