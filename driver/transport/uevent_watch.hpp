#pragma once

#include "driver/transport/hid_watch.hpp"

#include <memory>
#include <string_view>

namespace offhook::transport {

/// Does a message of udevd's say that a USB device or a hidraw node came, went or changed? It is a
/// header that begins with "libudev", then texts "NAME=VALUE", each with a final 0. Of the header
/// nothing is read. (One device gives a dozen more messages, for its interfaces and inputs.)
[[nodiscard]] bool is_device_message(std::string_view message);

/// Linux: hears what udevd broadcasts of devices, when it is through with its rules. libusb goes by
/// the same broadcasts, so its list is right as soon as one was heard; without udevd it has none.
/// Needs no rights.
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
