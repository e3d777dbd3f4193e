// Any text as a cohort file that may include the shipped files, or itself.
#include "host/cohort/read_cohort.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/host/cohort/reading_faults.hpp"
#include "tests/host/temporary_folder.hpp"

namespace {

/// A folder in which the shipped files stand where a cohort looks for them.
struct Folder : twinarm::TemporaryFolder {
    Folder() {
        const std::filesystem::path shipped = TWINARM_SOURCE_DIR "/cohorts";
        for (const char* name : {"shared", "diseases", "drugs", "head_to_head.toml"})
            std::filesystem::create_symlink(shipped / name, path() / name);
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace twinarm;
    static const Folder folder;
    static const std::filesystem::path file = folder / "cohort.toml";
    const std::string text(data, data + size);
    put_text(file, text);
    try {
        demand_no_fault(cohort::fault_of(cohort::read_cohort(file)));
    } catch (const base::CohortError& error) {
        demand_no_fault(cohort::fault_of(error, file.string(), text));
    }
    return 0;
}
