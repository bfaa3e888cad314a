#include "driver/transport/uevent_watch.hpp"

#include <algorithm>

namespace offhook::transport {

bool is_device_message(std::string_view message) {
    while (!message.empty()) {
        const auto text = message.substr(0, message.find('\0'));
        if (text == "SUBSYSTEM=hidraw" || text == "DEVTYPE=usb_device") return true;
        message.remove_prefix(std::min(text.size() + 1, message.size()));
    }
    return false;
}

}  // namespace offhook::transport

#ifdef __linux__

#include "driver/transport/poll_wait.hpp"

#include <linux/netlink.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cerrno>

namespace offhook::transport {
namespace {

// Multicast group of NETLINK_KOBJECT_UEVENT (group 1 is the kernel's). Source: systemd's
// sd-device-monitor.
constexpr std::uint32_t from_udevd = 2;

bool listen_to_devices(int socket) {
    sockaddr_nl place{};
    place.nl_family = AF_NETLINK;
    place.nl_groups = from_udevd;
    return ::bind(socket, reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0;
}

}  // namespace

uevent_watch::uevent_watch()
    : messages_(
          ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT)),
      wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

uevent_watch::~uevent_watch() {
    if (messages_ >= 0) ::close(messages_);
    if (wake_ >= 0) ::close(wake_);
}

std::unique_ptr<uevent_watch> uevent_watch::make() {
    std::unique_ptr<uevent_watch> made(new uevent_watch);
    if (made->messages_ < 0 || made->wake_ < 0 || !listen_to_devices(made->messages_)) {
        return nullptr;
    }
    return made;
}

hid_watch::outcome uevent_watch::wait(std::optional<std::chrono::milliseconds> limit) {
    return poll_wait(wake_, messages_, limit, [this] { return take_messages(); });
}

/// Takes all that is there; true if any of it matters. A message that did not fit into the
/// socket's queue is an error: after it nobody knows what was missed.
bool uevent_watch::take_messages() {
    bool found = false;
    std::array<char, 8192> buffer;
    for (;;) {
        const auto size = ::recv(messages_, buffer.data(), buffer.size(), 0);
        if (size < 0 && errno == ENOBUFS) {
            found = true;
        } else if (size <= 0) {
            return found;
        } else {
            found = found || is_device_message({buffer.data(), static_cast<std::size_t>(size)});
        }
    }
}

void uevent_watch::stop() {
    const std::uint64_t one = 1;
    // It fails only when the counter is full, and then the waiter wakes as well.
    [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
}

}  // namespace offhook::transport

#endif
