// The populations file.
#include "host/cohort/populations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "host/base/csv_line.hpp"
#include "host/base/nearest.hpp"
#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/base/sha256.hpp"
#include "host/base/utf8.hpp"
#include "host/toml/units.hpp"
#include "host/toml/values.hpp"

namespace twinarm::cohort {
namespace {

constexpr double weight_tolerance = 1e-6;  ///< of the sum of weights: rounding in their last digits
constexpr double few_digits = 0.01;        ///< of the sum of weights that were written with few digits

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// A population changes who the patients are, never how the trial is made.
bool is_design(const std::string& path) {
    const std::string table = path.substr(0, path.find('.'));
    if (table == "trial") return path != "trial.between_trial_sd";
    for (const char* of_design :
         {"study", "arm", "regimen", "drug", "pool", "published", "escalation", "include", "schema"})
        if (table == of_design) return true;
    return false;
}

/// Whether a spreadsheet would compute the cell: one of a column for other diseases is read by nothing else.
bool is_formula(const std::string& value) {
    if (!base::begins_as_formula(value)) return false;
    const auto quantity = toml::parse_quantity(value);
    return !quantity || (!quantity->unit.empty() && toml::find_unit(quantity->unit) == nullptr);
}

class Reader {
  public:
    Reader(const std::string& text, const std::string& file) : rest_(base::without_byte_order_mark(text)) {
        populations_.file = file;
        populations_.text = text;
        populations_.sha256 = base::sha256_of(text);
    }

    Populations read() {
        const std::string& text = populations_.text;
        if (text.size() > largest_populations_bytes)
            report_.add(at(1), fmt::format("larger than {} bytes: this is not a populations file",
                                           largest_populations_bytes));
        report_.throw_if_any();
        if (const std::size_t bad = base::first_not_utf8(text); bad != std::string::npos) {
            report_.add(base::place_in(populations_.file, text, bad), base::not_utf8_message(text, bad));
            report_.throw_if_any();
        }
        bool header = false;
        while (!rest_.empty()) {
            const std::string_view line = next_line();
            if (line.empty() || line[0] == '#') continue;
            const auto cells = base::csv_cells(line);
            if (!cells)
                report_.add(at(1), "a quote is not closed");
            else if (is_empty_row(*cells))
                continue;
            else if (header)
                read_row(*cells);
            else
                read_header(*cells);
            if (!header) report_.throw_if_any();  // rows mean nothing under a wrong header
            header = true;
        }
        if (!header) report_.add(at(1), "no header: a populations file has population,weight,path,...");
        if (header && populations_.rows.empty()) report_.add(at(1), "there is no population in the file");
        report_.throw_if_any();
        normalise();
        return std::move(populations_);
    }

  private:
    base::Place at(int column) const { return {populations_.file, std::max(line_, 1), column}; }

    /// Lines end with \n, \r\n or, from old programs, \r.
    std::string_view next_line() {
        ++line_;
        const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(end);
        if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
        if (!rest_.empty()) rest_.remove_prefix(1);
        return line;
    }

    static bool is_empty_row(const std::vector<base::CsvCell>& cells) {
        return std::all_of(cells.begin(), cells.end(),
                           [](const base::CsvCell& cell) { return trimmed(cell.text).empty(); });
    }

    /// A header whose cells stand between other signs than commas; true where it was reported.
    bool has_other_separators(const std::vector<base::CsvCell>& cells) {
        for (const auto& [sign, name] : {std::pair(';', "semicolons"), std::pair('\t', "tabs")})
            if (cells[0].text.find(std::string("weight") + sign) != std::string::npos ||
                (cells[0].text.starts_with("population") && cells[0].text.find(sign) != std::string::npos)) {
                report_.add(at(1),
                            fmt::format("cells stand between {}: save the file with commas between cells "
                                        "and points in numbers",
                                        name));
                return true;
            }
        return false;
    }

    void read_header(const std::vector<base::CsvCell>& cells) {
        if (has_other_separators(cells)) return;
        if (cells.size() < 2 || trimmed(cells[0].text) != "population" ||
            trimmed(cells[1].text) != "weight") {
            report_.add(at(1), "a populations file begins with the header population,weight,path,...");
            return;
        }
        for (std::size_t i = 2; i < cells.size(); ++i) {
            const auto sign = cells[i].text.find(" @ ");
            PopulationColumn column{trimmed(cells[i].text.substr(0, sign)), ""};
            if (sign != std::string::npos) column.disease = trimmed(cells[i].text.substr(sign + 3));
            if (column.path.empty() || column.path.find('=') != std::string::npos ||
                base::begins_as_formula(column.path) || !base::is_line_of_text(column.disease) ||
                (sign != std::string::npos && column.disease.empty()))
                report_.add(at(cells[i].column),
                            fmt::format("`{}` is not a path like tumour.killing.median or "
                                        "tumour.growth_rate.median @ advanced melanoma",
                                        cells[i].text));
            else if (is_design(column.path))
                report_.add(at(cells[i].column),
                            fmt::format("`{}` is of the trial's design, which populations share; of [trial] "
                                        "only between_trial_sd can differ",
                                        column.path));
            else if (stands_already(column))
                report_.add(at(cells[i].column), fmt::format("`{}` is given twice", column.path));
            populations_.columns.push_back(std::move(column));
        }
    }

