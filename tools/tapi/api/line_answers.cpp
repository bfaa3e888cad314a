#include "tools/tapi/api/line_answers.hpp"

#include "tools/tapi/api/guard.hpp"

namespace offhook::tapi::api {
namespace {

/// An error that is good once some application of lines is there.
LONG when_initialized(DWORD error) noexcept {
    return line_guard([&](library& here) {
        // No handle is 0, so this tells initialised from not.
        const LONG state = here.check_line_application(0);
        return state == to_result(LINEERR_UNINITIALIZED) ? state : to_result(error);
    });
}

LONG when_application(HLINEAPP app, DWORD error) noexcept {
    return line_guard([&](library& here) {
        const LONG state = here.check_line_application(app);
        return state != 0 ? state : to_result(error);
    });
}

}  // namespace

std::int32_t answer_for_call(std::uint32_t) noexcept {
    return when_initialized(LINEERR_INVALCALLHANDLE);
}

std::int32_t answer_for_line(std::uint32_t) noexcept {
    return when_initialized(LINEERR_INVALLINEHANDLE);
}

std::int32_t answer_for_device_of(std::uint32_t app) noexcept {
    return when_application(app, LINEERR_BADDEVICEID);
}

std::int32_t answer_for_device(std::uint32_t) noexcept {
    return when_initialized(LINEERR_BADDEVICEID);
}

std::int32_t answer_for_application(std::uint32_t app) noexcept {
    return when_application(app, LINEERR_OPERATIONUNAVAIL);
}

std::int32_t answer_for_system(std::uint32_t) noexcept {
    return to_result(LINEERR_OPERATIONUNAVAIL);
}

std::int32_t answer_for_request(std::uint32_t) noexcept {
    constexpr std::int32_t no_request_recipient = -2;  // TAPIERR_NOREQUESTRECIPIENT
    return no_request_recipient;
}

std::int32_t answer_for_assistance(std::uint32_t) noexcept {
    constexpr std::int32_t request_failed = -16;  // TAPIERR_REQUESTFAILED
    return request_failed;
}

}  // namespace offhook::tapi::api
