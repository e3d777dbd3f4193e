// The four kinds of a target.
#include "host/calibrate/read_measures.hpp"

#include <fmt/format.h>

#include "host/base/nearest.hpp"
#include "host/cohort/parameter_range.hpp"
#include "host/toml/values.hpp"

namespace twinarm::calibrate {
namespace {

constexpr double minutes_a_day = 1440;
constexpr double most_patients = 1e6;

/// `evaluable`, and which patients by a covariate.
void read_denominator(toml::Fields& fields, SummaryRequest& request, base::Report& report) {
    static const std::vector<std::string> denominators = {"treated", "evaluable"};
    request.evaluable = toml::choice_value(fields.find("denominator"), denominators, report).value_or(0) == 1;
    const toml::Node* node = fields.find("where");
    if (node == nullptr) return;
    toml::Fields where(node, "`where`", node->place, report);
    const toml::Node* parameter = where.need("parameter", "a covariate, as in \"covariates.imdc_class\"");
    const std::string key = toml::text_value(parameter, report).value_or("");
    request.covariate = cohort::parameter_index(key);
    if (parameter != nullptr && request.covariate < 0)
        report.add(parameter->place, fmt::format("no such parameter `{}`{}", key,
                                                 base::did_you_mean(key, cohort::parameter_keys())));
    request.covariate_from =
        toml::number_value(where.need("from", "lowest value"), report, -1e9, 1e9).value_or(0);
    request.covariate_to =
        toml::number_value(where.need("to", "highest value"), report, -1e9, 1e9).value_or(0);
    where.close();
}

class MeasureReader {
  public:
    MeasureReader(bool placed, SummaryRequest arm, Calibration& calibration, Target& target,
                  base::Report& report)
        : placed_(placed),
          arm_(std::move(arm)),
          calibration_(calibration),
          target_(target),
          report_(report) {}

    /// CR, PR or `response`, SD, PD, other: a tree of binomial counts.
    void responses(const toml::Node& node) {
        toml::Fields fields(&node, "`counts`", node.place, report_);
        const auto count = [&](const char* key) {
            return toml::number_value(fields.find(key), report_, 0, most_patients);
        };
        const auto complete = count("CR"), partial = count("PR"), response = count("response");
        const auto stable = count("SD"), progressed = count("PD"), other = count("other");
        fields.close();
        if (response.has_value() == (complete && partial) || (partial && !complete) ||
            (response && complete && *complete > *response)) {
            report_.add(node.place, "`counts` has CR and PR, or `response` (and CR, if it is known)");
            return;
        }
        const double responders = response ? *response : *complete + *partial;
        const double others = stable.value_or(0) + progressed.value_or(0) + other.value_or(0);
        if (!(others > 0)) report_.add(node.place, "`counts` needs the others too: SD and PD, or `other`");
        add(Measure::response, "ORR", Among::all, ObservedCount{responders, responders + others});
        if (complete) add(Measure::complete, "CR", Among::responders, ObservedCount{*complete, responders});
        if (stable) add(Measure::stable, "SD", Among::others, ObservedCount{*stable, others});
    }

    void survival(const toml::Node& node) {
        static const std::vector<std::string> kinds = {"pfs", "os"};
        toml::Fields fields(&node, "`survival`", node.place, report_);
        const auto of = toml::choice_value(fields.need("of", "\"pfs\" or \"os\""), kinds, report_);
        const toml::Node* time = fields.need("at", "time, as in \"36 month\"");
        arm_.at_d = toml::quantity_value(time, "d", report_).value_or(0);
        arm_.window_d = toml::quantity_value(fields.find("window"), "d", report_).value_or(0);
        const auto alive =
            toml::number_value(fields.need("share", "free of the event; 0.5 at a median"), report_, 0, 1);
        const auto n = toml::number_value(fields.need("n", "patients"), report_, 1, most_patients);
        fields.close();
        const bool pfs = of.value_or(0) == 0;
        if (placed_ && time != nullptr) {
            const cohort::Cohort& cohort = calibration_.experiments[arm_.experiment].cohort;
            if (arm_.at_d + arm_.window_d / 2 > cohort.study.horizon_min / minutes_a_day)
                report_.add(time->place, fmt::format("`{}` is followed for {:.1f} d only", cohort.id,
                                                     cohort.study.horizon_min / minutes_a_day));
        }
        add(pfs ? Measure::pfs : Measure::os,
            fmt::format("{} at {:.4g} months", pfs ? "PFS" : "OS", arm_.at_d / days_per_month), Among::all,
            ObservedCount{alive.value_or(0) * n.value_or(0), n.value_or(1)});
    }

