#include "tsp/module_hold.hpp"

#ifdef _WIN32

namespace offhook::tsp {

module_hold::module_hold() {
    static const char here = 0;
    GetModuleHandleExW(
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, reinterpret_cast<const wchar_t*>(&here), &module_);
}

// Whoever ends the last one is called by the host, which has the module loaded.
module_hold::~module_hold() {
    if (module_ != nullptr) FreeLibrary(module_);
}

}  // namespace offhook::tsp

#endif
