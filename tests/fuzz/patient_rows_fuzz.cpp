// Any text as the patients.csv of a run, asked for two rows of it.
#include "host/store/stored_run.hpp"
#include "host/run/errors.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/host/temporary_folder.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace twinarm;
    static const TemporaryFolder folder;
    static const std::filesystem::path file = folder / "patients.csv";
    const std::string text(data, data + size);
    put_text(file, text);
    const StoredRun run{folder.path(), {}, {}, {}};
    for (const auto& [patient, arm] : {std::pair(0, "aldesleukin"), std::pair(2, "nktr214_nivolumab")}) {
        try {
            const std::string row = stored_row(run, std::uint64_t(patient), arm);
            const bool whole = row.back() == '\n' && text.find('\n' + row) != std::string::npos &&
                               row.rfind(fmt::format("{},{},", patient, arm), 0) == 0;
            demand_no_fault(whole ? "" : "no whole row of the file: " + row);
        } catch (const DataError& error) {
            demand_place(error.what(), file.string());
        }
    }
    return 0;
}
