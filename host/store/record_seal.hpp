// The last line of run.json: the SHA-256 of everything above it, so that a changed byte of the record itself
// is seen.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace twinarm::store {

inline constexpr const char* seal_key = "sha256";

/// The text of run.json. A seal that the record has is replaced.
std::string sealed_text(nlohmann::ordered_json record);
/// The same of a text whose last line has 64 digits in the place of the seal; another one stays as it is.
std::string sealed_again(std::string text);

/// Whether the text ends with the seal of what stands before it.
bool is_sealed(const std::string& text);

}  // namespace twinarm::store
