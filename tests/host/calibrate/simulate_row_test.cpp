// Rows through the engine.
#include "host/calibrate/simulate_row.hpp"

#include <gtest/gtest.h>

#include "host/calibrate/read_calibration.hpp"

namespace twinarm::calibrate {
namespace {

const std::string file = TWINARM_SOURCE_DIR "/tests/fuzz/calibration.toml";

TableRow row_of(int patients, std::uint64_t number) {
    const Calibration calibration =
        read_calibration(file, {"experiment.mrcc.patients=" + std::to_string(patients)});
    return engine_rows(calibration)(std::vector<double>(calibration.hyper.size(), 0.0), number);
}

// Rows 0 and 1 of four patients are row 0 of eight, and row 1 is not row 0 again.
TEST(SimulateRow, HasPatientsOfItsOwn) {
    const Calibration calibration = read_calibration(file);
    const TableRow first = row_of(4, 0), second = row_of(4, 1), both = row_of(8, 0);
    bool alike = true;
    for (std::size_t c = 0; c < both.summaries.size(); ++c) {
        if (!calibration.summaries[c].is_count()) continue;
        EXPECT_NEAR(first.summaries[c].value + second.summaries[c].value, both.summaries[c].value, 1e-9)
            << calibration.summaries[c].name;
        EXPECT_NEAR(first.summaries[c].of + second.summaries[c].of, both.summaries[c].of, 1e-9);
        alike = alike && first.summaries[c].value == second.summaries[c].value;
    }
    EXPECT_FALSE(alike);
}

}  // namespace
}  // namespace twinarm::calibrate
