#pragma once

#include "driver/protocol/info.hpp"
#include "sim/handset/answer.hpp"
#include "sim/handset/panel.hpp"

#include <string>

namespace offhook::sim {

/// The answer to GET_INFO: what the handset is. Source: firmware-protocol.md §7.2.
[[nodiscard]] answer info_page(const panel& device,
                               const std::string& serial,
                               const protocol::get_info& wanted);

}  // namespace offhook::sim
