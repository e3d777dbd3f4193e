// Any lines as the journal of a run that was killed: sealed, and as they are.
#include "host/base/errors.hpp"
#include "host/store/file_names.hpp"
#include "host/store/run_journal.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/sealed_lines.hpp"
#include "tests/host/temporary_folder.hpp"

namespace {

using namespace twinarm;

std::string fault_of(const store::RunJournal& journal) {
    std::uint64_t before = 0;
    for (const store::Commit& commit : journal.commits) {
        if (commit.patients < before || commit.patients > journal.start.patients) return "patients";
        if (commit.line >= journal.lines.lines.size()) return "a line that is not there";
        before = commit.patients;
    }
    const store::RunStart again = store::read_run_start(store::text_of(journal.start), "again");
    return store::difference(journal.start, again);
}

void read(const TemporaryFolder& folder) {
    try {
        if (const auto journal = store::read_run_journal(folder.path())) {
            demand_no_fault(fault_of(*journal));
            store::last_good_commit(folder.path(), *journal);
        }
    } catch (const base::DataError&) {
    } catch (const base::VerificationError&) {
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const TemporaryFolder folder;
    static const std::filesystem::path file = folder / store::file_name::journal;
    const std::string text(data, data + size);
    put_sealed_lines(file, text);
    read(folder);
    put_text(file, text);
    read(folder);
    return 0;
}
