// Any lines below the header of a calibration's reference table, sealed as its own are.
#include <cmath>

#include "host/base/errors.hpp"
#include "host/calibrate/reference_table.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/host/calibrate/toy_calibration.hpp"
#include "tests/host/sealed_lines.hpp"
#include "tests/host/temporary_folder.hpp"

namespace {

using namespace twinarm;

const calibrate::Calibration& calibration() {
    static const calibrate::Calibration made = [] {
        calibrate::Calibration two = test::normal_calibration(2, {2, 2});
        two.summaries = {test::column("response"), test::value_column("doses")};
        return two;
    }();
    return made;
}

std::string fault_of(const calibrate::ReferenceTable& table) {
    if (table.generation.size() != table.rows.size()) return "rows without a generation";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (std::size_t(table.generation[i]) >= table.proposals.size()) return "rows of no proposal";
        for (const double latent : table.rows[i].latent)
            if (!std::isfinite(latent)) return "a latent that is no number";
        for (const calibrate::Summary& summary : table.rows[i].summaries)
            if (!std::isfinite(summary.value) || !std::isfinite(summary.of)) return "no number in a column";
    }
    for (const calibrate::Proposal& proposal : table.proposals)
        for (const double latent : proposal.draw(1, 0))
            if (!std::isfinite(latent)) return "a proposal that draws no numbers";
    return "";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const TemporaryFolder folder;
    static const std::filesystem::path file = folder / calibrate::table_name;
    static const std::string header = [] {
        calibrate::ReferenceTable none;
        { calibrate::TableFile begun(folder.path(), calibration(), none); }
        return text_in(file);
    }();
    put_text(file, with_sealed_lines(header, std::string(data, data + size)));
    try {
        calibrate::ReferenceTable table;
        { calibrate::TableFile opened(folder.path(), calibration(), table); }
        demand_no_fault(fault_of(table));
    } catch (const base::DataError& error) {
        demand_place(error.what(), file.string());
    }
    return 0;
}
