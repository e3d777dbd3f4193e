// One error or warning of a cohort file with its place, and the collector that reports all of them together.
#pragma once

#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace twinarm::base {

/// The place of something. In an option `file` is the option as it was given ("--set trial.n=60"), `line` is
/// 0, and `column` is the letter in its value, from 1, or 0 where the whole option is meant.
struct Place {
    std::string file;
    int line = 1;
    int column = 1;
};

/// The place of a whole option.
inline Place place_of_option(std::string option) {
    return {std::move(option), 0, 0};
}
/// The place at an offset of a file's text.
Place place_in(const std::string& file, std::string_view text, std::size_t offset);

struct Diagnostic {
    std::string file;
    int line;
    int column;
    std::string message;
};

/// "file:line:column: message"; of an option "--set trial.n=x, character 9: message".
std::string text_of(const Diagnostic&);

/// A cohort file that cannot be used; what() lists every error, one a line.
struct CohortError : std::runtime_error {
    explicit CohortError(std::vector<Diagnostic> found);
    std::vector<Diagnostic> diagnostics;
};

/// Reading stops after this many errors.
inline constexpr std::size_t most_errors = 1000;

/// Errors and warnings found so far. Reading continues after an error, so that a user sees all of them.
class Report {
  public:
    /// Throws a CohortError where there are more than most_errors.
    void add(const Place& place, std::string message);
    /// Something that can be simulated but is rarely meant. Warnings beyond most_errors are dropped.
    void warn(const Place& place, std::string message);
    const std::vector<Diagnostic>& warnings() const { return warnings_; }
    bool empty() const { return found_.empty(); }
    /// How often add() was called; grows with every error, also with one that is known.
    std::size_t size() const { return added_; }
    /// Throws a CohortError where anything was found.
    void throw_if_any() const;

  private:
    std::vector<Diagnostic> found_, warnings_;
    std::set<std::string> known_;
    std::size_t added_ = 0;
};

}  // namespace twinarm::base
