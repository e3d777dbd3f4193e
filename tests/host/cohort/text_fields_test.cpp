// Texts that do something in a terminal, a spreadsheet, a page or a file system, in every text field of a
// cohort: refused with their place, or taken as they are.
#include "host/cohort/populations.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

using TextFields = CohortFiles;

/// A text over the base cohort; TEXT stands in the place of the field.
struct Field {
    std::string name, toml;
    bool names_something;  ///< and becomes a cell of CSV files
};

const std::string published = "\narm = \"control\"\nresponders = 1\nn = 9\nrole = \"validation\"\n";

const std::vector<Field>& fields() {
    static const std::vector<Field> all = {
        {"study.id", "[study]\nid = TEXT\n", true},
        {"study.title", "[study]\ntitle = TEXT\n", false},
        {"study.disease", "[study]\ndisease = TEXT\n", false},
        {"drug.label", "[drug.nivolumab]\nlabel = TEXT\n", true},
        {"drug.source", "[drug.nivolumab]\nsource = TEXT\n", false},
        {"regimen's name", "[regimen.TEXT]\nlike = \"hd\"\n", false},
        {"regimen.label", "[regimen.hd]\nlabel = TEXT\n", true},
        {"regimen.source", "[regimen.hd]\nsource = TEXT\n", false},
        {"arm.id", "[[arm]]\nid = TEXT\nregimens = []\n", true},
        {"arm.label", "[[arm]]\nid = \"a\"\nregimens = []\nlabel = TEXT\n", true},
        {"pool.id", "[[pool]]\nparts = { control = 1 }\nid = TEXT\n", true},
        {"pool.label", "[[pool]]\nparts = { control = 1 }\nid = \"p\"\nlabel = TEXT\n", true},
        {"published.label", "[[published]]\nsource = \"s\"\nlabel = TEXT" + published, true},
        {"published.source", "[[published]]\nlabel = \"l\"\nsource = TEXT" + published, false},
        {"a parameter's source", "[tumour]\ncrowding = { value = 0.1, source = TEXT }\n", false},
        {"a correlation's source",
         "[[correlation]]\nbetween = [\"tumour.growth_rate\", \"tumour.baseline_sld\"]\nvalue = 0.1\n"
         "source = TEXT\n",
         false},
    };
    return all;
}

/// As a TOML text; escapes stand in it as TOML has them.
std::string with_text(const Field& field, const std::string& text) {
    std::string toml = field.toml;
    return toml.replace(toml.find("TEXT"), 4, "\"" + text + "\"");
}

TEST_F(TextFields, HoldNoOrderToATerminalAndNoEndOfLine) {
    for (const Field& field : fields())
        for (const char* control :
             {"\\u001b[2J", "\\u0007", "\\u0000", "\\n", "\\t", "\\r", "\\u007f", "\\u009b2J", "\\u2028",
              "\\u202e", "\\u2066", "\\uFFFE", "\u009b2J", "\u202e"}) {
            const std::string error =
                first_error_over_base(with_text(field, std::string("a") + control + "b"));
            EXPECT_EQ(error.rfind("c.toml:", 0), 0u) << field.name << ' ' << control << ": " << error;
            EXPECT_NE(error.find("a text of one line, without control characters"), std::string::npos)
                << field.name << ' ' << control << ": " << error;
        }
}

TEST_F(TextFields, ThatBecomeCellsDoNotBeginAsAFormula) {
    for (const Field& field : fields())
        for (const char* formula : {"=HYPERLINK(0)", "+1", "-1+1", "@SUM(0)", " =1", "\\uFF1D1"}) {
            const std::string error = first_error_over_base(with_text(field, formula));
            if (!field.names_something) {
                EXPECT_EQ(error, "") << field.name << ' ' << formula;
                continue;
            }
            EXPECT_EQ(error.rfind("c.toml:", 0), 0u) << field.name << ' ' << formula << ": " << error;
            EXPECT_NE(error.find("begins as a formula, which a spreadsheet would compute"), std::string::npos)
                << field.name << ' ' << formula << ": " << error;
        }
}

TEST_F(TextFields, MayHoldMarkupPathsSignsAndOtherScripts) {
    for (const Field& field : fields())
        for (const char* text : {"</script><script>alert(1)</script>", "</style>&amp;", "../../x", "/x", ".x",
                                 "a = 1 + 1, \\\"b\\\"; 'c'", "%s{}", "\u05e2\u200f"})
            EXPECT_EQ(error_over_base(with_text(field, text)), "") << field.name << ' ' << text;
}

/// What is wrong with a populations file with this name and this value for another disease.
std::string error_of_population(const std::string& name, const std::string& value,
                                const std::string& path = "tumour.crowding.value") {
    try {
        read_populations("population,weight,\"" + path + " @ other\"\n\"" + name + "\",1,\"" + value + "\"\n",
                         "p.csv");
        return "";
    } catch (const base::CohortError& error) {
        return error.what();
    }
}

TEST_F(TextFields, OfAPopulationsFileAreNoFormulasAndNoOrders) {
    EXPECT_EQ(error_of_population("p1", "0.1"), "");
    EXPECT_EQ(error_of_population("<b>../x", "-0.1 1/h"), "");
    for (const char* formula : {"=1", "+1", "-1", "@x", "\uff1d1"})
        EXPECT_EQ(error_of_population(formula, "0.1").rfind("p.csv:2:1: `", 0), 0u) << formula;
    for (const char* formula : {"=1", "+x", "-1+cmd|' /C calc'!A0", "@x"})
        EXPECT_NE(error_of_population("p", formula).find("p.csv:2:7: `"), std::string::npos) << formula;
    for (const char* formula : {"=x", "@x", "+x"})
        EXPECT_NE(error_of_population("p", "1", formula).find("p.csv:1:19: `"), std::string::npos) << formula;
    for (const char* control : {"\033[2J", "\u009b", "\u202e", "\x07"}) {
        EXPECT_EQ(error_of_population(std::string("p") + control, "1"),
                  "p.csv:2:1: a name is a text of one line, without control characters");
        EXPECT_NE(error_of_population("p", "1", std::string("a @ b") + control), "");
    }
}

}  // namespace
}  // namespace twinarm::cohort
