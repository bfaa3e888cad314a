#include "tools/tapi/status_masks.hpp"

#include "tools/tapi/error_names.hpp"

namespace offhook::tapi {

LONG check_status_masks(const status_masks& masks) noexcept {
    if ((masks.states & ~all_status_masks.states) != 0) {
        return to_result(PHONEERR_INVALPHONESTATE);
    }
    if ((masks.button_modes & ~all_status_masks.button_modes) != 0) {
        return to_result(PHONEERR_INVALBUTTONMODE);
    }
    if (masks.button_modes == 0) {
        return 0;  // the states are ignored
    }
    const bool undefined = (masks.button_states & ~all_status_masks.button_states) != 0;
    return undefined || masks.button_states == 0 ? to_result(PHONEERR_INVALBUTTONSTATE) : 0;
}

DWORD heard_states(const status_masks& masks, DWORD states) noexcept {
    return states & (masks.states | PHONESTATE_REINIT);
}

bool hears_button(const status_masks& masks, DWORD mode, DWORD state) noexcept {
    return (masks.button_modes & mode) != 0 && (masks.button_states & state) != 0;
}

}  // namespace offhook::tapi