    void hypotension(const toml::Node& node) {
        toml::Fields fields(&node, "`hypotension`", node.place, report_);
        arm_.at_least = int(toml::integer_value(fields.need("grade", "or worse"), report_, 1, 4).value_or(1));
        const auto n = toml::number_value(fields.need("n", "patients"), report_, 1, most_patients);
        const auto x =
            toml::number_value(fields.need("x", "patients with it"), report_, 0, n.value_or(most_patients));
        fields.close();
        add(Measure::hypotension, fmt::format("hypotension {}+", arm_.at_least), Among::all,
            ObservedCount{x.value_or(0), n.value_or(1)});
    }

    void quantile(const toml::Node& node) {
        static const std::vector<std::string> kinds = {"first_cycle_doses", "first_course_doses"};
        toml::Fields fields(&node, "`quantile`", node.place, report_);
        const auto of =
            toml::choice_value(fields.need("of", "doses of the first cycle or course"), kinds, report_);
        arm_.p = toml::number_value(fields.need("p", "0.5 for a median"), report_, 0.01, 0.99).value_or(0.5);
        const auto value = toml::number_value(fields.need("value", "what was reported"), report_, -1e9, 1e9);
        const auto sd = toml::number_value(fields.need("sd", "how far it may be off"), report_, 1e-9, 1e9);
        fields.close();
        target_.quantile = true;
        const bool cycle = of.value_or(0) == 0;
        add(cycle ? Measure::first_cycle_doses : Measure::first_course_doses,
            fmt::format("doses of the first {}", cycle ? "cycle" : "course"), Among::all,
            ObservedQuantile{value.value_or(0), sd.value_or(1)});
    }

    SummaryRequest& arm() { return arm_; }

  private:
    static constexpr double days_per_month = 30.4375;

    void add(Measure measure, std::string words, Among among, Datum observed) {
        SummaryRequest request = arm_;
        request.measure = measure;
        const std::size_t summary = placed_ ? column_of(calibration_, std::move(request)) : 0;
        target_.parts.push_back({summary, std::move(words), among, observed});
    }

    bool placed_;
    SummaryRequest arm_;
    Calibration& calibration_;
    Target& target_;
    base::Report& report_;
};

/// What a column is called: the arm, the measure and what restricts it.
std::string column_name(const SummaryRequest& r) {
    std::string name = r.name;
    switch (r.measure) {
        case Measure::response:
            name += " response";
            break;
        case Measure::complete:
            name += " CR of responders";
            break;
        case Measure::stable:
            name += " SD of others";
            break;
        case Measure::pfs:
        case Measure::os:
            name += fmt::format(" {} at {:.6g} d, window {:.6g} d", r.measure == Measure::pfs ? "PFS" : "OS",
                                r.at_d, r.window_d);
            break;
        case Measure::hypotension:
            name += fmt::format(" hypotension {}+", r.at_least);
            break;
        case Measure::first_cycle_doses:
            name += fmt::format(" first cycle doses at {:.6g}", r.p);
            break;
        case Measure::first_course_doses:
            name += fmt::format(" first course doses at {:.6g}", r.p);
            break;
    }
    if (r.evaluable) name += ", evaluable";
    if (r.covariate >= 0)
        name += fmt::format(", {} {:.6g} to {:.6g}", cohort::key_of(r.covariate), r.covariate_from,
                            r.covariate_to);
    return name;
}

}  // namespace

std::size_t column_of(Calibration& calibration, SummaryRequest request) {
    request.name = column_name(request);
    auto& all = calibration.summaries;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].name == request.name) return i;
    all.push_back(std::move(request));
    return all.size() - 1;
}

void read_measures(toml::Fields& fields, const base::Place& place, bool placed, const SummaryRequest& arm,
                   Calibration& calibration, Target& target, base::Report& report) {
    MeasureReader reader(placed, arm, calibration, target, report);
    read_denominator(fields, reader.arm(), report);
    int given = 0;
    const auto one = [&](const char* key, auto read) {
        const toml::Node* node = fields.find(key);
        if (node == nullptr) return;
        ++given;
        (reader.*read)(*node);
    };
    one("counts", &MeasureReader::responses);
    one("survival", &MeasureReader::survival);
    one("hypotension", &MeasureReader::hypotension);
    one("quantile", &MeasureReader::quantile);
    if (given != 1)
        report.add(place, "a [[target]] has one of `counts`, `survival`, `hypotension`, `quantile`");
}

}  // namespace twinarm::calibrate
