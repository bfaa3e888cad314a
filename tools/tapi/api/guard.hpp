#pragma once

#include <exception>
#include <new>

#include "tools/tapi/api/library.hpp"
#include "tools/tapi/error_names.hpp"

namespace offhook::tapi::api {

/// What an exception becomes at the boundary of the library.
struct boundary_errors {
    DWORD no_memory;
    DWORD bad_list;
    DWORD failed;
};
inline constexpr boundary_errors phone_errors{
    PHONEERR_NOMEM, PHONEERR_INIFILECORRUPT, PHONEERR_OPERATIONFAILED};
inline constexpr boundary_errors line_errors{
    LINEERR_NOMEM, LINEERR_INIFILECORRUPT, LINEERR_OPERATIONFAILED};

/// Runs the body of an exported function with the library: nothing thrown leaves it.
template <typename Body>
LONG guarded(const boundary_errors& errors, const Body& body) noexcept {
    try {
        library& here = library::instance();
        try {
            return body(here);
        } catch (const list_error& error) {
            here.say(error.what());
            return to_result(errors.bad_list);
        } catch (const std::bad_alloc&) {
            return to_result(errors.no_memory);
        } catch (const std::exception& error) {
            here.say(error.what());
        }
    } catch (...) {
        // Not even the library could be made; or something that is no exception.
        return to_result(errors.failed);
    }
    return to_result(errors.failed);
}

template <typename Body>
LONG phone_guard(const Body& body) noexcept {
    return guarded(phone_errors, body);
}

template <typename Body>
LONG line_guard(const Body& body) noexcept {
    return guarded(line_errors, body);
}

}  // namespace offhook::tapi::api
