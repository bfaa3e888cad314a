#pragma once

#include <cstddef>

// The Telephony Service Provider Interface for phones, the same names on every platform: tapi.h and
// tspi.h on Windows, our own types in the Windows x64 data model elsewhere. On both, DWORD is 32
// bits and unsigned, WCHAR is UTF-16, structures are packed to 1 and functions are extern "C".
#ifdef _WIN32
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>
// tapi.h needs windows.h before it.
#include <tapi.h>
#include <tspi.h>
#else
#include "tsp/tspi_constants.hpp"
#include "tsp/tspi_functions.hpp"
#include "tsp/tspi_types.hpp"
#endif

namespace offhook::tspi {

/// The versions that exist (TSPI: TSPI versioning): major in the high word, minor in the low one.
inline constexpr DWORD version_1_3 = 0x00010003;
inline constexpr DWORD version_1_4 = 0x00010004;
inline constexpr DWORD version_2_0 = 0x00020000;
inline constexpr DWORD version_2_1 = 0x00020001;
inline constexpr DWORD version_2_2 = 0x00020002;
inline constexpr DWORD version_3_0 = 0x00030000;
inline constexpr DWORD version_3_1 = 0x00030001;

/// The fixed part of PHONECAPS in bytes; members after it do not exist in that version and are not
/// to be written: they lie in the variable part (tspi-phone.md §2.4).
constexpr DWORD phonecaps_fixed_size(DWORD version) noexcept {
    if (version < version_2_0) {
        return offsetof(PHONECAPS, dwDeviceClassesSize);
    }
    return version < version_2_2 ? offsetof(PHONECAPS, PermanentPhoneGuid) : sizeof(PHONECAPS);
}

/// The fixed part of PHONESTATUS in bytes.
constexpr DWORD phonestatus_fixed_size(DWORD version) noexcept {
    return version < version_2_0 ? offsetof(PHONESTATUS, dwPhoneFeatures) : sizeof(PHONESTATUS);
}

/// The fixed part of PHONEBUTTONINFO in bytes.
constexpr DWORD phonebuttoninfo_fixed_size(DWORD version) noexcept {
    return version < version_1_4 ? offsetof(PHONEBUTTONINFO, dwButtonState)
                                 : sizeof(PHONEBUTTONINFO);
}

// The data model (tspi-phone.md §1.5, §2.4).
static_assert(sizeof(DWORD) == 4 && sizeof(LONG) == 4 && sizeof(WCHAR) == 2);
static_assert(DWORD(-1) > 0 && LONG(-1) < 0);
static_assert(sizeof(DWORD_PTR) == sizeof(void*) && sizeof(HANDLE) == sizeof(void*));
static_assert(sizeof(HDRVPHONE) == sizeof(void*) && sizeof(HTAPIPHONE) == sizeof(void*));
static_assert(sizeof(HPROVIDER) == sizeof(void*));
static_assert(sizeof(HPHONE) == 4 && sizeof(HPHONEAPP) == 4 && sizeof(DRV_REQUESTID) == 4);
static_assert(sizeof(GUID) == 16);
static_assert(sizeof(VARSTRING) == 24 && sizeof(PHONEEXTENSIONID) == 16);
static_assert(sizeof(PHONEMESSAGE) == 8 + 4 * sizeof(void*));

// The fixed sizes of each version.
static_assert(phonecaps_fixed_size(version_1_3) == 144 && phonecaps_fixed_size(version_1_4) == 144);
static_assert(phonecaps_fixed_size(version_2_0) == 180 && phonecaps_fixed_size(version_2_1) == 180);
static_assert(phonecaps_fixed_size(version_2_2) == 196 && phonecaps_fixed_size(version_3_1) == 196);
static_assert(phonestatus_fixed_size(version_1_4) == 100);
static_assert(phonestatus_fixed_size(version_2_0) == 104);
static_assert(phonebuttoninfo_fixed_size(version_1_3) == 36);
static_assert(phonebuttoninfo_fixed_size(version_1_4) == 40);

}  // namespace offhook::tspi
