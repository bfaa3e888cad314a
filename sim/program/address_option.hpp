#pragma once

#include "sim/plug/listen_address.hpp"

#include <string>

namespace offhook::sim {

/// The address that an option names. Warns on stderr when other computers can reach it. Throws
/// listen_error, which names the option.
[[nodiscard]] listen_address address_of(const std::string& option, const std::string& text);

}  // namespace offhook::sim
