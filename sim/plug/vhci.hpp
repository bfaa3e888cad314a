#pragma once

#include "sim/plug/usb_descriptors.hpp"

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace offhook::sim {

/// Why the kernel does not take a USB device: one line for a person.
class vhci_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Where devices can be plugged into the kernel's virtual host controller.
struct vhci_port {
    unsigned number = 0;
    bool is_high_speed = true;  ///< false: a port for USB 3 only
    bool is_free = false;

    bool operator==(const vhci_port&) const = default;
};

/// The ports of one `status` file; lines that are none are left out. Source: the kernel's
/// drivers/usb/usbip/vhci_sysfs.c.
[[nodiscard]] std::vector<vhci_port> parse_vhci_status(std::string_view text);

/// The kernel's virtual host controller (module vhci_hcd), through its files in /sys: a device that
/// speaks USB/IP over a socket is plugged in by handing the socket to the kernel.
class vhci {
public:
    /// Throws vhci_error when the module is not there.
    explicit vhci(std::filesystem::path folder = "/sys/devices/platform/vhci_hcd.0");

    /// Hands the socket to a free port and returns the port; the kernel keeps a reference of its
    /// own. `device_id` is not 0. Throws vhci_error.
    [[nodiscard]] unsigned attach(std::uintptr_t socket,
                                  std::uint32_t device_id,
                                  usb_speed speed) const;

    /// Unplugs what is at the port, which is free a moment later.
    void detach(unsigned port) const noexcept;

    [[nodiscard]] bool is_free(unsigned port) const;

private:
    [[nodiscard]] std::vector<vhci_port> ports() const;

    std::filesystem::path folder_;
};

}  // namespace offhook::sim
