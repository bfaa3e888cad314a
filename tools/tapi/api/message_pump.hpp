#pragma once

#include <functional>
#include <thread>

#include "tools/tapi/api/delivery.hpp"

namespace offhook::tapi::api {

/// A thread that takes an application's messages one by one and hands each on.
class message_pump final : public delivery {
public:
    using receiver = std::function<void(const PHONEMESSAGE&)>;

    explicit message_pump(receiver receive) : receive_(std::move(receive)) {}
    ~message_pump() override { stop(); }

    void start(const message_reader& read) override;
    /// Waits until a message that is being handed on has been; but not on the pump's own thread,
    /// which ends by itself then.
    void stop() override;

private:
    receiver receive_;
    std::thread thread_;
};

}  // namespace offhook::tapi::api
