#include <cerrno>
#include <cstdint>
#include <system_error>

#include <sys/eventfd.h>
#include <unistd.h>

#include "tools/tapi/api/event_signal.hpp"

namespace offhook::tapi::api {
namespace {

int descriptor_of(HANDLE handle) noexcept {
    return static_cast<int>(reinterpret_cast<std::intptr_t>(handle));
}

}  // namespace

event_signal::event_signal() {
    const int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (descriptor < 0) {
        throw std::system_error(errno, std::generic_category(), "eventfd");
    }
    handle_ = reinterpret_cast<HANDLE>(static_cast<std::intptr_t>(descriptor));
}

event_signal::~event_signal() {
    close(descriptor_of(handle_));
}

void event_signal::set() noexcept {
    static_cast<void>(eventfd_write(descriptor_of(handle_), 1));
}

void event_signal::clear() noexcept {
    eventfd_t count = 0;
    static_cast<void>(eventfd_read(descriptor_of(handle_), &count));
}

}  // namespace offhook::tapi::api
