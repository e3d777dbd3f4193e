// Thousands of damaged cohort files: each is refused with places, or its patients can be simulated.
#include <sys/stat.h>

#include <cmath>

#include "kernels/launch/simulate.hpp"
#include "tests/host/cohort/cohort_files.hpp"
#include "tests/host/cohort/mutation.hpp"
#include "tests/host/cohort/reading_faults.hpp"

namespace twinarm::cohort {
namespace {

struct Counts {
    int accepted = 0, refused = 0, failed = 0;
};

/// What is wrong with one patient of an accepted cohort, or "".
std::string fault_of_patient(Study study, Counts& counts) {
    // A patient who needs as many steps as a file allows takes seconds.
    study.solver.max_steps = std::min(study.solver.max_steps, 5000);
    std::vector<Outcome> outcomes(std::size_t(study.arm_count));
    simulate_on_cpu(study, 0, 1, outcomes.data(), {.threads = 1, .lanes = 1});
    for (const Outcome& o : outcomes) {
        switch (o.status) {
            case Status::ok:
                if (!(o.os_h >= 0 && o.os_h <= study.horizon_min / 60.0)) return "no time of an end";
                break;
            case Status::too_many_steps:
            case Status::step_underflow:
            case Status::not_finite:
            case Status::rejected_baseline:
                ++counts.failed;
                break;
            default:
                return "an unknown status";
        }
    }
    return "";
}

/// `read` gives the cohort of `text`, which `file` is called.
template <class Read>
std::string fault_of_text(const std::string& text, const std::string& file, const Read& read,
                          Counts& counts) {
    try {
        const Cohort cohort = read();
        ++counts.accepted;
        const std::string fault = fault_of(cohort);
        return fault.empty() ? fault_of_patient(cohort.study, counts) : fault;
    } catch (const base::CohortError& error) {
        ++counts.refused;
        return fault_of(error, file, text);
    } catch (const std::exception& error) {
        return std::string("another exception: ") + error.what();
    }
}

TEST(Mutants, OfWholeCohortsAreRefusedWithPlacesOrSimulated) {
    Counts counts;
    for (const char* name : {"head_to_head.toml", "excel.toml", "pivot02_melanoma.toml"}) {
        const std::string whole = read_cohort(shipped / name).resolved;
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            Mutation mutation(whole, seed);
            for (std::uint64_t i = 0; i <= seed % 3; ++i) mutation.apply();
            const std::string text = mutation.text();
            const std::string fault = fault_of_text(
                text, "mutant.toml", [&] { return read_resolved(text, "mutant.toml"); }, counts);
            ASSERT_EQ(fault, "") << name << ", seed " << seed;
        }
    }
    EXPECT_GT(counts.accepted, 100);  // else the test says nothing of what is accepted
    EXPECT_GT(counts.refused, 1000);
    EXPECT_GT(counts.failed, 0);
}

class MutantIncludes : public CohortFiles {
  protected:
    std::size_t below(std::size_t count) { return random_() % count; }

    /// Adds a name to a file's includes, removes one, or removes the file.
    void damage(const std::string& name) {
        std::string text = text_of_file(folder / name);
        const auto list = text.find("include = [");
        const std::string added[] = {name,
                                     "head_to_head.toml",
                                     "../head_to_head.toml",
                                     "shared/physiology.toml",
                                     "../drugs/nktr214.toml",
                                     "diseases",
                                     "pipe",
                                     "../pipe",
                                     "/dev/zero",
                                     "",
                                     "nowhere.toml",
                                     "..",
                                     "a\\u0000b",
                                     "a\\nb",
                                     std::string(5000, 'a'),
                                     "./././drugs/../drugs/nktr214.toml"};
        const std::string one = '"' + added[below(std::size(added))] + '"';
        if (list == std::string::npos) {
            text = below(8) == 0 ? "include = " + one + "\n" + text : "include = [" + one + "]\n" + text;
        } else if (below(2) == 0) {
            text.insert(list + 11, one + ", ");
        } else {
            const auto quote = text.find('"', list), end = text.find('"', quote + 1);
            if (end != std::string::npos) text.replace(quote, end - quote + 1, one);
        }
        write(name, text);
    }

    std::mt19937_64 random_{7};
};

TEST_F(MutantIncludes, AreRefusedWithPlacesOrSimulated) {
    const std::vector<std::string> names = {"head_to_head.toml", "shared/four_arms.toml",
                                            "shared/physiology.toml", "diseases/mrcc.toml",
                                            "drugs/nktr214.toml"};
    Counts counts;
    const std::filesystem::path file = folder / names[0];
    ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
    for (int mutant = 0; mutant < 400; ++mutant) {
        std::filesystem::copy(
            shipped, folder,
            std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
        for (int i = 0; i <= mutant % 3; ++i) damage(names[below(names.size())]);
        if (below(20) == 0) std::filesystem::remove(folder / names[1 + below(names.size() - 1)]);
        const std::string fault = fault_of_text(
            text_of_file(file), file.string(), [&] { return read_cohort(file); }, counts);
        ASSERT_EQ(fault, "") << "mutant " << mutant;
    }
    EXPECT_GT(counts.accepted, 3);
    EXPECT_GT(counts.refused, 100);
}

}  // namespace
}  // namespace twinarm::cohort
