// Rows of an event table, read and joined.
#include "host/cohort/event_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>

#include "host/base/csv_line.hpp"
#include "host/base/nearest.hpp"
#include "host/base/utf8.hpp"
#include "host/toml/units.hpp"

namespace twinarm::cohort {
namespace {

constexpr std::int64_t most_table_doses = 10000;
constexpr double longest_min = 5e7;    // a hundred years
constexpr double rounding_min = 0.05;  // of times and rates written with few digits
const std::vector<std::string> known_columns = {"ID",   "TIME", "EVID", "AMT", "CMT",
                                                "RATE", "II",   "ADDL", "SS"};

std::string upper(std::string_view text) {
    std::string word(text);
    for (char& letter : word)
        if (letter >= 'a' && letter <= 'z') letter = char(letter - 'a' + 'A');
    return word;
}

std::string unquoted(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\"");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\"") - first + 1);
}

class TableReader {
  public:
    TableReader(const std::string& text, std::string file, double minutes, int compartments,
                base::Report& report)
        : rest_(base::without_byte_order_mark(text)),
          file_(std::move(file)),
          minutes_(minutes),
          compartments_(compartments),
          report_(report) {}

    std::vector<DoseTrain> read() {
        const std::size_t before = report_.size();
        bool header = false;
        while (!rest_.empty() && report_.size() < before + 20) {
            const std::string_view line = next_line();
            if (line.find_first_not_of(" \t") == std::string_view::npos || line[0] == '#') continue;
            const auto cells = base::csv_cells(line);
            if (!cells) {
                report_.add(at(1), "a quote is not closed");
            } else if (!header) {
                read_header(*cells);
                if (report_.size() > before) return {};
                header = true;
            } else {
                read_row(*cells);
            }
        }
        if (!header) report_.add(at(1), "no header: an event table has the columns TIME and AMT");
        if (report_.size() > before) return {};
        std::stable_sort(doses_.begin(), doses_.end(),
                         [](const DoseTrain& a, const DoseTrain& b) { return a.first_min < b.first_min; });
        return std::move(doses_);
    }

  private:
    base::Place at(int column) const { return {file_, std::max(line_, 1), column}; }

    std::string_view next_line() {
        ++line_;
        const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(end);
        if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
        if (!rest_.empty()) rest_.remove_prefix(1);
        return line;
    }

