// One line on a terminal: progress, rate, time left. Silent where stderr is not a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace twinarm::cli {

/// "42%  4,200 of 10,000 patients  8,300 patient-arms/s  3 s left".
std::string progress_line(std::uint64_t done, std::uint64_t total, int arms, double seconds);

/// "42%  4,200 of 8,000 rows  2.3 a second  30 min left".
std::string progress_line(std::uint64_t done, std::uint64_t total, const std::string& what, double seconds);

class ProgressLine {
  public:
    ProgressLine(std::uint64_t total, int arms, bool shown);
    /// What is counted, for instance "rows".
    ProgressLine(std::uint64_t total, std::string what, bool shown);
    /// Also what SIGUSR1 prints, whether the line is shown or not.
    void update(std::uint64_t done);
    /// Removes the line.
    void clear();

  private:
    using Clock = std::chrono::steady_clock;
    std::uint64_t total_;
    std::string what_;  ///< empty: patients
    int arms_ = 0;
    bool shown_, colour_;
    Clock::time_point start_, last_;
};

/// Whether stderr is a terminal that understands a line that is rewritten in place.
bool stderr_is_terminal();
/// Whether stdout is a terminal and colour is not switched off by NO_COLOR.
bool stdout_has_colour();

}  // namespace twinarm::cli
