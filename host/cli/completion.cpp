// twinarm completion: what a shell needs to complete a command line, written from the command line itself.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"

namespace twinarm::cli {

namespace {

std::string joined(const std::vector<std::string>& words, const char* between) {
    return fmt::format("{}", fmt::join(words, between));
}

std::vector<std::string> names_of(const std::vector<Verb>& verbs) {
    std::vector<std::string> names;
    for (const Verb& verb : verbs) names.push_back(verb.name);
    return names;
}

/// What bash offers for the value of an option: known values, beginnings, files, or nothing for a number or a
/// text.
std::string bash_values(const OptionRules& rules) {
    const auto among = [](const std::vector<std::string>& words) {
        return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$word\"))", joined(words, " "));
    };
    if (!rules.choices.empty()) return among(rules.choices);
    if (!rules.suggestions.empty()) return among(rules.suggestions) + "; compopt -o nospace 2> /dev/null";
    return rules.file ? "COMPREPLY=($(compgen -f -- \"$word\"))" : ":";
}

/// Case branches of a verb.
std::string bash_verb(const Verb& verb) {
    std::vector<std::string> names;
    std::string values, arguments;
    for (const Option& option : verb.options) {
        if (option.argument) {
            arguments += " " + joined(option.rules.choices, " ");
            continue;
        }
        names.insert(names.end(), option.names.begin(), option.names.end());
        if (value_name(option).empty()) continue;
        values += fmt::format("                {}) {}; return ;;\n", joined(option.names, "|"),
                              bash_values(option.rules));
    }
    return fmt::format(
        "        {})\n"
        "            case $before in\n{}                =) return ;;\n            esac\n"
        "            options='{}' values='{}' ;;\n",
        verb.name, values, joined(names, " "),
        arguments.find_first_not_of(' ') == std::string::npos ? "" : arguments.substr(1));
}

std::string bash(const std::vector<Verb>& verbs) {
    std::string branches;
    for (const Verb& verb : verbs) branches += bash_verb(verb);
    return fmt::format(
        "# Completion of twinarm for bash: source <(twinarm completion bash)\n"
        "_twinarm() {{\n"
        "    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} options values\n"
        "    COMPREPLY=()\n"
        "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
        "        COMPREPLY=($(compgen -W '{} --help' -- \"$word\"))\n"
        "        return\n"
        "    fi\n"
        "    case ${{COMP_WORDS[1]}} in\n{}"
        "        *) return ;;\n"
        "    esac\n"
        "    case $word in\n"
        "        -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
        "        *) if [ -n \"$values\" ]; then COMPREPLY=($(compgen -W \"$values\" -- \"$word\"))\n"
        "           else COMPREPLY=($(compgen -f -- \"$word\")); fi ;;\n"
        "    esac\n"
        "}}\n"
        "complete -o filenames -F _twinarm twinarm\n",
        joined(names_of(verbs), " "), branches);
}

/// zsh reads bash's completions.
std::string zsh(const std::vector<Verb>& verbs) {
    return "#compdef twinarm\n# Completion of twinarm for zsh: source <(twinarm completion zsh)\n"
           "autoload -U +X compinit && compinit -u\nautoload -U +X bashcompinit && bashcompinit\n" +
           bash(verbs);
}

std::string fish_quoted(const std::string& text) {
    std::string quoted;
    for (const char c : text) quoted += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return "'" + quoted + "'";
}

std::string fish(const std::vector<Verb>& verbs) {
    std::string text = "# Completion of twinarm for fish: twinarm completion fish | source\n";
    for (const Verb& verb : verbs) {
        text += fmt::format("complete -c twinarm -f -n __fish_use_subcommand -a {} -d {}\n", verb.name,
                            fish_quoted(verb.summary));
        const std::string after = fmt::format("-n '__fish_seen_subcommand_from {}'", verb.name);
        for (const Option& option : verb.options) {
            if (option.argument && option.rules.choices.empty()) continue;
            text += "complete -c twinarm " + after;
            if (!option.argument)
                for (const std::string& name : option.names)
                    text += name[1] == '-' ? " -l " + name.substr(2) : " -s " + name.substr(1);
            if (!value_name(option).empty() && !option.argument) text += " -r";
            const std::vector<std::string>& words =
                option.rules.choices.empty() ? option.rules.suggestions : option.rules.choices;
            if (!words.empty())
                text += " -f -a " + fish_quoted(joined(words, " "));
            else if (!value_name(option).empty() && !option.argument && !option.rules.file)
                text += " -f";
            text += " -d " + fish_quoted(option.description) + "\n";
        }
    }
    return text;
}

}  // namespace

Verb completion_verb(const Program& program) {
    struct Options {
        std::string shell;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    Verb verb("completion", "What a shell needs to complete command lines");
    verb.argument("SHELL", &options->shell, "bash, zsh or fish",
                  {.choices = {"bash", "zsh", "fish"}, .required = true});
    add_json_flag(verb, options->json);
    verb.footer =
        "Examples:\n  source <(twinarm completion bash)\n"
        "  twinarm completion fish > ~/.config/fish/completions/twinarm.fish";
    verb.action = [options, &program] {
        const std::string script = options->shell == "fish"  ? fish(program.verbs)
                                   : options->shell == "zsh" ? zsh(program.verbs)
                                                             : bash(program.verbs);
        if (options->json)
            print_json(nlohmann::ordered_json{{"shell", options->shell}, {"script", script}});
        else
            fmt::print("{}", script);
        return study::ExitCode::ok;
    };
    return verb;
}

}  // namespace twinarm::cli
