// CBOR: the examples of its standard, and texts that are not what is expected.
#include "host/base/cbor.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/base/errors.hpp"

namespace twinarm::base {
namespace {

std::string number(std::uint64_t value) {
    CborWriter writer;
    writer.number(value);
    return writer.finish();
}

std::string bytes(std::initializer_list<int> values) {
    std::string text;
    for (const int value : values) text += char(value);
    return text;
}

// RFC 8949, appendix A.
TEST(Cbor, WritesNumbersInTheirShortestForm) {
    EXPECT_EQ(number(0), bytes({0x00}));
    EXPECT_EQ(number(23), bytes({0x17}));
    EXPECT_EQ(number(24), bytes({0x18, 0x18}));
    EXPECT_EQ(number(100), bytes({0x18, 0x64}));
    EXPECT_EQ(number(1000), bytes({0x19, 0x03, 0xe8}));
    EXPECT_EQ(number(1000000), bytes({0x1a, 0x00, 0x0f, 0x42, 0x40}));
    EXPECT_EQ(number(18446744073709551615u), bytes({0x1b, 255, 255, 255, 255, 255, 255, 255, 255}));
}

TEST(Cbor, ReadsWhatItWrites) {
    for (int bit = 0; bit < 64; ++bit)
        for (const std::uint64_t value : {(std::uint64_t(1) << bit) - 1, std::uint64_t(1) << bit}) {
            const std::string text = number(value);
            CborReader reader(text);
            EXPECT_EQ(reader.number(), value);
            reader.end();
        }
}

TEST(Cbor, IsThatOfOtherPrograms) {
    CborWriter writer;
    writer.map(3);
    writer.text("list");
    writer.list(30);
    for (std::uint64_t i = 0; i < 30; ++i) writer.number(i * i * i * i);
    writer.text("bytes");
    writer.bytes(bytes({1, 2, 255}));
    writer.text("none");
    writer.list(0);
    const std::string written = writer.finish();
    const auto json = nlohmann::ordered_json::from_cbor(written);
    EXPECT_EQ(json["list"].size(), 30u);
    EXPECT_EQ(json["list"][29], 29 * 29 * 29 * 29);
    EXPECT_EQ(json["bytes"].get_binary(), (std::vector<std::uint8_t>{1, 2, 255}));
    const auto again = nlohmann::ordered_json::to_cbor(json);
    EXPECT_EQ(std::string(again.begin(), again.end()), written);
}

TEST(Cbor, RefusesWhatIsNotExpected) {
    const auto refused = [](const std::string& text, auto read) {
        CborReader reader(text);
        try {
            read(reader);
        } catch (const DataError& error) {
            return std::string(error.what());
        }
        return std::string("read");
    };
    const auto read_number = [](CborReader& reader) { reader.number(); };
    EXPECT_EQ(refused("", read_number), "byte 0: cut off");
    EXPECT_EQ(refused(bytes({0x19, 0x03}), read_number), "byte 1: cut off");
    EXPECT_EQ(refused(bytes({0x20}), read_number), "byte 0: no number");  // -1
    EXPECT_EQ(refused(bytes({0xf6}), read_number), "byte 0: no number");  // null
    EXPECT_EQ(refused(bytes({0x18, 0x17}), read_number), "byte 2: not in its shortest form");
    EXPECT_EQ(refused(bytes({0x9f, 0xff}), [](CborReader& reader) { reader.list(); }), "byte 0: no list");
    EXPECT_EQ(refused(bytes({0x5b, 255, 255, 255, 255, 255, 255, 255, 255, 1}),
                      [](CborReader& reader) { reader.bytes(); }),
              "byte 9: cut off");
    EXPECT_EQ(refused(bytes({0x61, 'a'}), [](CborReader& reader) { reader.name("b"); }), "byte 2: no \"b\"");
    EXPECT_EQ(refused(bytes({0x00, 0x00}),
                      [](CborReader& reader) {
                          reader.number();
                          reader.end();
                      }),
              "byte 1: more than there should be");
}

}  // namespace
}  // namespace twinarm::base
