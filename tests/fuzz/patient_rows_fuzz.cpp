// Any text as the patients.csv of a run: asked for two rows of it, then read as a whole.
#include "host/base/errors.hpp"
#include "host/store/file_names.hpp"
#include "host/store/stored_run.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/stored_run.hpp"
#include "tests/host/temporary_folder.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace twinarm;
    static const TemporaryFolder folder;
    static const std::filesystem::path file = folder / store::file_name::patients;
    static const store::StoredRun run{folder.path(), record_of_two_arms(false), two_arms(), {}, {}};
    const std::string text(data, data + size);
    put_text(file, text);
    for (const auto& [patient, arm] : {std::pair(0, 0), std::pair(2, 1)}) {
        try {
            const std::string row = store::stored_rows(run, std::uint64_t(patient)).at(std::size_t(arm));
            const std::string start = fmt::format("{},{},", patient, run.cohort.arms[std::size_t(arm)].id);
            const bool whole =
                row.back() == '\n' && text.find('\n' + row) != std::string::npos && row.rfind(start, 0) == 0;
            demand_no_fault(whole ? "" : "no whole row of the file: " + row);
        } catch (const base::DataError& error) {
            demand_place(error.what(), file.string());
        }
    }
    try {
        store::PatientsCsv rows(store::patients_file(run));
        while (rows.next()) rows.outcome();
    } catch (const base::DataError& error) {
        demand_place(error.what(), file.string());
    }
    return 0;
}
