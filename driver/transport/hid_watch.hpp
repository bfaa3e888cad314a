#pragma once

#include <chrono>
#include <optional>

namespace offhook::transport {

/// Waits for HID devices to come, go, or get other permissions. Nothing that happens after its
/// construction is missed. One thread waits; any thread may stop it.
class hid_watch {
public:
    enum class outcome {
        changed,    ///< something may have changed: look again
        timed_out,  ///< nothing did within the limit
        stopped,    ///< stop() was called, now or before
    };

    virtual ~hid_watch() = default;

    /// Waits; without a limit as long as it takes.
    virtual outcome wait(std::optional<std::chrono::milliseconds> limit) = 0;

    /// Ends this wait and all later ones.
    virtual void stop() = 0;
};

}  // namespace offhook::transport
