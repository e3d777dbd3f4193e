// A table as an Arrow C stream: https://arrow.apache.org/docs/format/CStreamInterface.html. Written by hand,
// so that neither the program nor the package needs an Arrow library.
#pragma once

#include <cstdint>
#include <memory>

#include "host/python/data_table.hpp"

namespace twinarm::python {

struct ArrowSchema {
    const char *format, *name, *metadata;
    std::int64_t flags, n_children;
    ArrowSchema **children, *dictionary;
    void (*release)(ArrowSchema*);
    void* private_data;
};

struct ArrowArray {
    std::int64_t length, null_count, offset, n_buffers, n_children;
    const void** buffers;
    ArrowArray **children, *dictionary;
    void (*release)(ArrowArray*);
    void* private_data;
};

struct ArrowArrayStream {
    int (*get_schema)(ArrowArrayStream*, ArrowSchema*);
    int (*get_next)(ArrowArrayStream*, ArrowArray*);
    const char* (*get_last_error)(ArrowArrayStream*);
    void (*release)(ArrowArrayStream*);
    void* private_data;
};

/// The column names and types of the table; units and meanings are metadata of the fields.
void export_schema(const DataTable& table, ArrowSchema& schema);
/// One batch with all rows. What it hands out keeps the table alive.
void export_stream(std::shared_ptr<const DataTable> table, ArrowArrayStream& stream);

}  // namespace twinarm::python
