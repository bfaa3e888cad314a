#include "tests/tools/tapi/conform/broken_callbacks.hpp"

#include <atomic>
#include <chrono>
#include <thread>

#include "tests/tools/tapi/conform/real_provider.hpp"

namespace offhook::tapi::broken {
namespace {

using namespace std::chrono_literals;

std::atomic<ASYNC_COMPLETION> host_completion = nullptr;
std::atomic<PHONEEVENT> host_event = nullptr;
std::atomic<HTAPIPHONE> last_phone = nullptr;
std::atomic<DRV_REQUESTID> last_request = 0;
std::thread afterthought;  // what is told when it is too late

/// Two at a time, which a host may never see.
void complete_nested(DRV_REQUESTID request, LONG result) {
    const auto tell = host_event.load();
    std::thread other([tell] {
        for (int i = 0; i < 50; ++i) tell(last_phone, PHONE_STATE, PHONESTATE_OTHER, 0, 0);
    });
    for (int i = 0; i < 50; ++i) host_event.load()(last_phone, PHONE_STATE, PHONESTATE_OTHER, 0, 0);
    host_completion.load()(request, result);
    other.join();
}

void CALLBACK on_completion(DRV_REQUESTID request, LONG result) {
    const auto host = host_completion.load();
    last_request = request;
    if (breaks("never completes")) return;
    if (breaks("completes another request")) return host(request + 1, result);
    if (breaks("completes with a positive result")) return host(request, 1);
    if (breaks("nests callbacks")) return complete_nested(request, result);
    host(request, result);
    if (breaks("completes twice")) host(request, result);
}

void CALLBACK on_event(HTAPIPHONE phone, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
    const bool is_button = message == PHONE_BUTTON;
    if (breaks("never tells that a button comes up") && is_button && p3 == PHONEBUTTONSTATE_UP) {
        return;
    }
    if (breaks("tells a device ID in the place of the lamp's") && p1 == PHONESTATE_LAMP) ++p2;
    if (breaks("tells no unplugging") && p1 == PHONESTATE_DISCONNECTED) return;
    if (breaks("gives another handle in messages")) phone = reinterpret_cast<HTAPIPHONE>(1);
    host_event.load()(phone, message, p1, p2, p3);
}

}  // namespace

ASYNC_COMPLETION spoil_completions(ASYNC_COMPLETION host) {
    ASYNC_COMPLETION none = nullptr;
    host_completion.compare_exchange_strong(none, host);
    return on_completion;
}

PHONEEVENT spoil_events(PHONEEVENT host) {
    host_event = host;
    return on_event;
}

void remember(HTAPIPHONE phone) {
    last_phone = phone;
}

LONG spoil_return(DRV_REQUESTID request, LONG returned) {
    if (breaks("returns 0") && returned > 0) return 0;
    if (breaks("refuses and completes") && returned < 0) host_completion.load()(request, returned);
    if (breaks("returns an error and completes") && returned > 0) {
        return static_cast<LONG>(PHONEERR_OPERATIONFAILED);
    }
    if (breaks("answers with a foreign error") && returned < 0) {
        return static_cast<LONG>(PHONEERR_DISCONNECTED);
    }
    if (breaks("blocks its caller")) std::this_thread::sleep_for(3s);
    return returned;
}

void after_close() {
    const bool speaks = breaks("speaks after close");
    if (!speaks && !breaks("completes after close")) return;
    before_shutdown();
    afterthought = std::thread([speaks] {
        std::this_thread::sleep_for(100ms);
        if (speaks) return host_event.load()(last_phone, PHONE_STATE, PHONESTATE_OTHER, 0, 0);
        host_completion.load()(last_request, 0);
    });
}

void before_shutdown() {
    if (afterthought.joinable()) afterthought.join();
}

}  // namespace offhook::tapi::broken
