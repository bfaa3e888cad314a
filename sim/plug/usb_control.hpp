#pragma once

#include "sim/plug/last_inputs.hpp"
#include "sim/plug/usb_descriptors.hpp"
#include "sim/plug/usb_reports.hpp"

#include <array>

namespace offhook::sim {

/// The eight bytes that a control transfer begins with. Source: USB 2.0 §9.3 table 9-2.
struct usb_setup {
    std::uint8_t type =
        0;  ///< bit 7: to the host; bits 5-6: standard, class, vendor; 0-4: recipient
    std::uint8_t request = 0;
    std::uint16_t value = 0;
    std::uint16_t index = 0;
    std::uint16_t length = 0;  ///< bytes to follow, or at most to answer

    [[nodiscard]] static usb_setup of(const std::array<std::uint8_t, 8>& bytes);
};

/// Endpoint 0: the standard requests of USB 2.0 §9.4 and those of a HID interface (HID 1.11 §7.2).
/// Pure; not thread-safe.
class usb_control {
public:
    /// `device` must outlive the object.
    usb_control(usb_identity who, usb_reports& device);

    /// Carries out a request. The answer is empty for one that sends data, and may be longer than
    /// `asked.length`; none is a stall.
    [[nodiscard]] std::optional<protocol::byte_vector> on_request(const usb_setup& asked,
                                                                  protocol::bytes_view data);

    /// The device sends an input report: GET_REPORT tells of it.
    void note_input(protocol::bytes_view report) { inputs_.note(report); }

    /// Whether the host has halted an interrupt endpoint; `address` has bit 7 set for IN.
    [[nodiscard]] bool is_halted(std::uint8_t address) const;

private:
    using answer = std::optional<protocol::byte_vector>;

    [[nodiscard]] answer on_device(const usb_setup& asked);
    [[nodiscard]] answer on_interface(const usb_setup& asked);
    [[nodiscard]] answer on_endpoint(const usb_setup& asked);
    [[nodiscard]] answer on_hid(const usb_setup& asked, protocol::bytes_view data);
    [[nodiscard]] answer get_report(const usb_setup& asked);
    [[nodiscard]] answer set_report(const usb_setup& asked, protocol::bytes_view data);

    usb_identity who_;
    usb_reports& device_;
    last_inputs inputs_;
    // Configured from the start: not every USB/IP host says so again after an import.
    std::uint8_t configuration_ = 1;
    std::array<bool, 2> halted_{};  // OUT, IN
};

}  // namespace offhook::sim
