#pragma once

#include "driver/runtime.hpp"
#include "tools/offhook/foreground.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace offhook::cli {

/// How a command ended, and how long it took.
struct performed {
    engine::outcome result;
    std::chrono::microseconds took{};  ///< from the call to the driver until its end
};

/// Ends a handset's session and waits for it: at most timing.bye.
void say_bye(handset& handset, foreground& here);

/// A handset with a session: until this ends no other program has it. Where another one did (the
/// provider), that one takes it back by itself, at most 5 s later.
class connection {
public:
    /// Looks at the handset, opens a session and waits for it. Throws `failure` with the reason why
    /// there is none; Ctrl-C is one.
    connection(runtime& driver,
               foreground& here,
               const std::string& address,
               const engine::timing& timing);

    /// As say_bye().
    ~connection();

    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    /// Waits for the command's end. Ctrl-C throws `failure`.
    [[nodiscard]] performed perform(engine::command what);

    /// Waits until `is_done`; looks at it when anything has happened. False: the limit came first.
    bool wait_for(const std::function<bool()>& is_done, std::chrono::milliseconds limit);

    [[nodiscard]] const std::string& address() const { return address_; }
    [[nodiscard]] engine::picture picture() const { return handset_->picture(); }
    [[nodiscard]] handset_counters counters() const { return handset_->counters(); }

    /// Not null.
    [[nodiscard]] std::shared_ptr<const engine::handset_profile> profile() const {
        return handset_->profile();
    }

    /// How it opened the conversation, for people who measure.
    [[nodiscard]] std::chrono::microseconds opened_in() const { return opened_in_; }

private:
    void open(runtime& driver, const engine::timing& timing);

    foreground& here_;
    std::string address_;
    std::chrono::microseconds opened_in_{};
    std::unique_ptr<handset> handset_;
};

}  // namespace offhook::cli
