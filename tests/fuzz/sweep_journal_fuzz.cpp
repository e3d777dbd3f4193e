// Any lines below the first one of the journal of a sweep over two points, sealed as its own are.
#include <cmath>

#include "host/base/errors.hpp"
#include "host/store/sweep_journal.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/stored_run.hpp"
#include "tests/host/sealed_lines.hpp"
#include "tests/host/temporary_folder.hpp"

namespace {

using namespace twinarm;

store::SweepStart start() {
    store::SweepStart made;
    made.cohort.program = "1";
    made.cohort.device = "cpu";
    made.cohort.patients = 60;
    made.axes = {{"trial.n", {"5", "6"}}};
    made.points = {store::settings_hash("n = 5\n"), store::settings_hash("n = 6\n")};
    return made;
}

std::string fault_of(const trial::SweepTally& tally, bool first) {
    if (tally.state().patients > start().cohort.patients) return "patients";
    if (tally.state().patients > 0 && !tally.state().adds_up(first)) return "sums";
    for (const trial::SweepRow& row : tally.rows(two_arms().arms)) {
        if (row.severe_hypotension && !(*row.severe_hypotension >= 0 && *row.severe_hypotension <= 1))
            return "a share";
        for (const double doses : row.doses)
            if (!(doses >= 0) || std::isinf(doses)) return "doses";
        if (row.difference && !(std::abs(row.difference->estimate) <= 1)) return "a difference of rates";
    }
    return "";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const TemporaryFolder folder;
    static const std::filesystem::path file = folder / "sweep.journal";
    static const std::string first_line = [] {
        { store::SweepJournal begun(file, start(), 0); }
        return text_in(file);
    }();
    put_text(file, with_sealed_lines(first_line, std::string(data, data + size)));
    try {
        store::SweepJournal journal(file, start(), 0);
        const trial::SweepTally first = journal.tally(0, 2, nullptr);
        demand_no_fault(fault_of(first, true));
        demand_no_fault(fault_of(journal.tally(1, 2, &first), false));
    } catch (const base::DataError& error) {
        demand_no_fault(std::string(error.what()).starts_with(file.string() + ":") ? "" : error.what());
    }
    return 0;
}
