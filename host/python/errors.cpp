// Errors of the library as exceptions of the package.
#include "host/python/errors.hpp"

#include <exception>
#include <new>

#include "host/study/exit_code.hpp"

namespace twinarm::python {

namespace nb = nanobind;

namespace {

std::vector<base::Diagnostic> diagnostics_of(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const base::CohortError& cohort_error) {
        return cohort_error.diagnostics;
    } catch (...) {
        return {};
    }
}

/// What it throws again is for nanobind: Python's own errors, no memory, faults of the library.
void translate(const std::exception_ptr& error, void*) {
    const study::ExitCode code = study::exit_code_of(error);
    if (code == study::ExitCode::internal) std::rethrow_exception(error);
    const nb::object raised =
        nb::module_::import_("twinarm.errors")
            .attr("from_core")(int(code), study::message_of(error).c_str(), list_of(diagnostics_of(error)));
    PyErr_SetObject(raised.type().ptr(), raised.ptr());
}

}  // namespace

void translate_errors() {
    nb::register_exception_translator(translate);
}

nb::typed<nb::list, Located> list_of(const std::vector<base::Diagnostic>& diagnostics) {
    nb::list list;
    for (const base::Diagnostic& one : diagnostics)
        list.append(nb::make_tuple(one.file.c_str(), one.line, one.column, one.message.c_str()));
    return list;
}

}  // namespace twinarm::python
