// SHA-256 of a stream of bytes, so that a result can be recognised.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's

namespace twinarm::base {

class Sha256 {
  public:
    Sha256();
    ~Sha256();

    void add(std::string_view bytes);
    /// 64 hexadecimal digits; nothing may be added afterwards.
    std::string hex();
    /// The same of what was added so far; more may follow.
    std::string hex_so_far() const;

  private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// Of a text that is whole.
std::string sha256_of(std::string_view text);

}  // namespace twinarm::base
