#include <system_error>

#include "tools/tapi/api/event_signal.hpp"

namespace offhook::tapi::api {

event_signal::event_signal() : handle_(CreateEventW(nullptr, TRUE, FALSE, nullptr)) {
    if (handle_ == nullptr) {
        throw std::system_error(
            static_cast<int>(GetLastError()), std::system_category(), "CreateEvent");
    }
}

event_signal::~event_signal() {
    CloseHandle(handle_);
}

void event_signal::set() noexcept {
    SetEvent(handle_);
}

void event_signal::clear() noexcept {
    ResetEvent(handle_);
}

}  // namespace offhook::tapi::api
