// One line on a terminal: progress, rate, time left. Silent where stderr is not a terminal.
#include "host/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "host/base/number_text.hpp"
#include "host/cli/process.hpp"

namespace twinarm::cli {

namespace {

bool colour_is_off() {
    const char* no_colour = std::getenv("NO_COLOR");
    return no_colour != nullptr && *no_colour != '\0';
}
bool terminal_is_dumb() {
    const char* term = std::getenv("TERM");
    return term != nullptr && std::string_view(term) == "dumb";
}

}  // namespace

bool stderr_is_terminal() {
    return ::isatty(STDERR_FILENO) == 1 && !terminal_is_dumb();
}
bool stdout_has_colour() {
    return ::isatty(STDOUT_FILENO) == 1 && !terminal_is_dumb() && !colour_is_off();
}

std::string progress_line(std::uint64_t done, std::uint64_t total, int arms, double seconds) {
    const double share = total == 0 ? 1 : double(done) / double(total);
    std::string line = fmt::format("{:3.0f}%  {} of {} patients", 100 * share, base::with_commas(done),
                                   base::with_commas(total));
    if (done == 0 || seconds <= 0) return line;
    const double rate = double(done) / seconds;
    line += fmt::format("  {} patient-arms/s", base::with_commas(std::uint64_t(rate * arms)));
    if (done < total) line += fmt::format("  {} left", base::duration_in_words(double(total - done) / rate));
    return line;
}

std::string progress_line(std::uint64_t done, std::uint64_t total, const std::string& what, double seconds) {
    const double share = total == 0 ? 1 : double(done) / double(total);
    std::string line = fmt::format("{:3.0f}%  {} of {} {}", 100 * share, base::with_commas(done),
                                   base::with_commas(total), what);
    if (done == 0 || seconds <= 0) return line;
    const double rate = double(done) / seconds;
    line += fmt::format("  {:.3g} a second", rate);
    if (done < total) line += fmt::format("  {} left", base::duration_in_words(double(total - done) / rate));
    return line;
}

ProgressLine::ProgressLine(std::uint64_t total, std::string what, bool shown)
    : ProgressLine(total, 0, shown) {
    what_ = std::move(what);
}

ProgressLine::ProgressLine(std::uint64_t total, int arms, bool shown)
    : total_(total),
      arms_(arms),
      shown_(shown),
      colour_(!colour_is_off()),
      start_(Clock::now()),
      last_(start_) {}

void ProgressLine::update(std::uint64_t done) {
    const Clock::time_point now = Clock::now();
    if (done < total_ && done != 0 && now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const std::string line = what_.empty() ? progress_line(done, total_, arms_, seconds)
                                           : progress_line(done, total_, what_, seconds);
    set_status("twinarm: " + line + (done < total_ ? "" : "; the results are being made"));
    if (!shown_) return;
    const std::string shown =
        fmt::format("\r\033[K{}{}{}", colour_ ? "\033[36m" : "", line, colour_ ? "\033[0m" : "");
    std::fputs(shown.c_str(), stderr);
    std::fflush(stderr);
}

void ProgressLine::clear() {
    if (!shown_) return;
    std::fputs("\r\033[K", stderr);
    std::fflush(stderr);
}

}  // namespace twinarm::cli
