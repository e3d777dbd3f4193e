// Any key with a value of any kind: the file is refused with a place, or read.
#include "host/toml/merge.hpp"
#include "host/toml/override.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

/// The paths of all tables and values, as `--set` names them.
void gather(const toml::Node& node, const std::string& path, std::vector<std::string>& paths) {
    std::size_t number = 0;
    for (const toml::Node& child : node.children) {
        const toml::Node* id = child.find("id");
        const std::string name = node.is_table()                  ? child.name
                                 : id != nullptr && id->is_text() ? id->text
                                                                  : std::to_string(number);
        ++number;
        // Parameters are read alike: one group is enough.
        if (path.empty() && toml::is_parameter_group(name) && name != "aldesleukin") continue;
        paths.push_back(path.empty() ? name : path + "." + name);
        if (paths.back().find('.') != std::string::npos || child.is_table() || child.is_array())
            gather(child, paths.back(), paths);
    }
}

class WrongKinds : public CohortFiles {};

TEST_F(WrongKinds, AreRefusedOrRead) {
    const CohortFile file(over_base(
        "[drug.aldesleukin]\nlabel = \"IL-2\"\n[trial]\nn = 9\ngate = { patients = 4, responders = 1 }\n"
        "[solver]\nmax_steps = 1000\n[study]\nseed = 1\n[regimen.like_hd]\nlike = \"hd\"\nhold = \"1 d\"\n"
        "[[regimen.like_hd.rule]]\nat = \"dose\"\nwhen = \"leak\"\nis = \">\"\n"
        "value = { parameter = \"toxicity.leak_tolerance\" }\ndo = \"hold\"\n"
        "[[pool]]\nid = \"both\"\nparts = { control = 1, treated = 2 }\n"
        "[[published]]\nlabel = \"l\"\narm = \"control\"\nresponders = 1\nn = 9\nrole = \"validation\"\n"
        "source = \"s\"\npfs = [[\"1 d\", 0.5]]\n"));
    base::Report report;
    std::vector<std::string> paths;
    gather(toml::parse_toml(file.with({}).resolved, "resolved.toml", report), "", paths);
    ASSERT_GT(paths.size(), 100u);
    int refused = 0;
    for (const std::string& path : paths)
        for (const char* value : {"-1", "\"x\"", "[]", "[{}]", "{}"}) {
            try {
                file.with({{path + "=" + value}, {}, {}});
            } catch (const base::CohortError& error) {
                ++refused;
                for (const base::Diagnostic& one : error.diagnostics)
                    EXPECT_FALSE(one.file.empty() || one.message.empty()) << path << "=" << value;
            }
        }
    EXPECT_GT(refused, int(paths.size()));
}

}  // namespace
}  // namespace twinarm::cohort
