#pragma once

#include <dlfcn.h>
#include <cstdio>
#include <cstdlib>
#include <string_view>

// The provider that keeps the rules (its path is in OFFHOOK_REAL_TSP), loaded as long as the broken
// one is, and which rule is broken (OFFHOOK_BREAK; none: every call is passed on as it is).

namespace offhook::tapi::broken {

class real_provider {
public:
    real_provider() {
        const char* path = std::getenv("OFFHOOK_REAL_TSP");
        module_ = path != nullptr ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : nullptr;
        if (module_ != nullptr) return;
        std::fprintf(stderr, "OFFHOOK_REAL_TSP: %s\n", path != nullptr ? dlerror() : "not set");
        std::abort();
    }
    ~real_provider() { dlclose(module_); }
    real_provider(const real_provider&) = delete;
    real_provider& operator=(const real_provider&) = delete;

    [[nodiscard]] void* function(const char* name) const { return dlsym(module_, name); }

private:
    void* module_;
};

inline const real_provider the_real_one;

/// The real provider's function of that name and type.
template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(the_real_one.function(name));
}

/// Is this the rule to be broken?
inline bool breaks(std::string_view rule) {
    const char* chosen = std::getenv("OFFHOOK_BREAK");
    return chosen != nullptr && rule == chosen;
}

}  // namespace offhook::tapi::broken
