#pragma once

#include <chrono>

#include "tsp/tspi.hpp"

namespace offhook::tapi {

/// What phoneGetMessage gives to an application (TAPI: PHONEMESSAGE), and when it came about.
struct message {
    /// The handle it is for; 0 for PHONE_CREATE, PHONE_REMOVE and REINIT.
    HPHONE phone = 0;
    /// PHONE_BUTTON, PHONE_CLOSE, PHONE_CREATE, PHONE_DEVSPECIFIC, PHONE_REMOVE, PHONE_REPLY,
    /// PHONE_STATE.
    DWORD id = 0;
    /// What the application gave to phone_open.
    DWORD_PTR instance = 0;
    DWORD_PTR parameter1 = 0;
    DWORD_PTR parameter2 = 0;
    DWORD_PTR parameter3 = 0;
    /// When the provider called back; for messages of the host's own, when it made them.
    std::chrono::steady_clock::time_point when{};
};

}  // namespace offhook::tapi
