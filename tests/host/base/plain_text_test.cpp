// Texts of others on a terminal.
#include "host/base/plain_text.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace twinarm::base {
namespace {

TEST(PlainText, OrdinaryTextOfAnyLanguageComesBack) {
    for (const char* text : {"", "NKTR-214 + nivolumab, µg/kg ≥ 1", "日本語", "עברית", "\xf0\x9f\x92\x8a"})
        EXPECT_EQ(plain_text(text), text);
}

TEST(PlainText, ControlCharactersAreSpelledOut) {
    EXPECT_EQ(plain_text("a\033[2Jb\rc\nd\te\x7f"), "a\\x1b[2Jb\\x0dc\\x0ad\\x09e\\x7f");
    EXPECT_EQ(plain_text(std::string("a\0b", 3)), "a\\x00b");
    EXPECT_EQ(plain_text("\xc2\x9b"
                         "2J"),
              "\\u009b2J");  // CSI in one letter
}

TEST(PlainText, BidirectionalControlsAreSpelledOut) {
    EXPECT_EQ(plain_text("\u200e\u200f\u061c"), "\\u200e\\u200f\\u061c");
    EXPECT_EQ(plain_text("\u202a\u202b\u202c\u202d\u202e"), "\\u202a\\u202b\\u202c\\u202d\\u202e");
    EXPECT_EQ(plain_text("\u2066\u2067\u2068\u2069"), "\\u2066\\u2067\\u2068\\u2069");
    EXPECT_EQ(plain_text("\u2028\u2029"), "\\u2028\\u2029");
}

TEST(PlainText, BytesThatAreNoUtf8AreSpelledOut) {
    EXPECT_EQ(plain_text("a\x9bz"), "a\\x9bz");
    EXPECT_EQ(plain_text("\xc0\x9b"), "\\xc0\\x9b");           // too long a form of ESC
    EXPECT_EQ(plain_text("\xe0\x80\x9b"), "\\xe0\\x80\\x9b");  // the same in three bytes
    EXPECT_EQ(plain_text("\xed\xa0\x80"), "\\xed\\xa0\\x80");  // half of a pair
    EXPECT_EQ(plain_text("\xe2\x80"), "\\xe2\\x80");           // cut off
}

TEST(PlainText, ALineOfTextHoldsNothingThatTakesEffect) {
    for (const char* text : {"", "NKTR-214 + nivolumab, µg/kg ≥ 1", "<b>&\"'</b>", "../x", "=1",
                             "עברית\u200f", "\u200e\u061c", "\xf0\x9f\x92\x8a", "\ufffd"})
        EXPECT_TRUE(is_line_of_text(text)) << text;
    for (const std::string text :
         {"\033[2J", "\x07", "a\nb", "a\tb", "a\r", "\x7f", "\u0080", "\u009b", "\u2028", "\u2029", "\u202a",
          "\u202e", "\u2066", "\u2069", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff", "a\x9bz"})
        EXPECT_FALSE(is_line_of_text(text)) << plain_text(text);
    EXPECT_FALSE(is_line_of_text(std::string_view("a\0b", 3)));
}

TEST(MarkupText, IsNoMarkup) {
    EXPECT_EQ(markup_text("</style><script a=\"b\">&amp;'"),
              "&lt;/style&gt;&lt;script a=&quot;b&quot;&gt;&amp;amp;'");
}

TEST(PlainJson, MeansTheSameWithoutControls) {
    const nlohmann::json json = {{"a\u202e", "\u009b2J\x7f µ \033"}};
    const std::string plain = plain_json(json.dump(2));
    EXPECT_EQ(nlohmann::json::parse(plain), json);
    EXPECT_EQ(plain, "{\n  \"a\\u202e\": \"\\u009b2J\\u007f µ \\u001b\"\n}");
}

}  // namespace
}  // namespace twinarm::base
