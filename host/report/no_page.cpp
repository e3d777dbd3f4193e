// In place of page.cpp where the program is built without d3.
#include "host/report/page.hpp"
#include "host/run/errors.hpp"

namespace twinarm {

bool report_is_built() {
    return false;
}

std::string report_page(const std::string&, const std::string&) {
    throw DeviceError(
        "report: this program was built without d3, which draws the charts\n"
        "  Install node-d3 (Debian) and build again.");
}

}  // namespace twinarm
