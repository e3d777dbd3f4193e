// twinarm man: the manual page, written from the command line itself.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "host/base/build_info.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"

namespace twinarm::cli {

namespace {

using Json = nlohmann::ordered_json;

/// Text of a paragraph: escapes what roff would read as its own syntax.
std::string roff(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        const bool starts_line = escaped.empty() || escaped.back() == '\n';
        if (starts_line && (c == '.' || c == '\'')) escaped += "\\&";
        if (c == '\\')
            escaped += "\\e";
        else if (c == '-')
            escaped += "\\-";
        else if (c == '\'')
            escaped += "\\(aq";
        else if (c == '~')
            escaped += "\\(ti";
        else if (c == '^')
            escaped += "\\(ha";
        else
            escaped += c;
    }
    return escaped;
}

/// A footer's examples keep their lines; its prose before them is filled.
std::string footer(const std::string& text) {
    std::string out;
    std::istringstream lines(text);
    bool examples = false;
    for (std::string line; std::getline(lines, line);) {
        if (!examples && line.rfind("Example", 0) == 0) {
            out += ".PP\n" + roff(line) + "\n.PP\n.nf\n.RS\n";
            examples = true;
        } else {
            out += roff(examples && line.rfind("  ", 0) == 0 ? line.substr(2) : line) + "\n";
        }
    }
    if (out.empty()) return "";
    return (examples && out.rfind(".PP", 0) == 0 ? "" : ".PP\n") + out + (examples ? ".RE\n.fi\n" : "");
}

std::string bold(const std::string& text) {
    return "\\fB" + roff(text) + "\\fR";
}
std::string italic(const std::string& text) {
    return "\\fI" + roff(text) + "\\fR";
}

std::string synopsis(const Verb& verb) {
    std::string text = bold("twinarm " + verb.name);
    bool optional = false;
    for (const Option& option : verb.options) {
        if (option.argument)
            text += " " + italic(option.names[0]) + (is_repeated(option) ? "..." : "");
        else
            optional = true;
    }
    return text + (optional ? " [" + italic("options") + "]" : "");
}

std::string option_part(const Option& option) {
    std::string names, text = roff(option.description);
    for (const std::string& name : option.names)
        names += (names.empty() ? "" : ", ") + (option.argument ? italic(name) : bold(name));
    if (!value_name(option).empty() && !option.argument) names += " " + italic(value_name(option));
    if (!option.rules.choices.empty())
        text += roff(fmt::format(" ({})", fmt::join(option.rules.choices, ", ")));
    if (!default_text(option).empty()) text += roff("; default " + default_text(option));
    return ".TP\n" + names + "\n" + text + "\n";
}

std::string manual(const Program& program) {
    std::string text = fmt::format(
        ".\\\" Written by \"twinarm man\" from the command line itself.\n"
        ".TH TWINARM 1 \"\" \"twinarm {}\" \"User Commands\"\n"
        ".SH NAME\ntwinarm \\- trials of interleukin\\-2 drugs in virtual patients\n.SH SYNOPSIS\n",
        base::build_info().version);
    for (const Verb& verb : program.verbs)
        text += (&verb == &program.verbs[0] ? "" : ".br\n") + synopsis(verb) + "\n";
    text += ".SH DESCRIPTION\n" + roff(program.description) + "\n.SH VERBS\n";
    for (const Verb& verb : program.verbs) {
        text += ".SS " + synopsis(verb) + "\n" + roff(verb.summary) + ".\n";
        for (const Option& option : verb.options) text += option_part(option);
        text += footer(verb.footer.empty() ? program.footer : verb.footer);
    }
    return text + ".SH NOTES\n.nf\n" + roff(program.footer) + "\n.fi\n";
}

nlohmann::ordered_json described(const Program& program) {
    Json all = Json::array();
    for (const Verb& verb : program.verbs) {
        Json options = Json::array();
        for (const Option& option : verb.options)
            options.push_back(
                {{"names", option.names},
                 {"argument", option.argument},
                 {"required", option.rules.required},
                 {"repeated", is_repeated(option)},
                 {"value", value_name(option).empty() ? Json(nullptr) : Json(value_name(option))},
                 {"choices", option.rules.choices},
                 {"default", default_text(option).empty() ? Json(nullptr) : Json(default_text(option))},
                 {"description", option.description}});
        all.push_back({{"name", verb.name}, {"description", verb.summary}, {"options", options}});
    }
    return {{"program", "twinarm"},
            {"version", base::build_info().version},
            {"description", program.description},
            {"verbs", all}};
}

}  // namespace

Verb man_verb(const Program& program) {
    auto json = std::make_shared<bool>(false);
    Verb verb("man", "The manual page, as roff");
    add_json_flag(verb, *json);
    verb.footer =
        "Examples:\n  twinarm man | man -l -\n"
        "  twinarm man > ~/.local/share/man/man1/twinarm.1";
    verb.action = [json, &program] {
        if (*json)
            print_json(described(program));
        else
            fmt::print("{}", manual(program));
        return study::ExitCode::ok;
    };
    return verb;
}

}  // namespace twinarm::cli
