// Replaces xpt_file.cpp in a program built without ReadStat.
#include "host/adam/xpt_file.hpp"
#include "host/base/errors.hpp"

namespace twinarm::adam {

bool xpt_is_built() {
    return false;
}

void require_xpt(const std::string& wanted_for) {
    throw base::DeviceError(wanted_for +
                            ": this program was built without ReadStat\n"
                            "  Install libreadstat-dev (Debian), configure again (cmake --fresh) and build "
                            "again. Parquet and Dataset-JSON do not need it.");
}

store::OutputRecord write_xpt(const std::filesystem::path& folder, const Dataset&, const std::string&,
                              RowSpool&) {
    require_xpt(folder.string());
    return {};
}

}  // namespace twinarm::adam
