// Diagnostics as text and as an exception.
#include "host/base/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "host/base/utf8.hpp"

namespace twinarm::base {

Place place_in(const std::string& file, std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
    return {file, int(1 + std::count(before.begin(), before.end(), '\n')),
            int(letters_in(before.substr(start)) + 1)};
}

std::string text_of(const Diagnostic& d) {
    if (d.line == 0 && d.column == 0) return fmt::format("{}: {}", d.file, d.message);
    if (d.line == 0) return fmt::format("{}, character {}: {}", d.file, d.column, d.message);
    return fmt::format("{}:{}:{}: {}", d.file, d.line, d.column, d.message);
}

namespace {

std::string lines_of(const std::vector<Diagnostic>& found) {
    std::string all;
    for (const Diagnostic& d : found) all += (all.empty() ? "" : "\n") + text_of(d);
    return all;
}

/// One readable line, even if the file's own text in it is not.
std::string readable(std::string message) {
    constexpr std::size_t longest = 1000;
    if (message.size() > longest) {
        std::size_t end = longest;
        while (end > 0 && (std::uint8_t(message[end]) & 0xc0) == 0x80) --end;  // inside of a UTF-8 character
        message.resize(end);
        message += " ...";
    }
    for (char& c : message)
        if (std::uint8_t(c) < 0x20 || c == 0x7f) c = ' ';
    return message;
}

}  // namespace

CohortError::CohortError(std::vector<Diagnostic> found)
    : std::runtime_error(lines_of(found)), diagnostics(std::move(found)) {}

void Report::add(const Place& place, std::string message) {
    ++added_;
    Diagnostic found{place.file, place.line, place.column, readable(std::move(message))};
    if (!known_.insert(text_of(found)).second) return;
    found_.push_back(std::move(found));
    if (found_.size() == most_errors) {
        found_.push_back({place.file, place.line, place.column,
                          fmt::format("more than {} errors: the rest are not shown", most_errors)});
        throw_if_any();
    }
}

void Report::warn(const Place& place, std::string message) {
    Diagnostic found{place.file, place.line, place.column, readable(std::move(message))};
    if (warnings_.size() < most_errors && known_.insert(text_of(found)).second)
        warnings_.push_back(std::move(found));
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

}  // namespace twinarm::base
