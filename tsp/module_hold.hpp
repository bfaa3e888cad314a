#pragma once

#ifdef _WIN32
#include "tsp/tspi.hpp"
#endif

namespace offhook::tsp {

/// While one lives, Windows does not unload this module, whatever its host frees. Windows ends a
/// thread under the lock that it also unloads modules under: a module that waited for its threads
/// when it is unloaded would wait for ever. A host that asks for the devices and frees the module
/// without a Shutdown finds it as it was when it loads it again. Elsewhere there is no such lock.
class module_hold {
public:
#ifdef _WIN32
    module_hold();
    ~module_hold();
#else
    module_hold() = default;
#endif
    module_hold(const module_hold&) = delete;
    module_hold& operator=(const module_hold&) = delete;

private:
#ifdef _WIN32
    HMODULE module_ = nullptr;
#endif
};

}  // namespace offhook::tsp
