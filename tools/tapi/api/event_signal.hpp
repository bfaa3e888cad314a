#pragma once

#include "tools/tapi/api/api.hpp"
#include "tools/tapi/queue_signal.hpp"

namespace offhook::tapi::api {

/// The event handle of an application: an eventfd, readable while messages wait, or on Windows a
/// manual-reset event (TAPI: PHONEINITIALIZEEXPARAMS, ..._USEEVENT). Closed when this dies.
class event_signal final : public queue_signal {
public:
    /// Throws std::system_error.
    event_signal();
    ~event_signal() override;

    void set() noexcept override;
    void clear() noexcept override;

    /// On Linux the descriptor, as (HANDLE)(intptr_t)descriptor.
    [[nodiscard]] HANDLE handle() const noexcept { return handle_; }

private:
    HANDLE handle_ = nullptr;
};

}  // namespace offhook::tapi::api
