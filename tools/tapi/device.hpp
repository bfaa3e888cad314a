#pragma once

#include <mutex>

#include "tools/tapi/fair_shared_mutex.hpp"
#include "tools/tapi/provider.hpp"

namespace offhook::tapi {

/// One phone as the system numbers it: who provides it and in which version. What changes while it
/// is used (handles, masks, the provider's handle) is in the registry.
struct device {
    DWORD id = 0;
    provider& owner;
    /// What TSPI_phoneNegotiateTSPIVersion answered; valid when negotiation_result is 0.
    DWORD version = 0;
    /// 0, or why nothing can be done with this phone.
    LONG negotiation_result = 0;

    /// Held shared while a call about this phone runs, alone while it is opened, closed or removed:
    /// a provider never sees a handle that another thread closes. Taken before any other lock.
    fair_shared_mutex lifecycle{};
    /// Held while masks are forwarded, so that the provider hears of the unions in their order.
    std::mutex forwarding{};
};

}  // namespace offhook::tapi
