#pragma once

#include "driver/handset.hpp"
#include "tsp/tspi.hpp"

#include <memory>

namespace offhook::tsp {

/// A phone at one moment: what its functions answer from. Made without asking the device.
struct phone_view {
    bool connected = false;
    std::shared_ptr<const engine::handset_profile> profile;  ///< null before the first connection
    engine::picture picture;
};

/// One button/lamp pair as the handset stores it now, else as it described itself.
/// `id` is below profile.limits.buttons.
[[nodiscard]] protocol::button_setting button_of(const engine::handset_profile& profile,
                                                 const engine::picture& picture,
                                                 DWORD id);

/// What the lamp of a pair shows: DUMMY without a lamp (TSPI: TSPI_phoneGetLamp).
[[nodiscard]] DWORD lamp_of(const phone_view& view, DWORD id);

/// PHONEBUTTONSTATE_: UNAVAIL where there is no button, UNKNOWN as long as nothing is known.
[[nodiscard]] DWORD button_state_of(const phone_view& view, DWORD id);

}  // namespace offhook::tsp
