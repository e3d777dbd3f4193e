// Any text as the run.json of a run, with the seal that belongs to it.
#include <nlohmann/json.hpp>

#include "host/base/errors.hpp"
#include "host/store/record_seal.hpp"
#include "host/store/run_record.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/host/temporary_folder.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace twinarm;
    static const TemporaryFolder folder;
    static const std::filesystem::path file = folder / "run.json";
    const std::string text = store::sealed_again({data, data + size});
    put_text(file, text);
    try {
        const store::RunRecord record = store::read_run_record(file);
        const auto json = nlohmann::json::parse(text);
        const bool same = json["seed"] == record.seed && json["patients_done"] == record.patients_done &&
                          json["first_patient"] == record.first_patient && json["study"] == record.study &&
                          json["version"] == record.version;
        demand_no_fault(same ? "" : "another record than the file's");
    } catch (const base::DataError& error) {
        demand_place(error.what(), file.string());
    } catch (const base::VerificationError&) {  // a record without the place of a seal
    }
    return 0;
}
