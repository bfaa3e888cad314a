#pragma once

#include "tsp/tspi.hpp"

namespace offhook::tapi {

/// What one handle, or the union of all handles, wants to hear (TSPI: TSPI_phoneSetStatusMessages).
/// All off is how a handle starts.
struct status_masks {
    /// PHONESTATE_ flags.
    DWORD states = 0;
    /// PHONEBUTTONMODE_ flags; 0: no PHONE_BUTTON at all.
    DWORD button_modes = 0;
    /// PHONEBUTTONSTATE_ flags; means nothing without a mode.
    DWORD button_states = 0;

    friend bool operator==(const status_masks&, const status_masks&) = default;
    friend status_masks operator|(const status_masks& a, const status_masks& b) noexcept {
        return {a.states | b.states,
                a.button_modes | b.button_modes,
                a.button_states | b.button_states};
    }
};

/// Every PHONESTATE_, PHONEBUTTONMODE_ and PHONEBUTTONSTATE_ flag there is.
inline constexpr status_masks all_status_masks{0x00FFFFFF, 0x3F, 0x0F};

/// 0, or the error for undefined bits and for modes without states (MS-TRP 3.1.4, Req_Func 117).
[[nodiscard]] LONG check_status_masks(const status_masks& masks) noexcept;

/// The flags of a PHONE_STATE which a handle with these masks hears; 0: none. REINIT cannot be
/// disabled (TSPI: TSPI_phoneSetStatusMessages).
[[nodiscard]] DWORD heard_states(const status_masks& masks, DWORD states) noexcept;

/// Whether a handle with these masks hears a PHONE_BUTTON: its mode and its state are both enabled.
[[nodiscard]] bool hears_button(const status_masks& masks, DWORD mode, DWORD state) noexcept;

}  // namespace offhook::tapi
