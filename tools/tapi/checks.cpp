#include "tools/tapi/checks.hpp"

#include <bit>

#include "tools/tapi/error_names.hpp"

namespace offhook::tapi {
namespace {

constexpr DWORD all_hook_devices =
    PHONEHOOKSWITCHDEV_HANDSET | PHONEHOOKSWITCHDEV_SPEAKER | PHONEHOOKSWITCHDEV_HEADSET;
constexpr DWORD all_hook_modes = PHONEHOOKSWITCHMODE_ONHOOK | PHONEHOOKSWITCHMODE_MIC |
                                 PHONEHOOKSWITCHMODE_SPEAKER | PHONEHOOKSWITCHMODE_MICSPEAKER |
                                 PHONEHOOKSWITCHMODE_UNKNOWN;
/// The eight modes of PHONELAMPMODE_ and the high word, which is for the device.
constexpr DWORD all_lamp_modes = 0xFFFF00FF;
constexpr DWORD highest_level = 0xFFFF;

constexpr DWORD known_versions[] = {tspi::version_3_1,
                                    tspi::version_3_0,
                                    tspi::version_2_2,
                                    tspi::version_2_1,
                                    tspi::version_2_0,
                                    tspi::version_1_4,
                                    tspi::version_1_3};

constexpr bool is_one_of(DWORD value, DWORD known) noexcept {
    return std::has_single_bit(value) && (value & known) != 0;
}

}  // namespace

LONG check_one_hook_device(DWORD devices) noexcept {
    return is_one_of(devices, all_hook_devices) ? 0 : to_result(PHONEERR_INVALHOOKSWITCHDEV);
}

LONG check_hook_devices(DWORD devices) noexcept {
    const bool good = devices != 0 && (devices & ~all_hook_devices) == 0;
    return good ? 0 : to_result(PHONEERR_INVALHOOKSWITCHDEV);
}

LONG check_hook_mode(DWORD mode) noexcept {
    return is_one_of(mode, all_hook_modes) ? 0 : to_result(PHONEERR_INVALHOOKSWITCHMODE);
}

LONG check_lamp_mode(DWORD mode) noexcept {
    return is_one_of(mode, all_lamp_modes) ? 0 : to_result(PHONEERR_INVALLAMPMODE);
}

LONG check_privilege(DWORD privilege) noexcept {
    const bool good = privilege == PHONEPRIVILEGE_MONITOR || privilege == PHONEPRIVILEGE_OWNER;
    return good ? 0 : to_result(PHONEERR_INVALPRIVILEGE);
}

LONG check_version(DWORD version, DWORD negotiated) noexcept {
    const bool good =
        version <= negotiated && highest_known_version(version, version) == version && version != 0;
    return good ? 0 : to_result(PHONEERR_INCOMPATIBLEAPIVERSION);
}

DWORD highest_known_version(DWORD low, DWORD high) noexcept {
    for (const DWORD version : known_versions) {
        if (version >= low && version <= high) {
            return version;
        }
    }
    return 0;
}

DWORD clamp_level(DWORD level) noexcept {
    return level > highest_level ? highest_level : level;
}

}  // namespace offhook::tapi
