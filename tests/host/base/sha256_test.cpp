// SHA-256 against the known answers of FIPS 180-4.
#include "host/base/sha256.hpp"

#include <gtest/gtest.h>

namespace twinarm::base {
namespace {

std::string hash_of(const std::string& text) {
    Sha256 hash;
    hash.add(text);
    return hash.hex();
}

TEST(Sha256, KnownAnswers) {
    EXPECT_EQ(hash_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hash_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hash_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(hash_of(std::string(1000000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotDependOnHowTheBytesArrive) {
    const std::string text(200, 'x');
    for (std::size_t cut = 0; cut <= text.size(); cut += 7) {
        Sha256 hash;
        hash.add(text.substr(0, cut));
        hash.add(text.substr(cut));
        EXPECT_EQ(hash.hex(), hash_of(text)) << cut;
    }
}

}  // namespace
}  // namespace twinarm::base
