// UTF-8: which bytes are it.
#include "host/base/utf8.hpp"

#include <gtest/gtest.h>

namespace twinarm::base {
namespace {

constexpr auto none = std::string::npos;

TEST(Utf8, EveryWellFormedTextIsTaken) {
    for (const char* text : {"", "plain", "caf\xc3\xa9", "\xe2\x82\xac 3", "\xf0\x9f\x98\x80"})
        EXPECT_EQ(first_not_utf8(text), none) << text;
}

TEST(Utf8, TheFirstByteThatIsNoneIsFound) {
    EXPECT_EQ(first_not_utf8("caf\xe9"), 3u);         // Latin-1
    EXPECT_EQ(first_not_utf8("a\xe2\x82"), 1u);       // cut short
    EXPECT_EQ(first_not_utf8("\xc0\xaf"), 0u);        // longer than needed
    EXPECT_EQ(first_not_utf8("ab\xed\xa0\x80"), 2u);  // half of a pair of UTF-16
    EXPECT_EQ(first_not_utf8("\xf5\x80\x80\x80"), 0u);
}

TEST(Utf8, Utf16IsNamed) {
    EXPECT_NE(not_utf8_message("\xff\xfe"
                               "a",
                               0)
                  .find("UTF-16"),
              none);
    EXPECT_NE(not_utf8_message("caf\xe9", 3).find("byte 0xe9"), none);
}

TEST(Utf8, LettersAreCountedNotBytes) {
    EXPECT_EQ(letters_in("caf\xc3\xa9"), 4u);
    EXPECT_EQ(letters_in("caf\xe9"), 4u);
}

TEST(Utf8, AByteOrderMarkIsNoText) {
    EXPECT_EQ(without_byte_order_mark("\xef\xbb\xbf"
                                      "a"),
              "a");
    EXPECT_EQ(without_byte_order_mark("a"), "a");
}

}  // namespace
}  // namespace twinarm::base
