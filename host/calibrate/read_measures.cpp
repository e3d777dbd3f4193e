// The kinds of a target.
#include "host/calibrate/read_measures.hpp"

#include <fmt/format.h>

#include "host/calibrate/column_name.hpp"
#include "host/calibrate/outcome_value.hpp"
#include "host/calibrate/read_denominator.hpp"
#include "host/calibrate/read_outcome.hpp"
#include "host/toml/values.hpp"

namespace twinarm::calibrate {
namespace {

constexpr double minutes_a_day = 1440;
constexpr double most_patients = 1e6;

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

    /// At one time or, as a chain of those who are still free of the event, at several.
    void survival(const toml::Node& node) {
        static const std::vector<std::string> kinds = {"pfs", "os"};
        toml::Fields fields(&node, "`survival`", node.place, report_);
        const auto of = toml::choice_value(fields.need("of", "\"pfs\" or \"os\""), kinds, report_);
        const toml::Node* times = fields.need("at", "time, as in \"36 month\", or a list of times");
        arm_.window_d = toml::quantity_value(fields.find("window"), "d", report_).value_or(0);
        const toml::Node* shares = fields.need("share", "free of the event; 0.5 at a median");
        const auto n = toml::number_value(fields.need("n", "patients"), report_, 1, most_patients);
        read_whom(fields);
        fields.close();
        const bool pfs = of.value_or(0) == 0;
        const std::vector<const toml::Node*> at = elements(times), share = elements(shares);
        if (at.size() != share.size())
            report_.add(node.place, "`survival` needs one `share` for each time of `at`");
        double alive = n.value_or(1);
        for (std::size_t i = 0; i < std::min(at.size(), share.size()); ++i) {
            const double before_d = i == 0 ? 0 : arm_.at_d;
            arm_.at_d = toml::quantity_value(at[i], "d", report_).value_or(before_d);
            arm_.after_d = before_d;
            if (arm_.at_d <= before_d) report_.add(at[i]->place, "times of `at` are above 0 and rise");
            require_follow_up(*at[i]);
            const double x = toml::number_value(share[i], report_, 0, 1).value_or(0) * n.value_or(0);
            if (x > alive) report_.add(share[i]->place, "a `share` is not above that of an earlier time");
            add(pfs ? Measure::pfs : Measure::os,
                fmt::format("{} at {:.4g} months{}", pfs ? "PFS" : "OS", arm_.at_d / days_per_month,
                            arm_.of_whom == OfWhom::all ? "" : " of " + whom_words()),
                i == 0 ? Among::all : Among::survivors,
                ObservedCount{std::min(x, alive), std::max(alive, 1e-9)});
            alive = std::min(x, alive);
        }
    }

    void hypotension(const toml::Node& node) {
        toml::Fields fields(&node, "`hypotension`", node.place, report_);
        arm_.range.outcome = OutcomeIndex::worst_hypotension_grade;
        arm_.range.from =
            double(toml::integer_value(fields.need("grade", "or worse"), report_, 1, 4).value_or(1));
        const ObservedCount count = read_count(fields);
        fields.close();
        add(Measure::share, fmt::format("hypotension {}+", arm_.range.from), Among::all, count);
    }

    void share(const toml::Node& node) {
        toml::Fields fields(&node, "`share`", node.place, report_);
        arm_.range = read_outcome_range(fields, report_);
        read_whom(fields);
        const ObservedCount count = read_count(fields);
        fields.close();
        add(Measure::share, range_words(arm_.range), Among::all, count);
    }

    void quantile(const toml::Node& node) {
        toml::Fields fields(&node, "`quantile`", node.place, report_);
        arm_.range.outcome = read_outcome(fields, report_);
        arm_.p = toml::number_value(fields.find("p"), report_, 0.01, 0.99).value_or(0.5);
        read_whom(fields);
        const Datum observed = read_observed_value(fields, arm_, report_);
        fields.close();
        const std::string which = arm_.p == 0.5 ? "median" : fmt::format("P{:.3g}", 100 * arm_.p);
        add(Measure::quantile, which + " " + column_word(outcome_table[arm_.range.outcome]), Among::all,
            observed);
    }

    /// Of the response rate, or of a share, between two arms or two groups of patients.
    void difference(const toml::Node& node) {
        toml::Fields fields(&node, "`difference`", node.place, report_);
        const toml::Node* of = fields.find("of");
        arm_.of_response = of == nullptr || (of->is_text() && of->text == "response");
        if (!arm_.of_response) arm_.range = read_outcome_range(fields, report_);
        const toml::Node *minus = fields.find("minus"), *with = fields.find("with");
        if ((minus == nullptr) == (with == nullptr))
            report_.add(
                node.place,
                "`difference` has `minus` (another arm) or `with` (an outcome's range: patients with it "
                "minus patients without)");
        if (with != nullptr) {
            toml::Fields range(with, "`with`", with->place, report_);
            arm_.split = read_outcome_range(range, report_);
            range.close();
        } else if (minus != nullptr && placed_) {
            SummaryRequest other;
            choose_arms(minus, calibration_.experiments[arm_.experiment].cohort, other, report_);
            arm_.minus = other.arms;
            arm_.name += " minus " + (minus->is_text() ? minus->text : "");
        }
        const Datum observed = read_observed_value(fields, arm_, report_);
        if (arm_.scale == Scale::logarithm) report_.add(node.place, "a `difference` has `sd`, no `log_sd`");
        fields.close();
        add(Measure::difference,
            (arm_.of_response ? "ORR" : range_words(arm_.range)) +
                (arm_.split ? ", with minus without " + range_words(*arm_.split) : ", difference"),
            Among::all, observed);
    }

    SummaryRequest& arm() { return arm_; }

  private:
    static constexpr double days_per_month = 30.4375;

    /// Of a list, or of one value.
    static std::vector<const toml::Node*> elements(const toml::Node* node) {
        std::vector<const toml::Node*> all;
        if (node == nullptr) return all;
        if (!node->is_array()) return {node};
        for (const toml::Node& one : node->children) all.push_back(&one);
        return all;
    }

    void read_whom(toml::Fields& fields) {
        static const std::vector<std::string> groups = {"all", "responders", "complete"};
        arm_.of_whom = OfWhom(toml::choice_value(fields.find("among"), groups, report_).value_or(0));
    }
    std::string whom_words() const {
        return arm_.of_whom == OfWhom::complete ? "complete responders" : "responders";
    }

    ObservedCount read_count(toml::Fields& fields) {
        const auto n = toml::number_value(fields.need("n", "patients"), report_, 1, most_patients);
        const auto x =
            toml::number_value(fields.need("x", "patients with it"), report_, 0, n.value_or(most_patients));
        return {x.value_or(0), n.value_or(1)};
    }

    void require_follow_up(const toml::Node& time) {
        if (!placed_) return;
        const cohort::Cohort& cohort = calibration_.experiments[arm_.experiment].cohort;
        if (arm_.at_d + arm_.window_d / 2 > cohort.study.horizon_min / minutes_a_day)
            report_.add(time.place, fmt::format("`{}` is followed for {:.1f} d only", cohort.id,
                                                cohort.study.horizon_min / minutes_a_day));
    }

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

}  // namespace

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
    one("share", &MeasureReader::share);
    one("quantile", &MeasureReader::quantile);
    one("difference", &MeasureReader::difference);
    if (given != 1)
        report.add(place,
                   "a [[target]] has one of `counts`, `survival`, `hypotension`, `share`, `quantile`, "
                   "`difference`");
}

}  // namespace twinarm::calibrate
