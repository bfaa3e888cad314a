#include "packaging/windows/setup/setup_error.hpp"
#include "packaging/windows/setup/telephony.hpp"

#include <windows.h>

namespace offhook::setup {
namespace {

using add_function = LONG(WINAPI*)(LPCWSTR file, HWND owner, LPDWORD id);
using remove_function = LONG(WINAPI*)(DWORD id, HWND owner);

/// TAPI of the system's own folder only: this runs with an administrator's rights.
class tapi_library {
public:
    tapi_library()
        : module_(LoadLibraryExW(L"tapi32.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32)) {}
    ~tapi_library() {
        if (module_ != nullptr) FreeLibrary(module_);
    }
    tapi_library(const tapi_library&) = delete;
    tapi_library& operator=(const tapi_library&) = delete;

    template <class Function>
    [[nodiscard]] Function find(const char* name) const {
        if (module_ == nullptr) return nullptr;
        return reinterpret_cast<Function>(reinterpret_cast<void*>(GetProcAddress(module_, name)));
    }

private:
    HMODULE module_;
};

bool judge(const char* name, LONG result, std::string& why) {
    if (result == 0) return true;
    char text[64];
    wsprintfA(text, "%s answered 0x%08x", name, static_cast<unsigned>(result));
    why = text;
    return false;
}

bool is_missing(const char* name, std::string& why) {
    why = std::string(name) + " is not there";
    return false;
}

}  // namespace

bool ask_tapi_to_add(const std::wstring& file, std::string& why) {
    const tapi_library tapi;
    const auto add = tapi.find<add_function>("lineAddProviderW");
    if (add == nullptr) return is_missing("lineAddProvider", why);
    DWORD id = 0;
    return judge("lineAddProvider", add(file.c_str(), nullptr, &id), why);
}

bool ask_tapi_to_remove(std::uint32_t id, std::string& why) {
    const tapi_library tapi;
    const auto remove = tapi.find<remove_function>("lineRemoveProvider");
    if (remove == nullptr) return is_missing("lineRemoveProvider", why);
    return judge("lineRemoveProvider", remove(id, nullptr), why);
}

}  // namespace offhook::setup
