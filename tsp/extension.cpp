#include "tsp/extension.hpp"

namespace offhook::tsp {

bool has_extension(const engine::handset_profile* profile) {
    return profile != nullptr && profile->has(protocol::capability::vendor) &&
           profile->limits.vendor_max != 0;
}

PHONEEXTENSIONID extension_of(const engine::handset_profile* profile) {
    return has_extension(profile) ? phone_extension_id : PHONEEXTENSIONID{};
}

bool is_extension_version(const engine::handset_profile* profile, DWORD version) {
    return version == 0 || (version == phone_extension_version && has_extension(profile));
}

DWORD negotiate_extension(const engine::handset_profile* profile,
                          DWORD low,
                          DWORD high,
                          DWORD& version) {
    const bool fits = low <= phone_extension_version && high >= phone_extension_version;
    version = fits && has_extension(profile) ? phone_extension_version : 0;
    return version != 0 ? 0 : PHONEERR_INCOMPATIBLEEXTVERSION;
}

}  // namespace offhook::tsp
