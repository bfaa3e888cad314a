#include "tools/tapi/callback_router.hpp"

#include <mutex>
#include <shared_mutex>
#include <stdexcept>

namespace offhook::tapi {
namespace {

using std::chrono::steady_clock;

/// Held shared while a callback runs, so that a sink never dies under one.
std::shared_mutex sink_mutex;
callback_sink* current_sink = nullptr;

template <typename Action>
void with_sink(Action action) {
    const std::shared_lock lock(sink_mutex);
    if (current_sink != nullptr) {
        action(*current_sink);
    }
}

extern "C" {

static void CALLBACK offhook_completion(DRV_REQUESTID request, LONG result) {
    // The time first: it is what latencies are measured with.
    const auto when = steady_clock::now();
    with_sink([&](callback_sink& sink) { sink.on_completion(request, result, when); });
}

static void CALLBACK offhook_phone_event(HTAPIPHONE phone,
                                         DWORD message,
                                         DWORD_PTR parameter1,
                                         DWORD_PTR parameter2,
                                         DWORD_PTR parameter3) {
    const phone_event event{
        phone, message, parameter1, parameter2, parameter3, steady_clock::now()};
    with_sink([&](callback_sink& sink) { sink.on_phone_event(event); });
}

static void CALLBACK
offhook_line_event(HTAPILINE, HTAPICALL, DWORD message, DWORD_PTR, DWORD_PTR, DWORD_PTR) {
    with_sink([&](callback_sink& sink) { sink.on_line_event(message); });
}

static LONG CALLBACK offhook_ui_data(DWORD_PTR object, DWORD type, LPVOID parameters, DWORD size) {
    // Not under the lock: the provider may answer with events. The host is alive, for the dialog
    // was opened by a call that has not returned.
    callback_sink* host = nullptr;
    with_sink([&](callback_sink& sink) { host = &sink; });
    return host == nullptr ? static_cast<LONG>(LINEERR_OPERATIONFAILED)
                           : host->on_ui_data(object, type, parameters, size);
}

}  // extern "C"

}  // namespace

callback_router::callback_router(callback_sink& sink) {
    const std::unique_lock lock(sink_mutex);
    if (current_sink != nullptr) {
        throw std::logic_error("a process can have one TAPI host only");
    }
    current_sink = &sink;
}

callback_router::~callback_router() {
    const std::unique_lock lock(sink_mutex);
    current_sink = nullptr;
}

ASYNC_COMPLETION callback_router::completion() noexcept {
    return offhook_completion;
}

PHONEEVENT callback_router::phone_events() noexcept {
    return offhook_phone_event;
}

LINEEVENT callback_router::line_events() noexcept {
    return offhook_line_event;
}

TUISPIDLLCALLBACK callback_router::ui_data() noexcept {
    return offhook_ui_data;
}

}  // namespace offhook::tapi
