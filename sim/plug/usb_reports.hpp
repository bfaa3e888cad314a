#pragma once

#include "driver/protocol/bytes.hpp"

#include <cstdint>
#include <optional>

namespace offhook::sim {

/// The reports of the device that is behind a USB interface, seen from the bus.
class usb_reports {
public:
    virtual ~usb_reports() = default;

    /// An output report of any bytes, ID first. Input reports that it leads to may come back
    /// before this returns.
    virtual void output(protocol::bytes_view report) = 0;

    /// A feature report, ID first; none if there is none of that ID.
    [[nodiscard]] virtual std::optional<protocol::byte_vector> get_feature(std::uint8_t id) = 0;

    /// False when there is no such feature report, or it cannot be written.
    [[nodiscard]] virtual bool set_feature(protocol::bytes_view report) = 0;
};

}  // namespace offhook::sim
