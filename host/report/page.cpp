// The report as one self-contained HTML page.
#include "host/report/page.hpp"

#include <boost/beast/core/detail/base64.hpp>
#include <boost/beast/core/detail/base64.ipp>
#include <cstdlib>

#include "host/base/plain_text.hpp"
#include "host/base/sha256.hpp"
#include "host/report/page_parts.hpp"

namespace twinarm::report {

namespace {

/// The same JSON in letters that end no script element and no line of one: only inside of texts do these
/// stand in JSON, and there they may be escaped.
std::string inside_script(const std::string& json) {
    std::string text;
    text.reserve(json.size() + json.size() / 64);
    for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string_view rest = std::string_view(json).substr(i);
        if (json[i] == '<') {
            text += "\\u003c";
        } else if (json[i] == '>') {
            text += "\\u003e";
        } else if (json[i] == '&') {
            text += "\\u0026";
        } else if (rest.starts_with("\xe2\x80\xa8") || rest.starts_with("\xe2\x80\xa9")) {
            text += rest[2] == '\xa8' ? "\\u2028" : "\\u2029";
            i += 2;
        } else {
            text += json[i];
        }
    }
    return text;
}

/// 'sha256-...': how a content security policy names a script or a style by what stands in it.
std::string named_by_hash(const std::string& text) {
    const std::string digits = base::sha256_of(text);
    std::string digest;
    for (std::size_t i = 0; i < digits.size(); i += 2)
        digest += char(std::strtol(digits.substr(i, 2).c_str(), nullptr, 16));
    std::string base64(boost::beast::detail::base64::encoded_size(digest.size()), '\0');
    base64.resize(boost::beast::detail::base64::encode(base64.data(), digest.data(), digest.size()));
    return "'sha256-" + base64 + "'";
}

/// The page's own scripts and style, pictures inside of it, and nothing else: no request, no other script, no
/// text that becomes markup.
std::string security_policy(const char* script) {
    return "default-src 'none'; script-src " + named_by_hash(page_d3) + ' ' + named_by_hash(script) +
           "; style-src " + named_by_hash(page_style) +
           "; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
           "trusted-types 'none'";
}

void put(std::string& page, const std::string& mark, const std::string& text) {
    page.replace(page.find(mark), mark.size(), text);
}

}  // namespace

bool report_is_built() {
    return true;
}

void require_report() {}

std::string report_page(const std::string& title, const std::string& data, PageKind kind) {
    const char* script = kind == PageKind::design ? design_page_script : page_script;
    std::string page = page_skeleton;
    // From the end to the beginning: a mark inside of what was put in is never found.
    put(page, "{{script}}", script);
    put(page, "{{d3}}", page_d3);
    put(page, "{{data}}", inside_script(data));
    put(page, "{{style}}", page_style);
    put(page, "{{policy}}", security_policy(script));
    put(page, "{{title}}", base::markup_text(title));
    return page;
}

}  // namespace twinarm::report
