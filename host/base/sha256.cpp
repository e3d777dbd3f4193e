// SHA-256 of a stream of bytes, so that a result can be recognised.
#include "host/base/sha256.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <iterator>
#include <stdexcept>

namespace twinarm::base {

namespace {

void require(int succeeded) {
    if (succeeded != 1) throw std::runtime_error("OpenSSL cannot compute a SHA-256");
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    require(context_ != nullptr);
    require(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr));
}
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
    require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
}

std::string Sha256::hex() {
    std::array<unsigned char, 32> digest{};
    require(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr));
    std::string digits;
    for (const unsigned char byte : digest) fmt::format_to(std::back_inserter(digits), "{:02x}", byte);
    return digits;
}

std::string Sha256::hex_so_far() const {
    Sha256 copy;
    require(EVP_MD_CTX_copy_ex(copy.context_.get(), context_.get()));
    return copy.hex();
}

std::string sha256_of(std::string_view text) {
    Sha256 hash;
    hash.add(text);
    return hash.hex();
}

}  // namespace twinarm::base
