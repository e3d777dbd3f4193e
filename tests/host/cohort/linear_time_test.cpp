// A file that is four times as long takes about four times as long to read, wrong or right, and so do its
// includes: what compares everything with everything takes sixteen times.
#include <time.h>

#include <algorithm>

#include "host/cohort/populations.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

constexpr std::size_t kilobyte = 1000;
constexpr double most_growth = 11;      ///< of the time where the text is four times as long
constexpr double least_seconds = 2e-3;  ///< less is not measured well enough

/// `part` of 0, 1, 2 ... until the text has `bytes`.
template <class Part>
std::string filled(std::size_t bytes, Part part) {
    std::string text;
    for (int i = 0; text.size() < bytes; ++i) text += part(std::to_string(i));
    return text;
}

double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

class LinearTime : public CohortFiles {
  protected:
    /// Of the faster of two: something else may run, too.
    template <class Read>
    static double seconds_of(Read read) {
        double best = 1e9;
        for (int i = 0; i < 2; ++i) {
            const double began = processor_seconds();
            try {
                read();
            } catch (const base::CohortError&) {
            }
            best = std::min(best, processor_seconds() - began);
        }
        return best;
    }

    /// The time of 128 kB over the time of 32 kB, without that of an empty file.
    template <class Text>
    double growth(Text text_of) {
        const auto seconds = [&](std::size_t bytes) {
            const std::string text = text_of(bytes);
            const auto file = over_base(text);
            return seconds_of([&] { read_cohort(file); });
        };
        const double nothing = seconds(0);
        return (seconds(128 * kilobyte) - nothing) /
               std::max(seconds(32 * kilobyte) - nothing, least_seconds);
    }
};

TEST_F(LinearTime, OfTextsThatRepeatOneThing) {
    const std::string published =
        "arm = \"control\"\nresponders = 1\nn = 9\nrole = \"validation\"\nsource = \"s\"\n";
    const std::vector<std::pair<std::string, std::string>> parts = {
        {"[t", "]\na = 1\n"},
        {"[[t", "]]\n"},
        {"[drug.d", "]\na = 1\n"},
        {"[regimen.r", "]\nlike = \"hd\"\n"},
        {"k", " = 1\n"},
        {"a.b", ".c.d = 1\n"},
        {"[x", ".y.z]\n"},
        {"[[pool]]\nid = \"p", "\"\nparts = { control = 1 }\n"},
        {"[[published]]\nlabel = \"l", "\"\n" + published},
        {"[[published]]\nunknown_", " = 1\n"},
        {"[[correlation]]\nvalue = 0.1\nsource = \"s\"\nbetween = [\"tumour.x", "\", \"tumour.y\"]\n"},
        {"# ", " comments are read, too\n"},
    };
    for (const auto& [before, after] : parts)
        EXPECT_LT(growth([&](std::size_t bytes) {
                      return filled(bytes, [&](const std::string& i) { return before + i + after; });
                  }),
                  most_growth)
            << before << "0" << after;
}

TEST_F(LinearTime, OfLists) {
    EXPECT_LT(growth([](std::size_t bytes) {
                  return "[study]\ntitle = [" + filled(bytes, [](const std::string&) { return "1, "; }) +
                         "]\n";
              }),
              most_growth);
    EXPECT_LT(growth([](std::size_t bytes) {
                  return "[study]\ntitle = {" +
                         filled(bytes, [](const std::string& i) { return "k" + i + "=1,"; }) + "z=1}\n";
              }),
              most_growth);
}

TEST_F(LinearTime, OfKeysAndCorrelationsOverThoseOfAnInclude) {
    const auto correlations = [](std::size_t bytes) {
        return filled(bytes, [](const std::string& i) {
            return "[[correlation]]\nvalue = 0.1\nsource = \"s\"\nbetween = [\"tumour.x" + i +
                   "\", \"tumour.y\"]\n";
        });
    };
    const auto keys = [](std::size_t bytes) {
        return "[tumour]\n" + filled(bytes, [](const std::string& i) { return "k" + i + " = 1\n"; });
    };
    const auto growth_over_include = [&](auto text_of) {
        const auto seconds = [&](std::size_t bytes) {
            write("part.toml", "include = [\"base.toml\"]\n" + text_of(bytes));
            const auto file = write("c.toml", "schema = 1\ninclude = [\"part.toml\"]\n" + text_of(bytes));
            return seconds_of([&] { read_cohort(file); });
        };
        const double nothing = seconds(0);
        return (seconds(64 * kilobyte) - nothing) / std::max(seconds(16 * kilobyte) - nothing, least_seconds);
    };
    EXPECT_LT(growth_over_include(correlations), most_growth);
    EXPECT_LT(growth_over_include(keys), most_growth);
}

TEST_F(LinearTime, OfAHundredIncludesInAChainAndSideBySide) {
    const auto keys = [](int file) {
        return "[tumour]\n" + filled(2 * kilobyte, [&](const std::string& i) {
                   return "k" + std::to_string(file) + "_" + i + " = 1\n";
               });
    };
    const auto seconds = [&](int files, bool chain) {
        std::string include;
        for (int i = 0; i < files; ++i) {
            const std::string next = i + 1 < files ? std::to_string(i + 1) + ".toml" : "base.toml";
            write(std::to_string(i) + ".toml", (chain ? "include = [\"" + next + "\"]\n" : "") + keys(i));
            if (!chain || i == 0) include += ", \"" + std::to_string(i) + ".toml\"";
        }
        const auto file = write("c.toml", "schema = 1\ninclude = [\"base.toml\"" + include + "]\n");
        return seconds_of([&] { read_cohort(file); });
    };
    for (const bool chain : {false, true}) {
        const double nothing = seconds(0, chain);
        EXPECT_LT((seconds(90, chain) - nothing) / std::max(seconds(22, chain) - nothing, least_seconds),
                  most_growth)
            << chain;
    }
}

TEST_F(LinearTime, OfColumnsAndRowsOfPopulations) {
    const auto columns = [](std::size_t bytes) {
        std::string names = "population,weight", values = "1,1";
        for (int i = 0; names.size() < bytes; ++i) names += ",tumour.k" + std::to_string(i), values += ",1";
        return names + "\n" + values + "\n";
    };
    const auto rows = [](std::size_t bytes) {
        return "population,weight,tumour.killing.median\n" +
               filled(bytes, [](const std::string& i) { return i + ",1e-9,1\n"; });
    };
    const auto seconds = [](const std::string& text) {
        return seconds_of([&] { read_populations(text, "p.csv"); });
    };
    for (const auto& text_of : {std::function(columns), std::function(rows)})
        EXPECT_LT(seconds(text_of(128 * kilobyte)) / std::max(seconds(text_of(32 * kilobyte)), least_seconds),
                  most_growth);
}

}  // namespace
}  // namespace twinarm::cohort
