#pragma once

#include "tsp/error_map.hpp"

#include <exception>
#include <new>
#include <string_view>

namespace offhook::tsp {

/// Notes an exception that reached the boundary of the module.
void log_escaped(std::string_view function, std::string_view what) noexcept;

/// Runs the body of a phone function: nothing thrown in it leaves the module.
template <class Body>
LONG phone_guard(operation what, const Body& body) noexcept {
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return fitting_error(what, PHONEERR_NOMEM);
    } catch (const std::exception& error) {
        log_escaped(name_of(what), error.what());
    } catch (...) {
        log_escaped(name_of(what), "an exception of an unknown kind");
    }
    return to_result(PHONEERR_OPERATIONFAILED);
}

/// The same for a provider function, whose errors are LINEERR_.
template <class Body>
LONG provider_guard(std::string_view function, const Body& body) noexcept {
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return to_result(LINEERR_NOMEM);
    } catch (const std::exception& error) {
        log_escaped(function, error.what());
    } catch (...) {
        log_escaped(function, "an exception of an unknown kind");
    }
    return to_result(LINEERR_OPERATIONFAILED);
}

/// The same for a phone's dialog, whose errors are PHONEERR_.
template <class Body>
LONG phone_ui_guard(std::string_view function, const Body& body) noexcept {
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return to_result(PHONEERR_NOMEM);
    } catch (const std::exception& error) {
        log_escaped(function, error.what());
    } catch (...) {
        log_escaped(function, "an exception of an unknown kind");
    }
    return to_result(PHONEERR_OPERATIONFAILED);
}

}  // namespace offhook::tsp
