#pragma once

#include "driver/runtime.hpp"
#include "tests/conformance/device_side.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace offhook::conformance {

/// How long a test waits for what must come: far above what any computer needs.
inline constexpr std::chrono::seconds patience{30};

/// The driver's public face with one handset, and everything that it has told.
class driver_side {
public:
    /// Makes the handset and starts it. The device must outlive the object.
    driver_side(device_side& device,
                const path& way,
                std::size_t number = 0,
                const engine::timing& timing = {});

    /// Stops without waiting for anything but the driver's own bounds.
    ~driver_side();

    driver_side(const driver_side&) = delete;
    driver_side& operator=(const driver_side&) = delete;

    [[nodiscard]] offhook::handset& handset() { return *handset_; }
    [[nodiscard]] runtime& driver() { return runtime_; }

    /// A command whose end comes later.
    class pending {
    public:
        /// Its end; fails the test and says so when it has none in time.
        [[nodiscard]] engine::outcome result() const;
        [[nodiscard]] bool has_ended() const;

    private:
        friend class driver_side;
        explicit pending(driver_side& owner);
        driver_side* owner_;
        std::size_t index_;
    };

    /// Submits without waiting.
    [[nodiscard]] pending begin(engine::command what);

    /// Submits and waits for the end.
    [[nodiscard]] engine::outcome end_of(engine::command what);

    /// Waits for an event of this kind that was not waited for yet; false when none comes. Events
    /// before it are skipped.
    template <class Event>
    [[nodiscard]] bool wait_for() {
        return wait_for_event([](const engine::handset_event& event) {
            return std::holds_alternative<Event>(event);
        });
    }

    /// Waits for exactly this event.
    template <class Event>
    [[nodiscard]] bool wait_for(const Event& wanted) {
        return wait_for_event([&](const engine::handset_event& event) {
            const auto* same = std::get_if<Event>(&event);
            return same != nullptr && *same == wanted;
        });
    }

    /// Waits for an event that fits.
    using event_test = std::function<bool(const engine::handset_event&)>;
    [[nodiscard]] bool wait_for_event(const event_test& fits);

    /// Waits until the driver says why there is no connection; false when it does not.
    [[nodiscard]] bool wait_for_last_error() const;

    /// Ends the handset as a provider does; false when it does not say so in time.
    [[nodiscard]] bool stop();

    /// Forgets the events and the commands so far; none may be under way.
    void forget();

    /// How often commands have ended more than once: 0, or the driver is broken.
    [[nodiscard]] std::size_t doubled_ends() const;

private:
    mutable std::mutex mutex_;  // of what follows
    mutable std::condition_variable told_;
    std::vector<engine::handset_event> events_;
    std::size_t seen_ = 0;
    std::vector<std::optional<engine::outcome>> outcomes_;
    std::size_t doubled_ = 0;
    bool is_stopped_ = false;

    runtime runtime_;
    std::unique_ptr<offhook::handset> handset_;
};

}  // namespace offhook::conformance
