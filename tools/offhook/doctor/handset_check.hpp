#pragma once

#include "tools/offhook/doctor/finding.hpp"
#include "tools/offhook/verb.hpp"

namespace offhook::cli {

/// hidapi, and how many devices it sees.
[[nodiscard]] findings check_hid();

/// The handsets at the addresses in use: there, permitted, of this protocol version, in nobody
/// else's hands; then a session with each, and how long its acknowledgements take.
[[nodiscard]] findings check_handsets(const surroundings& with);

}  // namespace offhook::cli
