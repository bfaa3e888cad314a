#include "tools/tapi/api/initialize.hpp"

#include "tools/tapi/api/platform.hpp"
#include "tools/tapi/checks.hpp"

namespace offhook::tapi::api {

std::optional<std::u16string> application_name(LPCSTR name) {
    return name == nullptr ? program_path() : to_utf16(name);
}

std::u16string application_name(LPCWSTR name) {
    return name == nullptr ? program_path()
                           : std::u16string(reinterpret_cast<const char16_t*>(name));
}

DWORD version_of_application(DWORD highest) {
    // One of a future version is served as one of the newest that is known.
    return highest < tspi::version_2_0 ? 0 : highest_known_version(tspi::version_2_0, highest);
}

}  // namespace offhook::tapi::api
