#pragma once

#include "tsp/tspi.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>

#include <dlfcn.h>

namespace offhook::tests {

/// offhook.tsp, loaded as a telephony service loads it: by path, entry points by name.
class tsp_module {
public:
    /// `name` is that of a module in the bin folder.
    explicit tsp_module(const std::string& name = "offhook.tsp") {
        const char* bin = std::getenv("OFFHOOK_BIN_DIR");
        if (bin == nullptr) throw std::runtime_error("OFFHOOK_BIN_DIR is not set; run it by ctest");
        const std::string path = std::string(bin) + "/" + name;
        handle_ = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (handle_ == nullptr) throw std::runtime_error(dlerror());
    }
    ~tsp_module() { dlclose(handle_); }
    tsp_module(const tsp_module&) = delete;
    tsp_module& operator=(const tsp_module&) = delete;

    template <class Function>
    [[nodiscard]] Function* find(const char* name) const {
        void* const found = dlsym(handle_, name);
        if (found == nullptr) throw std::runtime_error(std::string(name) + " is not exported");
        return reinterpret_cast<Function*>(found);
    }

private:
    void* handle_;
};

/// An entry point of a module by its TSPI name: OFFHOOK_TSPI(tsp, phoneClose)(handle).
#define OFFHOOK_TSPI(from, name) ((from).find<decltype(TSPI_##name)>("TSPI_" #name))
/// The same of the UI half.
#define OFFHOOK_TUISPI(from, name) ((from).find<decltype(TUISPI_##name)>("TUISPI_" #name))

}  // namespace offhook::tests
