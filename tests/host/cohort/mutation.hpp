// Damage to a cohort file's text, line by line, as typing, cutting and pasting do it, and worse.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "host/toml/units.hpp"

namespace twinarm::cohort {

class Mutation {
  public:
    Mutation(const std::string& text, std::uint64_t seed) : random_(seed) {
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            lines_.push_back(text.substr(at, end - at));
            at = end + 1;
        }
    }

    /// One change of the lines.
    void apply() {
        std::string& line = any();
        switch (below(14)) {
            case 0:
                lines_.erase(lines_.begin() + std::ptrdiff_t(below(lines_.size())));
                break;
            case 1:
                lines_.insert(lines_.begin() + std::ptrdiff_t(below(lines_.size())), std::string(any()));
                break;
            case 2:
                std::swap(line, any());
                break;
            case 3:
                rename(line);
                break;
            case 4:
                replace_bytes(line);
                break;
            case 5:
                cut();
                break;
            case 6:
                set_value(line, value_of(any()));
                break;
            case 7:
                set_value(line, bad_size());
                break;
            case 8:
            case 9:
                set_value(line, one_of({"true",
                                        "\"\"",
                                        "\"text\"",
                                        "[]",
                                        "{}",
                                        "[[]]",
                                        "1979-05-27",
                                        "nan",
                                        "-inf",
                                        "0",
                                        "-0.0",
                                        "-1",
                                        "1",
                                        "1e308",
                                        "5e-324",
                                        "9223372036854775807",
                                        "18446744073709551616",
                                        "{ value = 1, source = \"assumed\" }",
                                        "\"1 min\"",
                                        "\"200 year\""}));
                break;
            case 10:
            case 11:
                replace_unit(line);
                break;
            default:
                replace_number(line);
        }
    }

    std::string text() const {
        std::string all;
        for (const std::string& line : lines_) all += line + '\n';
        return all;
    }

  private:
    std::size_t below(std::size_t count) { return random_() % count; }
    std::string& any() { return lines_[below(lines_.size())]; }
    std::string one_of(const std::vector<std::string>& all) { return all[below(all.size())]; }

    static std::string value_of(const std::string& line) {
        const auto equals = line.find(" = ");
        return equals == std::string::npos ? line : line.substr(equals + 3);
    }
    /// Of the line's key, or of one inside of its table.
    void set_value(std::string& line, const std::string& value) {
        std::vector<std::size_t> places;
        for (auto at = line.find(" = "); at != std::string::npos; at = line.find(" = ", at + 3))
            places.push_back(at + 3);
        if (places.empty()) return;
        const std::size_t chosen = below(places.size()), start = places[chosen];
        const std::size_t end =
            chosen == 0 ? line.size() : std::min(line.find_first_of(",}", start), line.size());
        line.replace(start, end - start, value);
    }
    void rename(std::string& line) {
        if (line.empty()) return;
        const std::size_t at = below(std::min(line.size(), line.find(" = ")));
        line.replace(at, below(2), one_of({"", "x", "_", ".", "\"", "é"}));
    }
    void replace_bytes(std::string& line) {
        if (line.empty()) return;
        for (std::size_t i = 0; i <= below(3); ++i) line[below(line.size())] = char(below(256));
    }
    void cut() {
        lines_.resize(1 + below(lines_.size()));
        lines_.back().resize(below(lines_.back().size() + 1));
    }
    void replace_unit(std::string& line) {
        const std::vector<toml::Unit>& units = toml::unit_table();
        const std::string unit = units[below(units.size())].text;
        const auto end = line.find('"', line.find(" = \"") + 4), space = line.rfind(' ', end);
        if (line.find(" = \"") != std::string::npos && end != std::string::npos && space < end)
            line.replace(space + 1, end - space - 1, unit);
    }
    void replace_number(std::string& line) {
        std::vector<std::size_t> starts;
        const auto in_number = [](char c) {
            return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == 'e';
        };
        for (std::size_t i = 1; i < line.size(); ++i)
            if (line[i] >= '0' && line[i] <= '9' && !in_number(line[i - 1])) starts.push_back(i);
        if (starts.empty()) return;
        const std::size_t start = starts[below(starts.size())];
        std::size_t end = start;
        while (end < line.size() && in_number(line[end])) ++end;
        line.replace(start, end - start,
                     one_of({"0",
                             "-0.0",
                             "-1",
                             "1",
                             "2",
                             "0.5",
                             "0.30000000000000004",
                             "0.12345678901234567",
                             "1e-320",
                             "1e-12",
                             "1e-3",
                             "1e3",
                             "1e9",
                             "1e30",
                             "1e308",
                             "1e400",
                             "nan",
                             "inf",
                             "-inf",
                             "0x10",
                             "1_000",
                             "",
                             "7",
                             "100",
                             "1000000"}));
    }
    /// A long text, a deep list, a deep name, many of something.
    std::string bad_size() {
        switch (below(4)) {
            case 0:
                return '"' + std::string(100000, 'a') + '"';
            case 1:
                return std::string(1 + below(400), '[');
            case 2:
                return "{ " + repeated("a.", 20000) + "a = 1 }";
            default:
                return '[' + repeated("1, ", 1 + below(3000)) + ']';
        }
    }
    static std::string repeated(const std::string& part, std::size_t count) {
        std::string all;
        for (std::size_t i = 0; i < count; ++i) all += part;
        return all;
    }

    std::mt19937_64 random_;
    std::vector<std::string> lines_;
};

}  // namespace twinarm::cohort
