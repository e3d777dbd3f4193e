// The data inside of a report.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/host/temporary_folder.hpp"

namespace twinarm::cli {

inline nlohmann::json page_data(const std::filesystem::path& file) {
    const std::string page = text_in(file), start = "id=\"data\">";
    const std::size_t first = page.find(start) + start.size();
    return nlohmann::json::parse(page.substr(first, page.find("</script>", first) - first), nullptr, false);
}

}  // namespace twinarm::cli
