#include "driver/transport/hidapi_functions.hpp"

#include <spdlog/fmt/fmt.h>
#include <utility>

#ifdef __linux__
#include <dlfcn.h>
#endif

namespace offhook::transport {

#ifdef __linux__

namespace {

struct module_closer {
    void operator()(void* module) const { ::dlclose(module); }
};

/// The table and the library that its functions are in.
struct loaded_module {
    std::unique_ptr<void, module_closer> module;
    hidapi_functions functions;
};

/// Fills in a pointer by its name; false when the library does not have it.
template <class Function>
bool find(void* module, const char* name, Function& found) {
    found = reinterpret_cast<Function>(::dlsym(module, name));
    return found != nullptr;
}

/// The name of the first function that 0.13.1 has and this library has not; null: all are there.
const char* fill(void* module, hidapi_functions& to) {
    if (!find(module, "hid_init", to.init)) return "hid_init";
    if (!find(module, "hid_exit", to.exit)) return "hid_exit";
    if (!find(module, "hid_enumerate", to.enumerate)) return "hid_enumerate";
    if (!find(module, "hid_free_enumeration", to.free_enumeration)) return "hid_free_enumeration";
    if (!find(module, "hid_open_path", to.open_path)) return "hid_open_path";
    if (!find(module, "hid_close", to.close)) return "hid_close";
    if (!find(module, "hid_write", to.write)) return "hid_write";
    if (!find(module, "hid_read_timeout", to.read_timeout)) return "hid_read_timeout";
    if (!find(module, "hid_get_feature_report", to.get_feature_report)) {
        return "hid_get_feature_report";
    }
    if (!find(module, "hid_get_device_info", to.get_device_info)) return "hid_get_device_info";
    if (!find(module, "hid_error", to.error)) return "hid_error";
    find(module, "hid_version_str", to.version_text);
    find(module, "hid_get_report_descriptor", to.get_report_descriptor);
    find(module, "hid_read_error", to.read_error);
    find(module, "hid_read_interrupt", to.read_interrupt);
    return nullptr;
}

}  // namespace

loaded_hidapi load_hidapi(const std::string& file) {
    auto loaded = std::make_shared<loaded_module>();
    loaded->module.reset(::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL));
    if (!loaded->module) {
        return {nullptr, fmt::format("cannot load {}: {}", file, ::dlerror())};
    }
    if (const char* missing = fill(loaded->module.get(), loaded->functions)) {
        return {nullptr,
                fmt::format("{} has no {}: hidapi 0.13.1 or later is needed", file, missing)};
    }
    const auto* functions = &loaded->functions;
    return {{std::move(loaded), functions}, {}};
}

#else

loaded_hidapi linked_hidapi() {
    static constexpr hidapi_functions linked {
        .init = &hid_init, .exit = &hid_exit, .enumerate = &hid_enumerate,
        .free_enumeration = &hid_free_enumeration, .open_path = &hid_open_path, .close = &hid_close,
        .write = &hid_write, .read_timeout = &hid_read_timeout,
        .get_feature_report = &hid_get_feature_report, .get_device_info = &hid_get_device_info,
        .error = &hid_error, .version_text = &hid_version_str,
#if HID_API_VERSION >= HID_API_MAKE_VERSION(0, 14, 0)
        .get_report_descriptor = &hid_get_report_descriptor,
#endif
#if HID_API_VERSION >= HID_API_MAKE_VERSION(0, 15, 0)
        .read_error = &hid_read_error,
#endif
    };
    return {std::shared_ptr<const hidapi_functions>(&linked, [](const auto*) {}), {}};
}

#endif

}  // namespace offhook::transport
