#pragma once

#include "tsp/completion.hpp"
#include "tsp/status_events.hpp"

#include <atomic>
#include <mutex>

namespace offhook::tsp {

/// Whom an open phone reports to, as TSPI_phoneOpen was told.
struct phone_listener {
    HTAPIPHONE phone = nullptr;
    PHONEEVENT on_event = nullptr;
    ASYNC_COMPLETION on_completion = nullptr;
};

/// One phone from TSPI_phoneOpen to TSPI_phoneClose, seen from the host: what it is told and which
/// requests it waits for. Knows neither phone nor handset, so that whatever is late may hold it.
class phone_session {
public:
    phone_session(phone_listener listener, DWORD version)
        : listener_(listener),
          version_(version),
          translator_(version),
          completions_(listener.on_completion) {}

    [[nodiscard]] DWORD version() const { return version_; }
    [[nodiscard]] completion_table& completions() { return completions_; }

    /// Any thread; in force for every event that is sent after the return.
    void set_masks(const status_masks& masks);

    /// Tells the host, if it wants to know. On the driver's thread. `mode` as in event_translator.
    void on_event(const engine::handset_event& event, DWORD mode);

    /// Sends the device's answer to a DevSpecific request. On the driver's thread.
    void on_answer(DRV_REQUESTID request, protocol::bytes_view data);

    /// From now on no event is begun and no request accepted; outstanding ones still end.
    void shut();

private:
    [[nodiscard]] status_masks masks() const;
    void send(const phone_message& each) const;

    const phone_listener listener_;
    const DWORD version_;
    event_translator translator_;  ///< on the driver's thread only
    completion_table completions_;
    mutable std::mutex mutex_;
    status_masks masks_;
    std::atomic<bool> shut_ = false;
};

}  // namespace offhook::tsp
