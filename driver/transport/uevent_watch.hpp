#pragma once

#include "driver/transport/hid_watch.hpp"

#include <memory>
#include <string_view>

namespace offhook::transport {

/// Does one message of the kernel's or udevd's say that a USB or HID device came, went or changed?
/// Messages are texts "NAME=VALUE", each with a final 0; udevd's have a header before that begins
/// with "libudev". Source: kernel lib/kobject_uevent.c; systemd's netlink format is read only as
/// far as its texts.
[[nodiscard]] bool is_device_message(std::string_view message);

/// Linux: hears what the kernel and udevd broadcast of devices. libusb goes by udevd's broadcasts,
/// so its list is right as soon as one was heard. Needs no rights.
class uevent_watch final : public hid_watch {
public:
    /// Null, with errno set, when the system does not let us listen.
    static std::unique_ptr<uevent_watch> make();

    ~uevent_watch() override;
    uevent_watch(const uevent_watch&) = delete;
    uevent_watch& operator=(const uevent_watch&) = delete;

    outcome wait(std::optional<std::chrono::milliseconds> limit) override;
    void stop() override;

private:
    uevent_watch();
    bool take_messages();

    int messages_ = -1;
    int wake_ = -1;
};

}  // namespace offhook::transport
