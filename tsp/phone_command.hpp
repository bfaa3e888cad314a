#pragma once

#include "driver/handset.hpp"
#include "tsp/tspi.hpp"

#include <optional>

namespace offhook::tsp {

/// What the provider makes of a request before it accepts it: the command for the handset, or the
/// PHONEERR of what is wrong with it. Neither: there is nothing to do, and that is a success.
/// What a pointer names is copied (tspi-phone.md §1.5).
struct checked_command {
    DWORD error = 0;
    std::optional<engine::command> what;
};

/// Bytes that the host lends during a call.
struct lent_bytes {
    const void* data = nullptr;
    DWORD size = 0;
};

/// A place on the display, from 0.
struct display_place {
    DWORD row = 0;
    DWORD column = 0;
};

// One function for each of the nine (tspi-phone.md §2.3). Each answers PHONEERR_OPERATIONUNAVAIL
// for what the handset cannot do at all, as PHONECAPS::dwPhoneFeatures says.

/// TSPI: TSPI_phoneSetLamp. Exactly one mode, one that this lamp can show.
[[nodiscard]] checked_command lamp_command(const engine::handset_profile& profile,
                                           DWORD id,
                                           DWORD mode);

/// TSPI: TSPI_phoneSetRing. Modes 0 (silence) to dwNumRingModes inclusive: the documents disagree,
/// most of them say so (tspi-phone.md §9-2).
[[nodiscard]] checked_command ring_command(const engine::handset_profile& profile,
                                           DWORD mode,
                                           DWORD volume);

/// TSPI: TSPI_phoneSetHookSwitch. Several devices in one mask are accepted (tspi-phone.md §9-5);
/// the mode must suit all of them.
[[nodiscard]] checked_command hook_command(const engine::handset_profile& profile,
                                           DWORD devices,
                                           DWORD mode);

/// TSPI: TSPI_phoneSetVolume, TSPI_phoneSetGain. One device; a level above 0xFFFF is 0xFFFF.
[[nodiscard]] checked_command volume_command(const engine::handset_profile& profile,
                                             DWORD device,
                                             DWORD level);
[[nodiscard]] checked_command gain_command(const engine::handset_profile& profile,
                                           DWORD device,
                                           DWORD level);

/// TSPI: TSPI_phoneSetDisplay. UTF-16, ends at a 0 or with the block, whichever comes first
/// (tspi-phone.md §9-15); goes on in the next row, and what does not fit behind the last place is
/// cut (§9-17; firmware-protocol.md §8.6). Half a character is PHONEERR_INVALPARAM.
[[nodiscard]] checked_command display_command(const engine::handset_profile& profile,
                                              display_place where,
                                              lent_bytes text);

/// TSPI: TSPI_phoneSetButtonInfo. dwButtonState is ignored. A mode that is not exactly one
/// PHONEBUTTONMODE_, or a text outside of the structure, is PHONEERR_OPERATIONFAILED (the list has
/// nothing nearer); a label above 32 characters PHONEERR_RESOURCEUNAVAIL.
[[nodiscard]] checked_command button_command(const engine::handset_profile& profile,
                                             DWORD id,
                                             const PHONEBUTTONINFO* info);

/// TSPI: TSPI_phoneSetData. The whole content of an area; more than it holds is
/// PHONEERR_RESOURCEUNAVAIL.
[[nodiscard]] checked_command data_command(const engine::handset_profile& profile,
                                           DWORD id,
                                           lent_bytes data);

/// TSPI: TSPI_phoneDevSpecific. Any bytes; more than the handset takes are
/// PHONEERR_RESOURCEUNAVAIL.
[[nodiscard]] checked_command vendor_command(const engine::handset_profile& profile,
                                             lent_bytes block);

}  // namespace offhook::tsp
