#include "tools/tapi/module.hpp"

#include <filesystem>
#include <system_error>

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace offhook::tapi {
namespace {

#ifdef _WIN32

void* open_library(const std::filesystem::path& path) {
    return reinterpret_cast<void*>(LoadLibraryW(path.c_str()));
}

std::string library_error() {
    return std::system_category().message(static_cast<int>(GetLastError()));
}

#else

void* open_library(const std::filesystem::path& path) {
    // RTLD_LOCAL: two providers export the same names.
    return dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
}

std::string library_error() {
    const char* text = dlerror();
    return text == nullptr ? "unknown reason" : text;
}

#endif

/// Throws for what the loader would report in its own words only.
void check_file(const std::string& path) {
    std::error_code ec;
    const auto status = std::filesystem::status(path, ec);
    if (!std::filesystem::exists(status)) {
        throw load_error("cannot load '" + path +
                         "': there is no such file; give the path of a TSP module");
    }
    if (std::filesystem::is_directory(status)) {
        throw load_error("cannot load '" + path +
                         "': it is a directory; give the path of a TSP module in it");
    }
}

}  // namespace

loaded_module::loaded_module(const std::string& path) : path_(path) {
    check_file(path);
    handle_ = open_library(std::filesystem::absolute(path));
    if (handle_ == nullptr) {
        throw load_error("cannot load '" + path + "' as a module: " + library_error() +
                         "; a TSP is a shared library built for this platform");
    }
}

loaded_module::~loaded_module() {
#ifdef _WIN32
    FreeLibrary(reinterpret_cast<HMODULE>(handle_));
#else
    dlclose(handle_);
#endif
}

void* loaded_module::symbol(const char* name) const noexcept {
#ifdef _WIN32
    return reinterpret_cast<void*>(GetProcAddress(reinterpret_cast<HMODULE>(handle_), name));
#else
    return dlsym(handle_, name);
#endif
}

}  // namespace offhook::tapi
