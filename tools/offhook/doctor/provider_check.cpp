#include "tools/offhook/doctor/provider_check.hpp"

#include "tools/tapi/provider_exports.hpp"

#include <spdlog/fmt/fmt.h>

namespace offhook::cli {
namespace {

/// Loads the module as the telephony service does, and lets go of it. It is not started.
finding load(const std::string& path) {
    try {
        const tapi::loaded_module module(path);
        const auto exports = tapi::find_exports(module);
        const bool has_phones = exports.phone_open != nullptr && exports.phone_close != nullptr &&
                                exports.phone_get_dev_caps != nullptr &&
                                exports.phone_negotiate_tspi_version != nullptr;
        if (!has_phones) {
            return {"provider",
                    verdict::problem,
                    path + " exports no TSPI_phone functions",
                    "that is another provider; run the installer again"};
        }
        return {"provider", verdict::ok, path + " loads and exports what it must", ""};
    } catch (const tapi::load_error& reason) {
        return {
            "provider",
            verdict::problem,
            reason.what(),
            "run the installer again, or build it: cmake --build build/gcc --target offhook_tsp"};
    }
}

}  // namespace

findings check_provider(const std::string& module) {
    const auto path = module.empty() ? usual_module() : module;
    findings all;
    if (path.empty()) {
        all.push_back({"provider",
                       verdict::note,
                       "offhook.tsp is neither beside this program nor in ../lib/offhook",
                       "only who runs TAPI applications needs it; --tsp PATH looks elsewhere"});
    } else {
        all.push_back(load(path));
    }
    for (auto& each : check_telephony()) all.push_back(std::move(each));
    return all;
}

}  // namespace offhook::cli
