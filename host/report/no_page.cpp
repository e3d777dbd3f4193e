// In place of page.cpp where the program is built without d3.
#include "host/base/errors.hpp"
#include "host/report/page.hpp"

namespace twinarm::report {

bool report_is_built() {
    return false;
}

std::string report_page(const std::string&, const std::string&) {
    throw base::DeviceError(
        "report: this program was built without d3, which draws the charts\n"
        "  Install node-d3 (Debian) and build again.");
}

}  // namespace twinarm::report
