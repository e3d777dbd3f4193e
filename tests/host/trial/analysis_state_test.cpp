// Parts of a run that are counted one by one and put together give what one count of all patients gives.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <nlohmann/json.hpp>
#include <random>

#include "host/base/errors.hpp"
#include "host/cohort/population_studies.hpp"
#include "host/store/summary_json.hpp"
#include "host/trial/analysis.hpp"
#include "tests/host/trial/made_outcomes.hpp"

namespace {

std::size_t largest_allocation = 0;  ///< bytes, since it was last set to 0

}  // namespace

void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    largest_allocation = std::max(largest_allocation, bytes);
    return std::malloc(bytes == 0 ? 1 : bytes);
}
void* operator new(std::size_t bytes) {
    if (void* memory = operator new(bytes, std::nothrow)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace twinarm::trial {
namespace {

using Json = nlohmann::ordered_json;

/// A run of two arms, in parts.
struct MadeRun {
    cohort::Cohort cohort = test::cohort("ab", 12, 10);
    cohort::PopulationDesign design;
    std::uint64_t capacity = pool_capacity;
    std::vector<Outcome> outcomes;

    MadeRun(std::vector<double> weights, std::uint64_t each, std::uint64_t patients)
        : outcomes(test::varied(patients, 2)) {
        cohort.pools.push_back({"pool", "both", {{0, 5}, {1, 6}}});
        cohort.trial.gate = {6, 2};
        design = cohort::one_population(cohort, each).design;
        if (weights.size() == 1) return;
        design.file = "p.csv";
        design.names.clear();
        design.between_trial_sd = std::vector<double>(weights.size(), 0.2);
        cohort::PopulationParameter parameter{"tumour.killing.median", {}};
        for (std::size_t k = 0; k < weights.size(); ++k) {
            design.names.push_back("p" + std::to_string(k));
            parameter.values.push_back(double(k * k));
        }
        design.parameters = {parameter};
        design.weights = std::move(weights);
    }

    std::uint64_t patients() const { return outcomes.size() / 2; }
    std::unique_ptr<Analysis> analysis(std::uint64_t first = 0) const {
        return std::make_unique<Analysis>(cohort, design, first, capacity);
    }
    void add(Analysis& to, std::uint64_t first, std::uint64_t end) const {
        to.add(outcomes.data() + 2 * first, end - first);
    }
    std::string state(std::uint64_t first, std::uint64_t end) const {
        const auto part = analysis(first);
        add(*part, first, end);
        return part->state();
    }
    std::unique_ptr<Analysis> of_all() const {
        auto all = analysis();
        add(*all, 0, patients());
        return all;
    }
};

/// All numbers of the summary and the rows of the trials, every digit.
std::string results(Analysis& analysis) {
    std::string rows;
    const StudySummary summary = analysis.summarise([&](const TrialRow& row) {
        rows += fmt::format("{} {} {} {} {} {} {}\n", row.trial, row.arm, row.responders, row.complete,
                            row.evaluable, row.trial_effect, row.population);
    });
    return store::summary_json(summary, {}) + rows;
}

bool is_refused(const MadeRun& run, const std::string& state, std::uint64_t first = 0) {
    try {
        run.analysis(first)->add_state(state);
    } catch (const base::DataError&) {
        return true;
    }
    return false;
}

std::string cbor_of(const Json& json) {
    const std::vector<std::uint8_t> bytes = Json::to_cbor(json);
    return {bytes.begin(), bytes.end()};
}

void expect_the_same_whatever_the_cut(const MadeRun& run) {
    const auto direct = run.of_all();
    const std::string state_of_all = direct->state(), results_of_all = results(*direct);
    for (std::uint64_t cut = 0; cut <= run.patients(); ++cut) {
        const auto merged = run.analysis();
        merged->add_state(run.state(0, cut));
        merged->add_state(run.state(cut, run.patients()));
        EXPECT_EQ(merged->state(), state_of_all) << cut;
        EXPECT_EQ(results(*merged), results_of_all) << cut;
    }
}

TEST(AnalysisState, PartsOfOnePopulationAddUp) {
    expect_the_same_whatever_the_cut({{1}, 20, 20});
}

// The populations count whole, with 8 of 20 patients, and with 12: a cut falls before, at or after these.
TEST(AnalysisState, PartsOfPopulationsOfUnequalWeightAddUp) {
    expect_the_same_whatever_the_cut({{0.5, 0.2, 0.3}, 20, 60});
}

TEST(AnalysisState, PartsOfARunThatEndedEarlyAddUp) {
    expect_the_same_whatever_the_cut({{0.5, 0.2, 0.3}, 20, 45});  // before the third counts whole
    expect_the_same_whatever_the_cut({{0.5, 0.2, 0.3}, 20, 30});
    expect_the_same_whatever_the_cut({{1}, 20, 10});
}

TEST(AnalysisState, PartsBeyondThePoolAddUp) {
    MadeRun run({0.6, 0.4}, 20, 40);
    for (const std::uint64_t capacity : {0, 7, 20}) {
        run.capacity = capacity;
        expect_the_same_whatever_the_cut(run);
        EXPECT_EQ(run.of_all()->summarise().pool_patients, 2 * capacity);
    }
}

TEST(AnalysisState, ManyPartsAddUpInAnyGrouping) {
    const MadeRun run({0.5, 0.2, 0.3}, 20, 60);
    const std::string all = run.of_all()->state();
    for (std::uint64_t first = 0; first <= 60; first += 4)
        for (std::uint64_t second = first; second <= 60; second += 3) {
            const auto tail = run.analysis(first);
            tail->add_state(run.state(first, second));
            run.add(*tail, second, 60);
            const auto whole = run.analysis();
            run.add(*whole, 0, first);
            whole->add_state(tail->state());
            EXPECT_EQ(whole->state(), all) << first << " " << second;
        }
}

TEST(AnalysisState, DoesNotDisturbTheAnalysis) {
    const MadeRun run({0.5, 0.2, 0.3}, 20, 60);
    const auto looked_at = run.analysis();
    for (std::uint64_t patient = 0; patient < 60; ++patient) {
        EXPECT_EQ(looked_at->state(), run.state(0, patient));
        run.add(*looked_at, patient, patient + 1);
    }
    EXPECT_EQ(results(*looked_at), results(*run.of_all()));
}

TEST(AnalysisState, IsTakenBeforeTheSummary) {
    const MadeRun run({1}, 10, 10);
    const auto ended = run.of_all();
    ended->summarise();
    EXPECT_THROW(ended->state(), std::logic_error);
    EXPECT_THROW(ended->add_state(run.state(10, 10)), std::logic_error);
}

TEST(AnalysisState, IsCborThatSaysWhoWasCounted) {
    const std::string state = MadeRun({0.5, 0.5}, 20, 40).state(7, 33);
    const Json json = Json::from_cbor(state);
    EXPECT_EQ(json["run"], Json::parse(R"({"arms": 2, "populations": 2, "patients_each": 20,
                                           "pool_capacity": 1000000, "first": 7, "end": 33})"));
    EXPECT_EQ(json["part"]["counted"]["patients"], 26);
    EXPECT_EQ(json["part"]["populations"][1]["tally"]["patients"], 13);
    EXPECT_EQ(cbor_of(json), state);
}

TEST(AnalysisState, ARefusedStateAddsNothing) {
    const MadeRun run({0.5, 0.5}, 20, 40);
    const auto part = run.analysis();
    run.add(*part, 0, 15);
    const std::string before = part->state();
    for (const std::string& state : {run.state(14, 20), run.state(16, 20), run.state(15, 40).substr(1),
                                     run.state(15, 40) + '\0', std::string(), std::string("{}")})
        EXPECT_THROW(part->add_state(state), base::DataError);
    EXPECT_EQ(part->state(), before);
    part->add_state(run.state(15, 40));
    EXPECT_EQ(part->state(), run.of_all()->state());
}

TEST(AnalysisState, SaysWhatIsOfAnotherRun) {
    const MadeRun run({0.5, 0.5}, 20, 40);
    const std::string state = run.state(0, 40);
    const auto refused = [&](const MadeRun& other, std::uint64_t first = 0) {
        try {
            other.analysis(first)->add_state(state);
        } catch (const base::DataError& error) {
            const std::string what = error.what();
            return what.substr(0, what.find('\n'));
        }
        return std::string();
    };
    const std::string begin = "the counts of a part of a run: ";
    EXPECT_EQ(refused(run, 3), begin + "\"first\" is 0 instead of 3");
    EXPECT_EQ(refused({{0.5, 0.3, 0.2}, 20, 40}), begin + "\"populations\" is 2 instead of 3");
    EXPECT_EQ(refused({{0.5, 0.5}, 21, 40}), begin + "\"patients_each\" is 20 instead of 21");
    MadeRun other = run;
    other.capacity = 5;
    EXPECT_EQ(refused(other), begin + "\"pool_capacity\" is 1000000 instead of 5");
    other = run;
    other.cohort = test::cohort("abc");
    EXPECT_EQ(refused(other), begin + "\"arms\" is 2 instead of 3");
    EXPECT_EQ(refused({{0.6, 0.4}, 20, 40}), begin + "counts do not add up") << "other patients count";
}

TEST(AnalysisState, RefusesPatientsBeyondTheRun) {
    const MadeRun run({1}, 40, 40);
    Json json = Json::from_cbor(run.state(40, 40));
    json["run"]["end"] = 41;
    EXPECT_TRUE(is_refused(run, cbor_of(json), 40));
    const MadeRun nobody({1}, 0, 0);
    json = Json::from_cbor(nobody.state(0, 0));
    EXPECT_FALSE(is_refused(nobody, cbor_of(json)));
    json["run"]["end"] = 1;
    EXPECT_TRUE(is_refused(nobody, cbor_of(json)));
}

// In one population every number of patients stands at two places that must agree, or is part of a sum.
TEST(AnalysisState, RefusesACountThatIsOneMoreOrOneLess) {
    const MadeRun run({1}, 12, 12);
    const Json json = Json::from_cbor(run.state(0, 12));
    const Json numbers = json.flatten();
    int changed = 0;
    for (const auto& [pointer, value] : numbers.items()) {
        if (!value.is_number_unsigned()) continue;
        // A place in a list of places and counts: who was counted there is not known.
        const bool is_list =
            pointer.find("/failures/") != pointer.npos ||
            (pointer.find("/counts/") == pointer.npos && pointer.find("/arms/") != pointer.npos);
        for (const int by : {1, -1}) {
            Json other = json;
            std::int64_t to = value.get<std::int64_t>() + by;
            if (to < 0) continue;
            other[Json::json_pointer(pointer)] = std::uint64_t(to);
            if (is_list) continue;
            ++changed;
            EXPECT_TRUE(is_refused(run, cbor_of(other))) << pointer << " by " << by;
        }
    }
    EXPECT_GT(changed, 150);
}

TEST(AnalysisState, RefusesTwinsOfWhomMoreRespondThanInTheirArm) {
    const MadeRun run({1}, 40, 40);
    const Json json = Json::from_cbor(run.state(0, 40));
    for (const char* only : {"only_a", "only_b"}) {
        Json other = json;
        for (const char* place :
             {"/part/counted/twins/tables/0", "/part/populations/0/tally/twins/tables/0"}) {
            Json& table = other[Json::json_pointer(place)];
            table[only] = table[only].get<int>() + table["neither"].get<int>();
            table["neither"] = 0;
        }
        EXPECT_TRUE(is_refused(run, cbor_of(other))) << only;
    }
}

TEST(AnalysisState, RefusesAListOfPlacesThatCountsOtherPatients) {
    const MadeRun run({1}, 40, 40);
    const Json json = Json::from_cbor(run.state(0, 40));
    struct List {
        const char* path;
        std::size_t items;  ///< of one place
    };
    const List lists[] = {
        {"counted/arms/1/pfs", 3},
        {"counted/arms/1/duration", 3},
        {"counted/arms/1/doses_given/0", 2},
        {"counted/arms/1/time_to_response_h", 2},
        {"counted/arms/0/best_change", 2},
        {"counted/arms/0/lymphocyte_peak", 2},
        {"counted/arms/0/counts/failures", 2},
        {"populations/0/tally/arms/0/pfs", 3},
        {"populations/0/tally/arms/1/os", 3},
    };
    for (const List& list : lists) {
        const char* const path = list.path;
        const std::size_t items = list.items;
        const Json::json_pointer at(std::string("/part/") + path);
        const auto refused = [&](const auto& change) {
            Json other = json;
            change(other[at]);
            return is_refused(run, cbor_of(other));
        };
        const auto increase = [](Json& count, std::uint64_t by) { count = count.get<std::uint64_t>() + by; };
        const std::size_t first_count = 1, second_count = items == 3 ? 2 : 3, second = items;
        const std::size_t last = json[at].size() - items;
        EXPECT_FALSE(refused([](Json&) {})) << path;
        EXPECT_TRUE(refused([&](Json& all) { increase(all[first_count], 40); })) << path << ": too many";
        const auto around = [&](Json& all) {
            increase(all[first_count], std::uint64_t(1) << 63);
            increase(all[second_count], std::uint64_t(1) << 63);
        };
        EXPECT_TRUE(refused(around)) << path << ": the sum is right in 64 bits";
        EXPECT_TRUE(refused([&](Json& all) { all[second] = all[0]; })) << path << ": one place twice";
        EXPECT_TRUE(refused([&](Json& all) { all[last] = 3000000000u; })) << path << ": no place";
        EXPECT_TRUE(refused([&](Json& all) { all.erase(0); })) << path << ": one item less";
        const auto nobody = [&](Json& all) {
            const auto place = all[last].get<std::uint64_t>();
            all.push_back(place + 1);
            while (all.size() % items != 0) all.push_back(0);
        };
        EXPECT_TRUE(refused(nobody)) << path << ": nobody at a place";
    }
}

TEST(AnalysisState, RefusesRecordsThatNoPatientHas) {
    MadeRun run({1}, 10, 10);
    run.capacity = 4;
    const Json json = Json::from_cbor(run.state(0, 10));
    const Json::json_pointer at("/part/populations/0/pool/0");
    using Bytes = std::vector<std::uint8_t>;
    const auto refused = [&](std::size_t place, const Bytes& to) {
        Json other = json;
        std::copy(to.begin(), to.end(), other[at].get_binary().begin() + std::ptrdiff_t(place));
        return is_refused(run, cbor_of(other));
    };
    const Bytes& records = json[at].get_binary();
    ASSERT_EQ(records.size(), 4 * sizeof(OutcomeRecord));
    const std::uint8_t response = records[12], flags = records[13];
    ASSERT_NE(flags, 0) << "the first patient completed";
    EXPECT_FALSE(refused(12, {response}));
    EXPECT_TRUE(refused(12, {5})) << "a response that there is not";
    EXPECT_TRUE(refused(13, {std::uint8_t(flags | 16)})) << "a flag that there is not";
    EXPECT_TRUE(refused(14, {1})) << "bytes that are not used";
    EXPECT_TRUE(refused(4, {0, 0, 0x80, 0x7f})) << "an infinite time";
    EXPECT_FALSE(refused(4, {0, 0, 0x80, 0x3f})) << "one day";
    for (std::uint8_t other = 0; other < 5; ++other) {
        Bytes all_alike;
        for (int i = 0; i < 4; ++i) all_alike.insert(all_alike.end(), records.begin(), records.begin() + 16);
        for (int i = 0; i < 4; ++i) all_alike[std::size_t(16 * i + 12)] = other;
        EXPECT_TRUE(refused(0, all_alike)) << "more of one response than there are";
    }
    EXPECT_TRUE(refused(0, Bytes(4 * 16, 0))) << "more failed than there are";
    for (const int bytes : {1, 16}) {
        Json more = json, less = json;
        Bytes& all = more[at].get_binary();
        all.insert(all.end(), records.begin(), records.begin() + bytes);
        EXPECT_TRUE(is_refused(run, cbor_of(more))) << bytes << " bytes more";
        less[at].get_binary().resize(records.size() - std::size_t(bytes));
        EXPECT_TRUE(is_refused(run, cbor_of(less))) << bytes << " bytes less";
    }
}

// Histograms and survival have their memory by the largest value that there can be.
constexpr std::size_t most_bytes = 2 << 20;

/// Nothing but DataError is thrown; what is taken can be summarised.
bool is_taken(const MadeRun& run, const std::string& state) {
    largest_allocation = 0;
    const auto analysis = run.analysis();
    bool taken = true;
    try {
        analysis->add_state(state);
    } catch (const base::DataError&) {
        taken = false;
    }
    EXPECT_LT(largest_allocation, most_bytes);
    if (taken) analysis->summarise();
    return taken;
}

TEST(AnalysisState, AllocatesNothingForASizeThatIsOnlySaid) {
    const MadeRun run({0.5, 0.5}, 2, 4);
    const std::string state = run.state(0, 4);
    for (std::size_t at = 0; at < state.size(); ++at)
        for (const int bytes : {1, 4, 7}) {  // that the size has
            std::string changed = state;
            changed.replace(at, 1, 1, char((state[at] & 0xe0) | 27));
            changed.insert(at + 1,
                           std::string(std::size_t(8 - bytes), '\0') + std::string(std::size_t(bytes), 0x7f));
            ASSERT_FALSE(is_taken(run, changed)) << at;
        }
}

TEST(AnalysisState, ChangedStatesAreRefusedOrTaken) {
    const MadeRun run({0.6, 0.4}, 10, 20);
    const std::string state = run.state(0, 20);
    std::mt19937_64 random(3);
    int taken = 0;
    for (int i = 0; i < 2000; ++i) {
        std::string changed = state;
        const std::size_t at = random() % state.size();
        switch (random() % 4) {
            case 0:
                changed.resize(at);
                break;
            case 1:
                changed.insert(at, 1, char(random()));
                break;
            default:
                changed[at] = char(changed[at] ^ (1 + random() % 255));
        }
        taken += is_taken(run, changed);
    }
    EXPECT_LT(taken, 1000);
    EXPECT_TRUE(is_taken(run, state));
}

}  // namespace
}  // namespace twinarm::trial
