#include "driver/transport/inotify_watch.hpp"

#ifdef __linux__

#include "driver/transport/poll_wait.hpp"

#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

namespace offhook::transport {
inotify_watch::inotify_watch()
    : events_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
      wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

inotify_watch::~inotify_watch() {
    if (events_ >= 0) ::close(events_);
    if (wake_ >= 0) ::close(wake_);
}

std::unique_ptr<inotify_watch> inotify_watch::make(std::vector<watched_names> names) {
    std::unique_ptr<inotify_watch> made(new inotify_watch);
    if (made->events_ < 0 || made->wake_ < 0) return nullptr;
    const bool all = std::all_of(
        names.begin(), names.end(), [&](const auto& entry) { return made->add(entry); });
    return all ? std::move(made) : nullptr;
}

bool inotify_watch::add(const watched_names& names) {
    constexpr std::uint32_t mask = IN_CREATE | IN_MOVED_TO | IN_ATTRIB | IN_DELETE | IN_MOVED_FROM;
    const int number = inotify_add_watch(events_, names.folder.c_str(), mask | IN_ONLYDIR);
    if (number >= 0) folders_.push_back({number, names.prefix});
    return number >= 0;
}

hid_watch::outcome inotify_watch::wait(std::optional<std::chrono::milliseconds> limit) {
    return poll_wait(wake_, events_, limit, [this] { return take_events(); });
}

/// Takes all that is there; true if any of it matters.
bool inotify_watch::take_events() {
    bool found = false;
    alignas(inotify_event) std::array<char, 4096> buffer;
    for (;;) {
        const auto count = ::read(events_, buffer.data(), buffer.size());
        if (count <= 0) return found;
        for (std::ptrdiff_t at = 0; at < count;) {
            inotify_event event;
            std::memcpy(&event, buffer.data() + at, sizeof event);
            const char* name = event.len > 0 ? buffer.data() + at + sizeof event : "";
            // After an overflow nobody knows what was missed.
            found = found || (event.mask & IN_Q_OVERFLOW) != 0 || matters(event.wd, name);
            at += static_cast<std::ptrdiff_t>(sizeof event + event.len);
        }
    }
}

bool inotify_watch::matters(int folder, const char* name) const {
    const std::string_view text(name);
    return std::any_of(folders_.begin(), folders_.end(), [&](const watched_folder& entry) {
        return entry.number == folder && text.starts_with(entry.prefix);
    });
}

void inotify_watch::stop() {
    const std::uint64_t one = 1;
    // It fails only when the counter is full, and then the waiter wakes as well.
    [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
}

}  // namespace offhook::transport

#endif
