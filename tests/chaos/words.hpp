#pragma once

#include "tests/chaos/schedule.hpp"

#include <string>

namespace offhook::chaos {

/// For people: "submit lamp 12 wink".
[[nodiscard]] std::string describe(const action& what);
[[nodiscard]] std::string describe(const sim::profile& handset);

}  // namespace offhook::chaos
