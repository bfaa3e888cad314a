#pragma once

#include "tsp/tspi.hpp"

// What the host checks before it calls a provider (tspi-phone.md §6.4). Each returns 0 or the
// error that goes to the application. Ring modes, rows, columns, button IDs and data IDs are the
// provider's to check.

namespace offhook::tapi {

/// Exactly one known device (TAPI: phoneSetGain, phoneSetVolume, phoneGetGain, phoneGetVolume).
[[nodiscard]] LONG check_one_hook_device(DWORD devices) noexcept;

/// One or more known devices: SetHookSwitch takes a mask (tspi-phone.md §9-5).
[[nodiscard]] LONG check_hook_devices(DWORD devices) noexcept;

/// Exactly one known mode (TAPI: phoneSetHookSwitch).
[[nodiscard]] LONG check_hook_mode(DWORD mode) noexcept;

/// Exactly one mode: a known one, or a device-specific one of the high word (PHONELAMPMODE_).
[[nodiscard]] LONG check_lamp_mode(DWORD mode) noexcept;

/// Exactly PHONEPRIVILEGE_MONITOR or PHONEPRIVILEGE_OWNER (TAPI: phoneOpen).
[[nodiscard]] LONG check_privilege(DWORD privilege) noexcept;

/// A version TAPI knows, and not above what was negotiated with the provider.
[[nodiscard]] LONG check_version(DWORD version, DWORD negotiated) noexcept;

/// The highest known version in [low, high]; 0: there is none (TAPI: phoneNegotiateAPIVersion).
[[nodiscard]] DWORD highest_known_version(DWORD low, DWORD high) noexcept;

/// Levels above 0xFFFF become 0xFFFF, which is no error (TAPI: phoneSetVolume, phoneSetRing).
[[nodiscard]] DWORD clamp_level(DWORD level) noexcept;

}  // namespace offhook::tapi