    /// Whether the path stands in a column before, for the same disease or for all.
    bool stands_already(const PopulationColumn& column) {
        std::set<std::string>& diseases = diseases_of_[column.path];
        const bool known = column.disease.empty() ? !diseases.empty() : diseases.contains("");
        return !diseases.insert(column.disease).second || known;
    }

    void read_row(const std::vector<base::CsvCell>& cells) {
        const std::size_t expected = populations_.columns.size() + 2;
        if (cells.size() != expected) {
            report_.add(at(1), fmt::format("{} cells under a header of {}", cells.size(), expected));
            return;
        }
        PlausiblePopulation row{trimmed(cells[0].text), 0, {}, std::max(line_, 1), {}};
        if (row.name.empty())
            report_.add(at(1), "a population needs a name");
        else if (base::begins_as_formula(row.name))
            report_.add(at(1), toml::formula_message(row.name));
        else if (!base::is_line_of_text(row.name))
            report_.add(at(1), "a name is a text of one line, without control characters");
        else if (!names_.insert(row.name).second)
            report_.add(at(1), fmt::format("two populations are called `{}`", row.name));
        const std::string weight = trimmed(cells[1].text);
        const char* end = weight.data() + weight.size();
        const auto [rest, error] = std::from_chars(weight.data(), end, row.weight);
        if (error != std::errc() || rest != end || !(row.weight > 0) || !std::isfinite(row.weight)) {
            const std::string comma = base::separator_message(weight);
            report_.add(at(cells[1].column),
                        comma.empty() ? fmt::format("weight `{}` is not a number above 0", weight) : comma);
        }
        for (std::size_t i = 2; i < cells.size(); ++i) {
            row.values.push_back(trimmed(cells[i].text));
            if (is_formula(row.values.back()))
                report_.add(at(cells[i].column), toml::formula_message(row.values.back()));
            row.at.push_back(cells[i].column);
        }
        populations_.rows.push_back(std::move(row));
    }

    void normalise() {
        double sum = 0;
        for (const PlausiblePopulation& row : populations_.rows) sum += row.weight;
        const base::Place place{populations_.file, 1, 1};
        if (!(std::abs(sum - 1) <= few_digits))
            report_.add(place, fmt::format("the weights sum to {}, not to 1", sum));
        else if (std::abs(sum - 1) > weight_tolerance)
            report_.warn(place, fmt::format("the weights sum to {}: each is divided by it", sum));
        report_.throw_if_any();
        populations_.warnings = report_.warnings();
        for (PlausiblePopulation& row : populations_.rows) row.weight /= sum;
    }

    std::string_view rest_;  ///< lines to be read
    Populations populations_;
    base::Report report_;
    std::set<std::string> names_;
    std::map<std::string, std::set<std::string>> diseases_of_;  ///< by path
    int line_ = 0;
};

}  // namespace

std::vector<std::size_t> Populations::columns_of(const std::string& disease) const {
    std::vector<std::size_t> held;
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (columns[c].disease.empty() || columns[c].disease == disease) held.push_back(c);
    return held;
}

std::vector<toml::Setting> Populations::settings(std::size_t row, const std::string& disease) const {
    std::vector<toml::Setting> settings;
    for (const std::size_t c : columns_of(disease))
        settings.push_back(
            {columns[c].path + "=" + rows[row].values[c], {file, rows[row].line, rows[row].at[c]}});
    return settings;
}

Populations read_populations(const std::string& text, const std::string& file) {
    return Reader(text, file).read();
}

std::vector<std::size_t> columns_set_by(const std::string& setting, const Populations& populations,
                                        const std::string& disease) {
    const auto leads_to = [](const std::string& upper, const std::string& lower) {
        return upper == lower || lower.rfind(upper + ".", 0) == 0;
    };
    const std::string path = trimmed(setting.substr(0, setting.find('=')));
    std::vector<std::size_t> both;
    for (const std::size_t c : populations.columns_of(disease))
        if (leads_to(path, populations.columns[c].path) || leads_to(populations.columns[c].path, path))
            both.push_back(c);
    return both;
}

void check_settings(const Populations& populations, const std::string& disease,
                    const std::vector<std::string>& set) {
    base::Report report;
    for (const std::string& setting : set)
        for (const std::size_t c : columns_set_by(setting, populations, disease))
            report.add(base::place_of_option("--set " + setting),
                       fmt::format("{} sets `{}` in every population: remove one of the two",
                                   populations.file, populations.columns[c].path));
    report.throw_if_any();
}

std::vector<base::Diagnostic> columns_of_other_diseases(const Populations& populations,
                                                        const std::string& disease) {
    std::map<std::string, std::vector<std::string>> of_others;  // by path
    for (const PopulationColumn& column : populations.columns)
        of_others[column.path].push_back(column.disease);
    base::Report report;
    for (const auto& [path, diseases] : of_others) {
        const bool held = std::any_of(diseases.begin(), diseases.end(),
                                      [&](const std::string& one) { return one.empty() || one == disease; });
        if (!held)
            report.warn(
                {populations.file, 1, 1},
                fmt::format(
                    "no column of `{}` is for the cohort's disease `{}`: it keeps the cohort's value in "
                    "every population; there are columns for {}",
                    path, disease, base::one_of(diseases)));
    }
    return report.warnings();
}

}  // namespace twinarm::cohort
