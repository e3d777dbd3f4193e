// What holds of every text that is given to the reader of cohort files: refused with places, or accepted and
// read back.
#pragma once

#include <algorithm>
#include <string>

#include "host/cohort/read_cohort.hpp"
#include "tests/host/cohort/same_study.hpp"

namespace twinarm::cohort {

/// What is wrong with how a text was refused, or "". `text` is that of `file`.
inline std::string fault_of(const base::CohortError& error, const std::string& file,
                            const std::string& text) {
    if (error.diagnostics.empty()) return "no error in a CohortError";
    const auto lines =
        1 + std::count(text.begin(), text.end(), '\n') + std::count(text.begin(), text.end(), '\r');
    std::string all;
    for (const base::Diagnostic& d : error.diagnostics) {
        const std::string line = base::text_of(d);
        if (d.file.empty() || d.line < 1 || d.column < 1) return "no place: " + line;
        if (d.file == file && d.line > lines) return "beyond the file: " + line;
        if (d.message.empty()) return "no message: " + line;
        if (d.message.find('\n') != std::string::npos) return "not in one line: " + line;
        if (line.rfind(d.file + ":" + std::to_string(d.line) + ":", 0) != 0)
            return "does not begin with its place: " + line;
        all += (all.empty() ? "" : "\n") + line;
    }
    return all == error.what() ? "" : "what() is not the list: " + std::string(error.what());
}

/// Without the comments on top, which name the files that were read.
inline std::string body_of(const std::string& resolved) {
    return resolved.substr(resolved.find("\nschema"));
}

/// What is wrong with the resolved text of a cohort that was accepted, or "".
inline std::string fault_of(const Cohort& cohort) {
    try {
        const Cohort again = read_resolved(cohort.resolved, "resolved.toml");
        const std::string field = StudyComparison::difference(cohort.study, again.study);
        if (!field.empty()) return "resolved.toml reads back to another " + field;
        if (cohort.patients != again.patients)
            return "resolved.toml reads back to another number of patients";
        return body_of(cohort.resolved) == body_of(again.resolved)
                   ? ""
                   : "resolved.toml does not read back to itself";
    } catch (const base::CohortError& error) {
        return std::string("resolved.toml is refused: ") + error.what();
    }
}

}  // namespace twinarm::cohort
