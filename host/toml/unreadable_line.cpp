// Lines past their texts and comments.
#include "host/toml/unreadable_line.hpp"

namespace twinarm::toml {

UnreadableLine unreadable_line(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);  // byte order mark
    int line = 1, dots = 0;
    std::string_view end;  // of the text or comment that we are in
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest = text.substr(i);
        if (text[i] == '\n') {
            ++line;
            dots = 0;
            if (end.size() == 1) end = {};
        } else if (!end.empty()) {
            const bool escape = end[0] == '"' && (rest.starts_with("\\\"") || rest.starts_with("\\\\"));
            if (escape) {
                ++i;
            } else if (rest.starts_with(end)) {
                i += end.size() - 1;
                // A text in three quotes may have two more before its end.
                for (int more = 0; more < 2 && end.size() == 3 && text.substr(i + 1, 1) == end.substr(0, 1);
                     ++more)
                    ++i;
                end = {};
            }
        } else if (text[i] == '"' || text[i] == '\'') {
            const bool three = rest.starts_with("\"\"\"") || rest.starts_with("'''");
            end = rest.substr(0, three ? 3 : 1);
            i += end.size() - 1;
        } else if (text[i] == '#') {
            end = "\n";
        } else if (text[i] == '.' && ++dots > 100) {
            return {line, "a key of more than 100 names joined by dots"};
        } else if (std::string_view("=,[{").find(text[i]) != std::string_view::npos) {
            dots = 0;  // here another key or number may begin
        } else if ((text[i] & 0x80) != 0) {
            return {line, "only texts in quotes and comments may have characters that are not ASCII"};
        }
    }
    return {};
}

}  // namespace twinarm::toml
