// A row of patients.csv read back.
#include "host/run/read_patient_row.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "host/cohort/csv_line.hpp"
#include "host/run/errors.hpp"
#include "host/run/patient_row.hpp"

namespace twinarm {

namespace {

/// Place of each column by its name.
const std::map<std::string, std::size_t, std::less<>>& columns() {
    static const auto places = [] {
        std::map<std::string, std::size_t, std::less<>> found;
        const std::optional<std::vector<CsvCell>> names = csv_cells(patient_row_header());
        for (const CsvCell& name : *names) found.emplace(name.text, found.size());
        return found;
    }();
    return places;
}

/// Cells by the name of their column.
class Row {
  public:
    Row(const std::string& line, const std::string& place) : place_(place) {
        auto cells = csv_cells(line);
        if (!cells || cells->size() < columns().size()) fail(1, "has too few columns");
        cells_ = std::move(*cells);
    }

    const CsvCell& cell(const char* name) const { return cells_[columns().find(name)->second]; }

    template <class Number>
    void read(const char* name, Number& number) const {
        const CsvCell& found = cell(name);
        const char* end = found.text.data() + found.text.size();
        const auto [rest, error] = std::from_chars(found.text.data(), end, number);
        if (error != std::errc() || rest != end || !std::isfinite(double(number)))
            fail(found.column, fmt::format("`{}` is no {}", found.text, name));
    }
    /// An empty field is `otherwise`.
    template <class Number>
    void read(const char* name, Number& number, Number otherwise) const {
        number = otherwise;
        if (!cell(name).text.empty()) read(name, number);
    }
    /// Days as the hours that are written as these days.
    void read_days(const char* name, double& hours) const {
        double days = 0;
        read(name, days, std::nan(""));
        hours = never;
        if (std::isnan(days)) return;
        hours = days * 24;
        const double infinity = std::numeric_limits<double>::infinity();
        for (double low = hours, high = hours, n = 0; hours / 24 != days && n < 4; ++n) {
            low = std::nextafter(low, -infinity), high = std::nextafter(high, infinity);
            hours = low / 24 == days ? low : high;
        }
    }
    void read_response(Response& response) const {
        const CsvCell& found = cell("response");
        for (int r = 0; r < response_count; ++r)
            if (found.text == name_of(Response(r))) {
                response = Response(r);
                return;
            }
        fail(found.column, fmt::format("`{}` is no response", found.text));
    }
    void read_arm(const Cohort& cohort, std::int32_t& arm) const {
        const CsvCell& found = cell("arm");
        for (arm = 0; arm < cohort.study.arm_count; ++arm)
            if (cohort.arms[std::size_t(arm)].id == found.text) return;
        fail(found.column, fmt::format("the run has no arm `{}`", found.text));
    }

  private:
    [[noreturn]] void fail(int column, const std::string& what) const {
        throw DataError(
            fmt::format("{}:{}: {}\n  The file was changed; run the cohort again.", place_, column, what));
    }

    std::string place_;
    std::vector<CsvCell> cells_;
};

}  // namespace

Outcome read_patient_row(const std::string& line, const Cohort& cohort, const std::string& place) {
    const Row row(line, place);
    Outcome o{};
    row.read("patient", o.patient);
    row.read_arm(cohort, o.arm);
    std::int32_t status = 0;
    row.read("status", status);
    o.status = Status(status);
    if (o.status != Status::ok) {
        row.read_days("failure_time_d", o.failure_time_h);
        return o;
    }
    row.read_response(o.response);
    row.read("best_change", o.best_change, std::nan(""));
    row.read_days("time_to_response_d", o.time_to_response_h);
    row.read_days("duration_d", o.duration_h);
    row.read("duration_event", o.duration_event, 0);
    row.read_days("pfs_d", o.pfs_h);
    row.read("pfs_event", o.pfs_event);
    row.read_days("os_d", o.os_h);
    row.read("os_event", o.os_event);
    row.read("worst_hypotension_grade", o.worst_hypotension_grade);
    row.read("lymphocyte_nadir", o.lymphocyte_nadir);
    row.read("lymphocyte_peak", o.lymphocyte_peak);
    row.read("baseline_sld_mm", o.baseline_sld_mm);
    row.read("scans", o.scans);
    row.read_days("progression_d", o.progression_h);
    row.read_days("new_lesion_d", o.new_lesion_h);
    row.read("first_cycle_doses", o.first_cycle_doses);
    row.read("first_course_doses", o.first_course_doses);
    row.read("courses", o.courses);
    row.read("cd8_treg_blood", o.cd8_treg_blood);
    row.read("cd8_treg_tumour", o.cd8_treg_tumour);
    row.read("eosinophil_peak", o.eosinophil_peak);
    row.read("soluble_cd25_peak", o.soluble_cd25_peak);
    row.read("worst_leak", o.worst_leak);
    return o;
}

}  // namespace twinarm
