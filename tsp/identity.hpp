#pragma once

#include "driver/handset.hpp"
#include "tsp/tspi.hpp"

#include <string>

namespace offhook::tsp {

/// Who a phone is, for PHONECAPS.
struct phone_identity {
    /// Stays the same over reboots, replugging and other sockets: 32 bits of FNV-1a over maker,
    /// product and serial number; never 0. A handset without a serial number, or one that was never
    /// connected, has only its address to go by, which is hashed in the place of the serial.
    DWORD permanent_id = 0;
    GUID guid{};          ///< the same in 128 bits, marked as version 8 (RFC 9562)
    std::u16string name;  ///< product and serial number; before the first connection the address
    std::u16string info;  ///< maker, product, firmware, serial number; empty before
};

/// `profile` may be null.
[[nodiscard]] phone_identity identify(const std::string& address,
                                      const engine::handset_profile* profile);

}  // namespace offhook::tsp
