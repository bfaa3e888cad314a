#pragma once

#include "driver/transport/hid_library.hpp"

#include <memory>

namespace offhook::transport {

/// The real hidapi. The first caller initialises it (hid_init), the last owner ends it (hid_exit);
/// in between all share one. Null never; from any thread.
[[nodiscard]] std::shared_ptr<hid_library> shared_hidapi();

}  // namespace offhook::transport
