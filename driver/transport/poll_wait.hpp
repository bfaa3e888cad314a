#pragma once

#ifdef __linux__

#include "driver/transport/hid_watch.hpp"

#include <poll.h>
#include <algorithm>
#include <array>
#include <cstdint>

namespace offhook::transport {

/// The wait of a watch over two file descriptors: `wake` becomes readable when it is stopped,
/// `events` when there is something to take. `take` reads all of it and says whether any matters.
template <class Take>
hid_watch::outcome poll_wait(int wake,
                             int events,
                             std::optional<std::chrono::milliseconds> limit,
                             Take take) {
    using clock = std::chrono::steady_clock;
    const auto deadline = limit ? std::optional(clock::now() + *limit) : std::nullopt;
    const auto left = [&] {  // what poll() takes: rounded up, -1 for no limit
        if (!deadline) return -1;
        const auto span = std::chrono::ceil<std::chrono::milliseconds>(*deadline - clock::now());
        return static_cast<int>(std::clamp<std::int64_t>(span.count(), 0, 3'600'000));
    };
    for (;;) {
        std::array<pollfd, 2> ready{{{.fd = wake, .events = POLLIN, .revents = 0},
                                     {.fd = events, .events = POLLIN, .revents = 0}}};
        const int count = ::poll(ready.data(), ready.size(), left());
        if (ready[0].revents != 0) return hid_watch::outcome::stopped;
        if (count > 0 && take()) return hid_watch::outcome::changed;
        if (deadline && clock::now() >= *deadline) return hid_watch::outcome::timed_out;
    }
}

}  // namespace offhook::transport

#endif
