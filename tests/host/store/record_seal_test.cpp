// run.json holds the SHA-256 of its own text: no byte of it can change unseen.
#include "host/store/record_seal.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace twinarm::store {
namespace {

TEST(RecordSeal, EveryChangedByteBreaksIt) {
    const std::string text = sealed_text({{"seed", 7}, {"sha256", "old"}, {"study", "s\n"}});
    EXPECT_TRUE(is_sealed(text));
    EXPECT_EQ(nlohmann::json::parse(text).size(), 3u);
    for (std::size_t at = 0; at < text.size(); ++at)
        for (const int bit : {1, 32}) {
            std::string changed = text;
            changed[at] = char(changed[at] ^ bit);
            EXPECT_FALSE(is_sealed(changed)) << at;
        }
    EXPECT_FALSE(is_sealed(text + '\n'));
    EXPECT_FALSE(is_sealed(text.substr(1)));
    EXPECT_FALSE(is_sealed(""));
}

TEST(RecordSeal, SealedAgainItIsTheSame) {
    const std::string text = sealed_text({{"seed", 7}});
    EXPECT_EQ(sealed_text(nlohmann::ordered_json::parse(text)), text);
    std::string changed = text;
    changed[text.find('7')] = '8';
    EXPECT_TRUE(is_sealed(sealed_again(changed)));
    EXPECT_EQ(sealed_again("{}\n"), "{}\n");
}

}  // namespace
}  // namespace twinarm::store
