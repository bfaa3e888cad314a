#pragma once

#include <sys/types.h>
#include <cstdint>

namespace offhook::bench {

/// The floor: the least that can be called a USB/IP server, in a process of its own. It takes any
/// import, holds IN transfers, and sends each output report back; a thread for each host, blocking
/// reads, one write for what one read has brought. It knows no descriptor, no UNLINK, no handset.
class usbip_floor {
public:
    /// Listens at 127.0.0.1. Throws std::runtime_error.
    usbip_floor();
    ~usbip_floor();

    usbip_floor(const usbip_floor&) = delete;
    usbip_floor& operator=(const usbip_floor&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    std::uint16_t port_ = 0;
    pid_t process_ = -1;
};

}  // namespace offhook::bench
