// run.json sealed with its own SHA-256.
#include "host/store/record_seal.hpp"

#include <nlohmann/json.hpp>
#include <string_view>

#include "host/base/sha256.hpp"

namespace twinarm::store {

namespace {

constexpr std::size_t seal_digits = 64;
constexpr std::string_view seal_tail = "\"\n}\n";

/// Of everything before the digits.
std::string seal_of(std::string_view text) {
    return base::sha256_of(text.substr(0, text.size() - seal_tail.size() - seal_digits));
}

}  // namespace

std::string sealed_text(nlohmann::ordered_json record) {
    record.erase(seal_key);
    record[seal_key] = std::string(seal_digits, '0');
    return sealed_again(record.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n');
}

std::string sealed_again(std::string text) {
    if (text.size() < seal_digits + seal_tail.size() || !text.ends_with(seal_tail)) return text;
    const std::string seal = seal_of(text);
    return text.replace(text.size() - seal_tail.size() - seal_digits, seal_digits, seal);
}

bool is_sealed(const std::string& text) {
    const std::string start = std::string("\n  \"") + seal_key + "\": \"";
    const std::size_t least = start.size() + seal_digits + seal_tail.size();
    if (text.size() < least || !text.ends_with(seal_tail)) return false;
    const std::string_view end = std::string_view(text).substr(text.size() - least);
    return end.starts_with(start) && end.substr(start.size(), seal_digits) == seal_of(text);
}

}  // namespace twinarm::store
