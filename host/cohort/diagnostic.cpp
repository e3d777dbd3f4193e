// Diagnostics as text and as an exception.
#include "host/cohort/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace twinarm {

std::string text_of(const Diagnostic& d) {
    return fmt::format("{}:{}:{}: {}", d.file, d.line, d.column, d.message);
}

namespace {

std::string lines_of(const std::vector<Diagnostic>& found) {
    std::string all;
    for (const Diagnostic& d : found) all += (all.empty() ? "" : "\n") + text_of(d);
    return all;
}

}  // namespace

CohortError::CohortError(std::vector<Diagnostic> found)
    : std::runtime_error(lines_of(found)), diagnostics(std::move(found)) {}

void Report::add(const Place& place, std::string message) {
    ++added_;
    const bool known = std::any_of(found_.begin(), found_.end(), [&](const Diagnostic& d) {
        return d.file == place.file && d.line == place.line && d.column == place.column &&
               d.message == message;
    });
    if (!known) found_.push_back({place.file, place.line, place.column, std::move(message)});
}

void Report::throw_if_any() const {
    if (found_.empty()) return;
    // By file in order of first mention, inside a file from top to bottom.
    std::vector<std::string> files;
    for (const Diagnostic& d : found_)
        if (std::find(files.begin(), files.end(), d.file) == files.end()) files.push_back(d.file);
    const auto rank = [&](const Diagnostic& d) {
        return std::find(files.begin(), files.end(), d.file) - files.begin();
    };
    std::vector<Diagnostic> sorted = found_;
    std::stable_sort(sorted.begin(), sorted.end(), [&](const Diagnostic& a, const Diagnostic& b) {
        if (rank(a) != rank(b)) return rank(a) < rank(b);
        return a.line != b.line ? a.line < b.line : a.column < b.column;
    });
    throw CohortError(std::move(sorted));
}

}  // namespace twinarm
