#pragma once

#include "driver/handset.hpp"
#include "tsp/tspi.hpp"

namespace offhook::tsp {

/// The one extension that Offhook has: what a handset's maker may do beyond TAPI, by
/// TSPI_phoneDevSpecific and PHONE_DEVSPECIFIC (see vendor_messages()). It is there on handsets
/// that take VENDOR requests (firmware-protocol.md §8.8). Made with a random generator, as TAPI
/// wants it (TSPI: levels of service).
inline constexpr PHONEEXTENSIONID phone_extension_id{
    0x3F6B0C52, 0x4E1D97A8, 0xB1C0D96E, 0x7A25F413};

/// The only version of it. As there is no other to confuse it with, TSPI_phoneSelectExtVersion has
/// nothing to remember.
inline constexpr DWORD phone_extension_version = 0x00010000;

/// What the extension adds to PHONECAPS, in the DevSpecific part.
struct phone_extension_caps {
    DWORD longest_block = 0;  ///< bytes that TSPI_phoneDevSpecific takes
    DWORD capabilities = 0;   ///< the handset's own word (firmware-protocol.md §7.1)
    DWORD firmware = 0;       ///< for display only (firmware-protocol.md §1.3)
};

/// False also for null, a phone that was never connected: what it can do is not known yet.
[[nodiscard]] bool has_extension(const engine::handset_profile* profile);

/// TSPI: TSPI_phoneGetExtensionID. All 0: there is none.
[[nodiscard]] PHONEEXTENSIONID extension_of(const engine::handset_profile* profile);

/// True for 0, which is no extension, and for a version that this handset has.
[[nodiscard]] bool is_extension_version(const engine::handset_profile* profile, DWORD version);

/// TSPI: TSPI_phoneNegotiateExtVersion. Sets `version`, to 0 with an error (tspi-phone.md §9-9).
/// 0 or PHONEERR_INCOMPATIBLEEXTVERSION.
[[nodiscard]] DWORD negotiate_extension(const engine::handset_profile* profile,
                                        DWORD low,
                                        DWORD high,
                                        DWORD& version);

}  // namespace offhook::tsp
