#pragma once

#include "tsp/phone.hpp"
#include "tsp/ui/dialog_message.hpp"

#include <memory>
#include <mutex>
#include <string>

namespace offhook::tsp::ui {

/// Lets a handset ring for a moment, so that a person sees which one it is and that it works. It
/// is silenced again unless somebody else has changed its ring meanwhile. Any thread; nothing
/// waits.
class ring_trial : public std::enable_shared_from_this<ring_trial> {
public:
    static constexpr std::chrono::milliseconds length{2000};

    ring_trial(std::shared_ptr<runtime> driver, std::shared_ptr<phone> rung)
        : driver_(std::move(driver)), phone_(std::move(rung)) {}

    /// Begins; empty, or why it cannot.
    [[nodiscard]] std::string start(std::uint8_t mode, std::uint16_t volume);

    struct standing {
        trial now = trial::none;
        std::string problem;  ///< why it failed
    };
    [[nodiscard]] standing state() const;

private:
    [[nodiscard]] std::string begin(std::uint8_t mode);
    void on_ringing(const engine::outcome& how, protocol::ring_setting asked);
    void silence(protocol::ring_setting asked);
    void end(const boost::system::error_code& error);

    std::shared_ptr<runtime> driver_;
    std::shared_ptr<phone> phone_;
    std::unique_ptr<alarm> silencing_;  ///< on the driver's thread, and after its end
    mutable std::mutex mutex_;
    standing state_;
};

}  // namespace offhook::tsp::ui
