// One error of a cohort file with its place, and the collector that lets all be told at once.
#pragma once

#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace twinarm::base {

/// Where something stands. `file` may also be the text of a `--set` option.
struct Place {
    std::string file;
    int line = 1;
    int column = 1;
};

struct Diagnostic {
    std::string file;
    int line;
    int column;
    std::string message;
};

/// "file:line:column: message"
std::string text_of(const Diagnostic&);

/// A cohort file that cannot be used; what() lists every error, one a line.
struct CohortError : std::runtime_error {
    explicit CohortError(std::vector<Diagnostic> found);
    std::vector<Diagnostic> diagnostics;
};

/// More errors than anybody reads: then reading ends.
inline constexpr std::size_t most_errors = 1000;

/// Errors found so far. Reading goes on after an error, so that a user sees all of them.
class Report {
  public:
    /// Throws a CohortError where there are more than most_errors.
    void add(const Place& place, std::string message);
    bool empty() const { return found_.empty(); }
    /// How often add() was called; grows with every error, also with one that is known.
    std::size_t size() const { return added_; }
    /// Throws a CohortError where anything was found.
    void throw_if_any() const;

  private:
    std::vector<Diagnostic> found_;
    std::set<std::string> known_;
    std::size_t added_ = 0;
};

}  // namespace twinarm::base
