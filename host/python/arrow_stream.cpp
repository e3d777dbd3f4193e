// A table as an Arrow C stream.
#include "host/python/arrow_stream.hpp"

#include <cerrno>
#include <string>
#include <utility>
#include <vector>

namespace twinarm::python {

namespace {

using Held = std::shared_ptr<const DataTable>;

constexpr std::int64_t nullable = 2;  ///< ARROW_FLAG_NULLABLE

const char* format_of(CellType type) {
    switch (type) {
        case CellType::real:
            return "g";
        case CellType::whole:
            return "l";
        case CellType::address:
            return "L";
        case CellType::text:
            return "U";
        case CellType::truth:
            return "b";
    }
    return "n";
}

/// Number of pairs, then length and bytes of each key and value.
class Metadata {
  public:
    void add(const std::string& key, const std::string& value) {
        if (value.empty()) return;
        ++pairs_;
        put(key), put(value);
    }
    std::string bytes() const { return pairs_ == 0 ? "" : word(pairs_) + pairs_text_; }

  private:
    static std::string word(std::int32_t number) {
        return {reinterpret_cast<const char*>(&number), sizeof number};
    }
    void put(const std::string& text) { pairs_text_ += word(std::int32_t(text.size())) + text; }

    std::int32_t pairs_ = 0;
    std::string pairs_text_;
};

/// What a schema of a column or a table points to.
struct SchemaParts {
    std::string name, metadata;
    std::vector<std::unique_ptr<ArrowSchema>> fields;
    std::vector<ArrowSchema*> children;
};

void release_schema(ArrowSchema* schema) {
    const std::unique_ptr<SchemaParts> parts(static_cast<SchemaParts*>(schema->private_data));
    for (ArrowSchema* child : parts->children)
        if (child->release != nullptr) child->release(child);  // else somebody has taken it
    schema->release = nullptr;
}

void fill(ArrowSchema& schema, const char* format, std::unique_ptr<SchemaParts> parts, std::int64_t flags) {
    for (const auto& field : parts->fields) parts->children.push_back(field.get());
    schema = {format,
              parts->name.c_str(),
              parts->metadata.empty() ? nullptr : parts->metadata.data(),
              flags,
              std::int64_t(parts->children.size()),
              parts->children.empty() ? nullptr : parts->children.data(),
              nullptr,
              release_schema,
              nullptr};
    schema.private_data = parts.release();
}

void export_field(const DataColumn& column, ArrowSchema& schema) {
    auto parts = std::make_unique<SchemaParts>();
    parts->name = column.name;
    Metadata metadata;
    metadata.add("unit", column.unit);
    metadata.add("label", column.meaning);
    parts->metadata = metadata.bytes();
    fill(schema, format_of(column.type), std::move(parts), nullable);
}

/// What an array of a column or a table points to.
struct ArrayParts {
    Held table;
    const void* buffers[3] = {};
    std::vector<std::unique_ptr<ArrowArray>> columns;
    std::vector<ArrowArray*> children;
};

void release_array(ArrowArray* array) {
    const std::unique_ptr<ArrayParts> parts(static_cast<ArrayParts*>(array->private_data));
    for (ArrowArray* child : parts->children)
        if (child->release != nullptr) child->release(child);
    array->release = nullptr;
}

void fill(ArrowArray& array, std::size_t rows, std::size_t nulls, std::int64_t buffers,
          std::unique_ptr<ArrayParts> parts) {
    for (const auto& column : parts->columns) parts->children.push_back(column.get());
    array = {std::int64_t(rows),
             std::int64_t(nulls),
             0,
             buffers,
             std::int64_t(parts->children.size()),
             parts->buffers,
             parts->children.empty() ? nullptr : parts->children.data(),
             nullptr,
             release_array,
             nullptr};
    array.private_data = parts.release();
}

void export_column(const Held& table, const DataColumn& column, ArrowArray& array) {
    auto parts = std::make_unique<ArrayParts>();
    parts->table = table;
    parts->buffers[0] = column.validity();
    parts->buffers[1] = column.values();
    parts->buffers[2] = column.characters();
    fill(array, column.size(), column.nulls(), column.type == CellType::text ? 3 : 2, std::move(parts));
}

void export_rows(const Held& table, ArrowArray& array) {
    auto parts = std::make_unique<ArrayParts>();
    for (const DataColumn& column : table->columns) {
        parts->columns.push_back(std::make_unique<ArrowArray>());
        export_column(table, column, *parts->columns.back());
    }
    fill(array, table->rows(), 0, 1, std::move(parts));
}

struct StreamParts {
    Held table;
    bool sent = false;
};

StreamParts& parts_of(ArrowArrayStream* stream) {
    return *static_cast<StreamParts*>(stream->private_data);
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* schema) {
    try {
        export_schema(*parts_of(stream).table, *schema);
        return 0;
    } catch (...) {
        return ENOMEM;
    }
}

int get_next(ArrowArrayStream* stream, ArrowArray* array) {
    StreamParts& parts = parts_of(stream);
    *array = {};
    if (parts.sent) return 0;  // an array that is released ends the stream
    try {
        export_rows(parts.table, *array);
    } catch (...) {
        return ENOMEM;
    }
    parts.sent = true;
    return 0;
}

}  // namespace

void export_schema(const DataTable& table, ArrowSchema& schema) {
    auto parts = std::make_unique<SchemaParts>();
    for (const DataColumn& column : table.columns) {
        parts->fields.push_back(std::make_unique<ArrowSchema>());
        export_field(column, *parts->fields.back());
    }
    fill(schema, "+s", std::move(parts), 0);
}

void export_stream(Held table, ArrowArrayStream& stream) {
    stream = {get_schema, get_next, [](ArrowArrayStream*) -> const char* { return nullptr; },
              [](ArrowArrayStream* ended) {
                  delete static_cast<StreamParts*>(ended->private_data);
                  ended->release = nullptr;
              },
              new StreamParts{std::move(table)}};
}

}  // namespace twinarm::python
