// Replaces page.cpp in a program built without d3.
#include "host/base/errors.hpp"
#include "host/report/page.hpp"

namespace twinarm::report {

bool report_is_built() {
    return false;
}

void require_report() {
    throw base::DeviceError(
        "report: this program was built without d3, which draws the charts\n"
        "  Install node-d3 (Debian) and build again.");
}

std::string report_page(const std::string&, const std::string&, PageKind) {
    require_report();
    return "";
}

}  // namespace twinarm::report
