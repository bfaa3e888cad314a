#pragma once

#include <mutex>
#include <shared_mutex>

#include "tools/tapi/error_names.hpp"
#include "tools/tapi/fair_shared_mutex.hpp"
#include "tools/tapi/registry.hpp"

namespace offhook::tapi {

/// One call about an open phone: as long as it lives, the handle's phone stays open at the provider
/// and the session goes on. Made and used on one thread; a thread has one at a time.
class phone_call {
public:
    phone_call(registry& books, fair_shared_mutex& session, HPHONE phone)
        : books_(books), session_(session), error_(books.find_phone(phone, phone_)) {
        if (error_ == 0) {
            alive_ = std::shared_lock(phone_.target->lifecycle);
            // Asked again: another thread may have closed it before the lock was ours.
            error_ = books.find_phone(phone, phone_);
        }
    }

    /// 0, PHONEERR_UNINITIALIZED or PHONEERR_INVALPHONEHANDLE.
    [[nodiscard]] LONG error() const noexcept { return error_; }

    /// As error(), and PHONEERR_NOTOWNER (MS-TRP 3.1.4).
    [[nodiscard]] LONG error_unless_owner() const noexcept {
        const bool owner = phone_.handle.privilege == PHONEPRIVILEGE_OWNER;
        return error_ != 0 || owner ? error_ : to_result(PHONEERR_NOTOWNER);
    }

    [[nodiscard]] const open_handle& handle() const noexcept { return phone_.handle; }
    [[nodiscard]] device& target() const noexcept { return *phone_.target; }

    /// A synchronous TSPI function with the provider's handle and `arguments`.
    template <typename Function, typename... Arguments>
    [[nodiscard]] LONG query(Function provider_exports::*function, Arguments... arguments) {
        provider& owner = phone_.target->owner;
        const Function entry_point = owner.exports().*function;
        if (entry_point == nullptr) {
            return to_result(PHONEERR_OPERATIONUNAVAIL);
        }
        const LONG result =
            owner.call([&] { return entry_point(phone_.provider_handle, arguments...); });
        // TSPI: synchronous functions return 0 or a negative error and nothing else.
        return result > 0 ? to_result(PHONEERR_OPERATIONFAILED) : result;
    }

    /// An asynchronous TSPI function with a new request ID, the provider's handle and `arguments`.
    template <typename Function, typename... Arguments>
    [[nodiscard]] LONG submit(Function provider_exports::*function, Arguments... arguments) {
        provider& owner = phone_.target->owner;
        const Function entry_point = owner.exports().*function;
        if (entry_point == nullptr) {
            return to_result(PHONEERR_OPERATIONUNAVAIL);
        }
        const DRV_REQUESTID request = books_.begin_request(phone_);
        const LONG returned =
            owner.call([&] { return entry_point(request, phone_.provider_handle, arguments...); });
        return books_.function_returned(request, returned);
    }

private:
    registry& books_;
    std::shared_lock<fair_shared_mutex> session_;
    open_phone phone_;
    // Declared after the phone, which it must not outlive.
    std::shared_lock<fair_shared_mutex> alive_;
    LONG error_;
};

}  // namespace offhook::tapi
