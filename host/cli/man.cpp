// twinarm man: the manual page, written from the command line itself.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "host/cli/command_line.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/run/build_info.hpp"

namespace twinarm {

namespace {

/// Text of a paragraph: what roff would take for its own is told apart.
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

std::string synopsis(const VerbWords& verb) {
    std::string text = bold("twinarm " + verb.name);
    bool optional = false;
    for (const OptionWords& option : verb.options) {
        if (option.argument)
            text += " " + italic(option.names[0]) + (option.repeated ? "..." : "");
        else
            optional = true;
    }
    return text + (optional ? " [" + italic("options") + "]" : "");
}

std::string option_part(const OptionWords& option) {
    std::string names, text = roff(option.description);
    for (const std::string& name : option.names)
        names += (names.empty() ? "" : ", ") + (option.argument ? italic(name) : bold(name));
    if (!option.value.empty() && !option.argument) names += " " + italic(option.value);
    if (!option.choices.empty()) text += roff(fmt::format(" ({})", fmt::join(option.choices, ", ")));
    if (!option.otherwise.empty()) text += roff("; default " + option.otherwise);
    return ".TP\n" + names + "\n" + text + "\n";
}

std::string manual(const CLI::App& app, const std::vector<VerbWords>& verbs) {
    std::string text = fmt::format(
        ".\\\" Written by \"twinarm man\" from the command line itself.\n"
        ".TH TWINARM 1 \"\" \"twinarm {}\" \"User Commands\"\n"
        ".SH NAME\ntwinarm \\- trials of interleukin\\-2 drugs in virtual patients\n.SH SYNOPSIS\n",
        build_info().version);
    for (const VerbWords& verb : verbs) text += (&verb == &verbs[0] ? "" : ".br\n") + synopsis(verb) + "\n";
    text += ".SH DESCRIPTION\n" + roff(app.get_description()) + "\n.SH VERBS\n";
    for (const VerbWords& verb : verbs) {
        text += ".SS " + synopsis(verb) + "\n" + roff(verb.description) + ".\n";
        for (const OptionWords& option : verb.options) text += option_part(option);
        text += footer(verb.footer);
    }
    return text + ".SH NOTES\n.nf\n" + roff(app.get_footer()) + "\n.fi\n";
}

nlohmann::ordered_json described(const CLI::App& app, const std::vector<VerbWords>& verbs) {
    using Json = nlohmann::ordered_json;
    Json all = Json::array();
    for (const VerbWords& verb : verbs) {
        Json options = Json::array();
        for (const OptionWords& option : verb.options)
            options.push_back({{"names", option.names},
                               {"argument", option.argument},
                               {"required", option.required},
                               {"repeated", option.repeated},
                               {"value", option.value.empty() ? Json(nullptr) : Json(option.value)},
                               {"choices", option.choices},
                               {"default", option.otherwise.empty() ? Json(nullptr) : Json(option.otherwise)},
                               {"description", option.description}});
        all.push_back({{"name", verb.name}, {"description", verb.description}, {"options", options}});
    }
    return {{"program", "twinarm"},
            {"version", build_info().version},
            {"description", app.get_description()},
            {"verbs", all}};
}

}  // namespace

void add_man(CLI::App& app, ExitCode& exit) {
    auto json = std::make_shared<bool>(false);
    CLI::App* verb = app.add_subcommand("man", "The manual page, as roff");
    add_json_flag(*verb, *json);
    verb->footer(
        "Examples:\n  twinarm man | man -l -\n"
        "  twinarm man > ~/.local/share/man/man1/twinarm.1");
    verb->callback([&app, json, &exit] {
        const std::vector<VerbWords> verbs = verbs_of(app);
        if (*json)
            print_json(described(app, verbs));
        else
            fmt::print("{}", manual(app, verbs));
        exit = ExitCode::ok;
    });
}

}  // namespace twinarm
