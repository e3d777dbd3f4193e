// The report as one HTML page that asks for nothing outside of itself.
#include "host/report/page.hpp"

#include "host/report/page_parts.hpp"

namespace twinarm {

namespace {

/// Nothing in the data may end the script element that holds it.
std::string inside_script(const std::string& json) {
    std::string text;
    text.reserve(json.size() + json.size() / 64);
    for (const char letter : json) {
        if (letter == '<')
            text += "\\u003c";
        else
            text += letter;
    }
    return text;
}

std::string html_text(const std::string& text) {
    std::string escaped;
    for (const char letter : text) {
        switch (letter) {
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '&':
                escaped += "&amp;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            default:
                escaped += letter;
        }
    }
    return escaped;
}

void put(std::string& page, const std::string& mark, const std::string& text) {
    page.replace(page.find(mark), mark.size(), text);
}

}  // namespace

bool report_is_built() {
    return true;
}

std::string report_page(const std::string& title, const std::string& data) {
    std::string page = page_skeleton;
    // From the end to the beginning: a mark inside of what was put in is never found.
    put(page, "{{script}}", page_script);
    put(page, "{{d3}}", page_d3);
    put(page, "{{data}}", inside_script(data));
    put(page, "{{style}}", page_style);
    put(page, "{{title}}", html_text(title));
    return page;
}

}  // namespace twinarm
