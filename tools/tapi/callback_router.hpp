#pragma once

#include <chrono>

#include "tsp/tspi.hpp"

namespace offhook::tapi {

/// One PHONEEVENT as the provider sent it.
struct phone_event {
    HTAPIPHONE phone = nullptr;
    DWORD message = 0;
    DWORD_PTR parameter1 = 0;
    DWORD_PTR parameter2 = 0;
    DWORD_PTR parameter3 = 0;
    std::chrono::steady_clock::time_point when;
};

/// Who takes what providers report. Called on any thread, also inside a call into the provider, so
/// it may only note the news: never call a provider, never wait (tspi-phone.md §1.5).
class callback_sink {
public:
    virtual void on_completion(DRV_REQUESTID request,
                               LONG result,
                               std::chrono::steady_clock::time_point when) = 0;
    virtual void on_phone_event(const phone_event& event) = 0;
    virtual void on_line_event(DWORD message) = 0;
    /// A UI DLL speaks to its provider (TSPI: TUISPIDLLCALLBACK). Called by the application's own
    /// threads, so it may call the provider. 0 or a LINEERR_*.
    virtual LONG on_ui_data(DWORD_PTR object, DWORD type, void* parameters, DWORD size) = 0;

protected:
    ~callback_sink() = default;
};

/// Leads the context-free C callbacks of TSPI to one sink as long as this lives. There is one in a
/// process, as there is one TAPISRV on a machine; what arrives without one is dropped.
class callback_router {
public:
    /// Throws std::logic_error when the process has a router already.
    explicit callback_router(callback_sink& sink);
    /// Waits for callbacks that are running.
    ~callback_router();
    callback_router(const callback_router&) = delete;
    callback_router& operator=(const callback_router&) = delete;

    [[nodiscard]] static ASYNC_COMPLETION completion() noexcept;
    [[nodiscard]] static PHONEEVENT phone_events() noexcept;
    [[nodiscard]] static LINEEVENT line_events() noexcept;
    [[nodiscard]] static TUISPIDLLCALLBACK ui_data() noexcept;
};

}  // namespace offhook::tapi
