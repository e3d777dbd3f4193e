// The grid of a sweep.
#include "host/study/sweep_grid.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/errors.hpp"

namespace twinarm::study {

trial::SweepAxis sweep_axis(const std::string& text) {
    const auto equals = text.find('=');
    trial::SweepAxis axis{text.substr(0, equals), {}};
    std::string value;
    int depth = 0;
    char quote = 0;
    const auto finish = [&] {
        const auto first = value.find_first_not_of(' ');
        if (first == std::string::npos)
            throw base::UsageError("--over " + text +
                                   ": a value is missing\n  Give PATH=VALUE,VALUE,... as in trial.n=60,120.");
        axis.values.push_back(value.substr(first, value.find_last_not_of(' ') - first + 1));
        value.clear();
    };
    for (std::size_t i = equals == std::string::npos ? text.size() : equals + 1; i < text.size(); ++i) {
        const char letter = text[i];
        if (quote != 0)
            quote = letter == quote ? 0 : quote;
        else if (letter == '"' || letter == '\'')
            quote = letter;
        else if (letter == '[' || letter == '{')
            ++depth;
        else if (letter == ']' || letter == '}')
            --depth;
        if (letter == ',' && quote == 0 && depth == 0)
            finish();
        else
            value += letter;
    }
    finish();
    for (auto one = axis.values.begin(); one != axis.values.end(); ++one)
        if (std::find(axis.values.begin(), one, *one) != one)
            throw base::UsageError(
                fmt::format("--over {}: {} stands twice\n  Commas are between values; a decimal "
                            "has a point, as in 0.2.",
                            text, *one));
    return axis;
}

std::vector<std::vector<std::string>> grid_of(const std::vector<trial::SweepAxis>& axes) {
    std::vector<std::vector<std::string>> grid{{}};
    for (const trial::SweepAxis& axis : axes) {
        std::vector<std::vector<std::string>> longer;
        for (const auto& point : grid)
            for (const std::string& value : axis.values) {
                longer.push_back(point);
                longer.back().push_back(axis.path + "=" + value);
            }
        grid = std::move(longer);
    }
    return grid;
}

}  // namespace twinarm::study
