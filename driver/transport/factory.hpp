#pragma once

#include "driver/transport/address.hpp"
#include "driver/transport/hidapi_runtime.hpp"
#include "driver/transport/transport.hpp"

namespace offhook::transport {

/// Makes the transports for an address. `hid` is shared by all HID transports of a process.
[[nodiscard]] transport_factory make_factory(address where, std::shared_ptr<hidapi_runtime> hid);

}  // namespace offhook::transport