    void read_header(const std::vector<base::CsvCell>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string name = upper(unquoted(cells[i].text));
            if (std::find(known_columns.begin(), known_columns.end(), name) == known_columns.end()) continue;
            if (!column_of_.try_emplace(name, i).second)
                report_.add(at(cells[i].column), fmt::format("column {} stands twice", name));
        }
        for (const char* needed : {"TIME", "AMT"})
            if (!column_of_.contains(needed))
                report_.add(at(1), fmt::format("an event table has a column {}: known are {}", needed,
                                               base::one_of(known_columns)));
        cells_ = cells.size();
    }

    base::Place place_of(const std::string& name) const {
        const auto column = column_of_.find(name);
        return at(column == column_of_.end() ? 1 : (*row_)[column->second].column);
    }

    /// The number in a column; `otherwise` where the column is missing, or the cell is empty or a point.
    double number(const std::string& name, double otherwise) {
        const auto column = column_of_.find(name);
        if (column == column_of_.end()) return otherwise;
        const std::string text = unquoted((*row_)[column->second].text);
        if (text.empty() || text == ".") return otherwise;
        const auto quantity = toml::parse_quantity(text);
        if (quantity && quantity->unit.empty() && std::isfinite(quantity->value)) return quantity->value;
        report_.add(place_of(name), fmt::format("{} is a plain number, got \"{}\"", name, text));
        return otherwise;
    }

    std::int64_t whole(const std::string& name, std::int64_t otherwise, std::int64_t lowest,
                       std::int64_t highest) {
        const double value = number(name, double(otherwise));
        if (value == std::floor(value) && value >= double(lowest) && value <= double(highest))
            return std::int64_t(value);
        report_.add(place_of(name),
                    fmt::format("{} is a whole number from {} to {}, got {}", name, lowest, highest, value));
        return otherwise;
    }

    /// A time in whole minutes.
    std::int64_t whole_minutes(const std::string& name, double min) {
        if (!(min >= 0 && min <= longest_min)) {
            report_.add(place_of(name), fmt::format("a time of {} min is not possible", min));
            return 0;
        }
        if (std::abs(min - std::round(min)) > rounding_min)
            report_.add(place_of(name), fmt::format("{} is {:.6g} min: times are whole minutes", name, min));
        return std::int64_t(std::llround(min));
    }

    void read_row(const std::vector<base::CsvCell>& cells) {
        row_ = &cells;
        if (cells.size() != cells_) {
            report_.add(at(1), fmt::format("{} cells under a header of {}", cells.size(), cells_));
            return;
        }
        const std::size_t before = report_.size();
        const double amount = number("AMT", 0), id = number("ID", 1);
        const std::int64_t event = whole("EVID", amount != 0 ? 1 : 0, 0, 4);
        if (report_.size() > before) return;
        if (!id_) id_ = id;
        if (id != *id_)
            report_.add(place_of("ID"),
                        "a second ID: the doses of an arm are planned for all of its patients alike");
        if (event == 3 || event == 4)
            report_.add(place_of("EVID"),
                        fmt::format("EVID {} empties the body, which nothing does here", event));
        if (event == 0 && amount != 0) report_.add(place_of("AMT"), "an observation (EVID 0) has no AMT");
        if (event == 1 && report_.size() == before) read_dose_row(amount);
    }

    void read_dose_row(double amount) {
        const std::size_t before = report_.size();
        DoseTrain dose;
        dose.row = at(1);
        dose.amount_place = place_of("AMT");
        dose.value = amount;
        dose.amount = fmt::format("{}", amount);
        if (amount < 0) report_.add(place_of("AMT"), fmt::format("AMT = {} is negative", amount));
        dose.compartment = int(whole("CMT", 1, 1, compartments_));
        dose.first_min = whole_minutes("TIME", number("TIME", 0) * minutes_);
        if (dose.first_min < latest_) report_.add(place_of("TIME"), "TIME goes back");
        latest_ = dose.first_min;
        const double rate = number("RATE", 0);
        if (rate < 0)
            report_.add(place_of("RATE"),
                        fmt::format("RATE = {:g}: durations and rates that are estimated are "
                                    "not read, give the rate",
                                    rate));
        if (rate > 0 && amount > 0)
            dose.infusion_min = std::max<std::int64_t>(1, whole_minutes("RATE", amount / rate * minutes_));
        const std::int64_t more = whole("ADDL", 0, 0, most_table_doses);
        const std::int64_t interval = whole_minutes("II", number("II", 0) * minutes_);
        if (more > 0 && interval == 0) report_.add(place_of("ADDL"), "ADDL needs an interval II above 0");
        if (number("SS", 0) != 0)
            report_.add(
                place_of("SS"),
                "a course begins without drug, so that there is no steady state: give the doses before it");
        if (report_.size() > before) return;
        if (std::int64_t(doses_.size()) + more >= most_table_doses) {
            report_.add(at(1), fmt::format("more than {} doses", most_table_doses));
            return;
        }
        for (std::int64_t k = 0; k <= more; ++k) {
            doses_.push_back(dose);
            dose.first_min += interval;
        }
    }

    std::string_view rest_;
    std::string file_;
    double minutes_;
    int compartments_;
    base::Report& report_;
    std::map<std::string, std::size_t> column_of_;
    std::size_t cells_ = 0;
    const std::vector<base::CsvCell>* row_ = nullptr;
    std::optional<double> id_;
    std::int64_t latest_ = 0;
    int line_ = 0;
    std::vector<DoseTrain> doses_;
};

/// Whether two trains differ in their first dose alone, below this count.
bool same_shape(const DoseTrain& a, const DoseTrain& b, std::size_t level) {
    return a.value == b.value && a.infusion_min == b.infusion_min &&
           std::equal(a.count.begin(), a.count.begin() + long(level), b.count.begin()) &&
           std::equal(a.interval_min.begin(), a.interval_min.begin() + long(level), b.interval_min.begin());
}

/// Joins trains that follow each other in equal steps; one joins only the latest of its compartment.
std::vector<DoseTrain> joined(const std::vector<DoseTrain>& trains, std::size_t level) {
    std::vector<DoseTrain> result;
    std::map<int, std::size_t> latest;
    for (const DoseTrain& train : trains) {
        const auto before = latest.find(train.compartment);
        if (before != latest.end()) {
            DoseTrain& one = result[before->second];
            const std::int64_t passed = train.first_min - one.first_min;
            const bool fits = same_shape(one, train, level) && passed > 0 &&
                              (one.count[level] == 1 || passed == one.count[level] * one.interval_min[level]);
            if (fits) {
                if (one.count[level] == 1) one.interval_min[level] = passed;
                ++one.count[level];
                continue;
            }
        }
        latest[train.compartment] = result.size();
        result.push_back(train);
    }
    return result;
}

}  // namespace

std::vector<DoseTrain> read_event_table(const std::string& text, const std::string& file, double minutes,
                                        int compartments, base::Report& report) {
    if (const std::size_t bad = base::first_not_utf8(text); bad != std::string::npos) {
        report.add(base::place_in(file, text, bad), base::not_utf8_message(text, bad));
        return {};
    }
    std::vector<DoseTrain> trains = TableReader(text, file, minutes, compartments, report).read();
    for (const std::size_t level : {0u, 1u, 2u}) trains = joined(trains, level);
    return trains;
}

}  // namespace twinarm::cohort
