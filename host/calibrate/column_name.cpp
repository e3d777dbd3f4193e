// Names of columns; columns by name.
#include "host/calibrate/column_name.hpp"

#include <fmt/format.h>

#include "host/calibrate/outcome_value.hpp"
#include "host/cohort/parameter_range.hpp"

namespace twinarm::calibrate {
namespace {

constexpr double no_end = 1e300;

std::string survival_name(const SummaryRequest& r) {
    std::string name = fmt::format(" {} at {:.6g} d, window {:.6g} d",
                                   r.measure == Measure::pfs ? "PFS" : "OS", r.at_d, r.window_d);
    if (r.after_d > 0) name += fmt::format(", of those at {:.6g} d", r.after_d);
    return name;
}

std::string difference_name(const SummaryRequest& r) {
    std::string name = " difference of " + (r.of_response ? "response" : range_words(r.range));
    if (r.split) return name + ", with minus without " + range_words(*r.split);
    return name;  // the arms are in the request's own name
}

std::string measure_name(const SummaryRequest& r) {
    switch (r.measure) {
        case Measure::response:
            return " response";
        case Measure::complete:
            return " CR of responders";
        case Measure::stable:
            return " SD of others";
        case Measure::pfs:
        case Measure::os:
            return survival_name(r);
        case Measure::share:
            return " share with " + range_words(r.range);
        case Measure::quantile:
            return fmt::format(" quantile {:.6g} of {}{}", r.p, column_word(outcome_table[r.range.outcome]),
                               r.scale == Scale::logarithm ? ", log" : "");
        case Measure::difference:
            return difference_name(r);
    }
    return "";
}

}  // namespace

std::string range_words(const OutcomeRange& range) {
    std::string words = column_word(outcome_table[range.outcome]);
    if (range.from > -no_end) words += fmt::format(" from {:.6g}", range.from);
    if (range.to < no_end) words += fmt::format(" to {:.6g}", range.to);
    return words;
}

std::string column_name(const SummaryRequest& r) {
    std::string name = r.name + measure_name(r);
    if (r.of_whom == OfWhom::complete) name += ", of complete responders";
    if (r.of_whom == OfWhom::responders) name += ", of responders";
    if (r.evaluable) name += ", evaluable";
    if (r.covariate >= 0)
        name += fmt::format(", {} {:.6g} to {:.6g}", cohort::key_of(r.covariate), r.covariate_from,
                            r.covariate_to);
    return name;
}

std::size_t column_of(Calibration& calibration, SummaryRequest request) {
    request.name = column_name(request);
    auto& all = calibration.summaries;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].name == request.name) return i;
    all.push_back(std::move(request));
    return all.size() - 1;
}

}  // namespace twinarm::calibrate
