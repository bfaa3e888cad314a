#pragma once

namespace offhook::tapi {

/// Told when an application has messages waiting and when it has none any more: what stands behind
/// an event handle (TAPI: PHONEINITIALIZEEXPARAMS). Called under the queue's lock by any thread,
/// also inside a provider's callback: it must neither wait nor call the host.
class queue_signal {
public:
    queue_signal() = default;
    virtual ~queue_signal() = default;
    queue_signal(const queue_signal&) = delete;
    queue_signal& operator=(const queue_signal&) = delete;

    /// A message came into an empty queue.
    virtual void set() noexcept = 0;
    /// The last message was taken.
    virtual void clear() noexcept = 0;
};

}  // namespace offhook::tapi
