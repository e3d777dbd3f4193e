// A tree as TOML, in the order in which a reader wants it.
#include "host/cohort/resolved.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kernels/model/parameters.hpp"

namespace twinarm::cohort {
namespace {

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (std::uint8_t(c) < 0x20 || c == 0x7f)
                    out += fmt::format("\\u{:04X}", int(std::uint8_t(c)));
                else
                    out += c;
        }
    }
    return out + "\"";
}

std::string key_text(const std::string& key) {
    const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    });
    return bare ? key : quoted(key);
}

std::string number(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    std::string text = fmt::format("{}", value);  // shortest text that reads back to the same bits
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

}  // namespace

std::string value_text(const toml::Node& node) {
    std::string text;
    switch (node.kind) {
        case toml::Node::Kind::boolean:
            return node.boolean ? "true" : "false";
        case toml::Node::Kind::integer:
            return std::to_string(node.integer);
        case toml::Node::Kind::real:
            return number(node.real);
        case toml::Node::Kind::text:
            return quoted(node.text);
        case toml::Node::Kind::array:
            for (const toml::Node& child : node.children)
                text += (text.empty() ? "" : ", ") + value_text(child);
            return "[" + text + "]";
        case toml::Node::Kind::table:
            for (const toml::Node& child : node.children)
                text += (text.empty() ? "" : ", ") + key_text(child.name) + " = " + value_text(child);
            return text.empty() ? "{}" : "{ " + text + " }";
    }
    return text;
}

namespace {

bool is_list_of_tables(const toml::Node& node) {
    return node.is_array() && !node.children.empty() &&
           std::all_of(node.children.begin(), node.children.end(),
                       [](const toml::Node& n) { return n.is_table(); });
}

/// Keys of one table below its header; its rules follow as separate sections.
void write_keys(const toml::Node& table, const std::string& path, std::string& out) {
    for (const toml::Node& child : table.children)
        if (!is_list_of_tables(child) || child.name != "rule")
            out += key_text(child.name) + " = " + value_text(child) + "\n";
    for (const toml::Node& child : table.children)
        if (is_list_of_tables(child) && child.name == "rule")
            for (const toml::Node& rule : child.children) {
                out += "\n[[" + path + ".rule]]\n";
                write_keys(rule, "", out);
            }
}

void write_section(const toml::Node& node, std::string& out) {
    if (is_list_of_tables(node)) {
        for (const toml::Node& one : node.children) {
            out += "\n[[" + key_text(node.name) + "]]\n";
            write_keys(one, "", out);
        }
    } else if (node.is_table() && (node.name == "drug" || node.name == "regimen")) {
        for (const toml::Node& one : node.children) {
            const std::string path = node.name + "." + key_text(one.name);
            out += "\n[" + path + "]\n";
            write_keys(one, path, out);
        }
    } else if (node.is_table()) {
        out += "\n[" + key_text(node.name) + "]\n";
        write_keys(node, "", out);
    }
}

}  // namespace

std::string resolved_text(const toml::Node& root, const Cohort& cohort) {
    std::string out =
        "# Simulated data: every patient that this file leads to is computed, none is real.\n"
        "# One file without includes that reads back to the same study. Made from:\n";
    for (const toml::InputFile& file : cohort.files)
        out += fmt::format("#   {}  sha256 {}\n", quoted(file.path), file.sha256);
    for (const toml::Node& child : root.children)
        if (!child.is_table() && !is_list_of_tables(child))
            out += key_text(child.name) + " = " + value_text(child) + "\n";

    std::vector<std::string> order = {"study", "assessment", "solver",     "trial", "arm",
                                      "pool",  "published",  "escalation", "drug",  "regimen"};
    for (const ParameterEntry& entry : parameter_table.entry)
        if (order.back() != entry.group) order.push_back(entry.group);
    for (const CohortDrug& drug : cohort.drugs)
        if (drug.marginals > 0) order.push_back(drug.name);
    order.push_back("correlation");
    for (const std::string& name : order)
        if (const toml::Node* section = root.find(name)) write_section(*section, out);
    return out;
}

}  // namespace twinarm::cohort
