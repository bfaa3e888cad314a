#include "tsp/provider.hpp"

#include <new>

namespace offhook::tsp {
namespace {

alignas(provider) std::byte storage[sizeof(provider)];
provider* made = nullptr;

}  // namespace

provider& the_provider() {
    static provider& instance = *(made = new (storage) provider);
    return instance;
}

}  // namespace offhook::tsp

extern "C" BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void* process_ends);

/// Ends the provider with the module, but not with the process: Windows has ended all other threads
/// by then, wherever they were, and whoever waited for one of them or for its lock would hang. A
/// module with threads is never unloaded (module_hold.hpp).
BOOL WINAPI DllMain(HINSTANCE /*module*/, DWORD reason, void* process_ends) {
    using offhook::tsp::made;
    if (reason == DLL_PROCESS_DETACH && process_ends == nullptr && made != nullptr) {
        made->~provider();
    }
    return TRUE;
}
