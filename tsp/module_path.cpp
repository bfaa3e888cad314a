#include "tsp/module_path.hpp"

#ifdef _WIN32
#include "tsp/tspi.hpp"
#else
#include "driver/protocol/text.hpp"

#include <dlfcn.h>
#include <filesystem>
#endif

namespace offhook::tsp {

#ifdef _WIN32

std::u16string module_path() {
    constexpr DWORD flags =
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
    HMODULE module = nullptr;
    const auto* const here = reinterpret_cast<const wchar_t*>(&module_path);
    if (GetModuleHandleExW(flags, here, &module) == 0) return {};
    wchar_t name[1024];
    const DWORD length = GetModuleFileNameW(module, name, 1024);
    if (length == 0 || length == 1024) return {};
    return {reinterpret_cast<const char16_t*>(name), length};
}

#else

std::u16string module_path() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<const void*>(&module_path), &info) == 0) return {};
    std::error_code error;
    const auto whole = std::filesystem::absolute(info.dli_fname, error);
    return error ? std::u16string() : protocol::to_utf16(whole.string());
}

#endif

}  // namespace offhook::tsp
