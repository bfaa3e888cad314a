// The list of providers, as the library uses and changes it.

#include <algorithm>
#include <filesystem>

#include "tools/tapi/api/library.hpp"
#include "tools/tapi/error_names.hpp"

namespace offhook::tapi::api {

provider_entries library::providers() {
    const std::lock_guard lock(list_mutex_);
    return system_provider_list()->read();
}

std::vector<provider_file> library::files_to_load() {
    std::vector<provider_file> files = providers().providers;
    if (files.empty()) {
        say("the list of service providers is empty: there are no phones");
    }
    for (provider_file& each : files) {
        each.path = resolve_provider(each.path);
    }
    return files;
}

std::optional<provider_file> library::find_provider(DWORD permanent_id) {
    for (const provider_file& each : providers().providers) {
        if (each.permanent_id == permanent_id) {
            return provider_file{permanent_id, resolve_provider(each.path)};
        }
    }
    return std::nullopt;
}

LONG library::add_provider(const std::string& path, HWND owner, DWORD& permanent_id) {
    const bool has_folder = std::filesystem::path(path).has_parent_path();
    const std::string name = has_folder ? std::filesystem::absolute(path).string() : path;
    const DWORD id = providers().next_id;
    // Without the lock: it may be a dialog.
    const LONG result = host_.run_provider_dialog(
        provider_dialog_kind::install, {id, resolve_provider(name)}, owner);
    if (result != 0) {
        return result;
    }
    const std::lock_guard lock(list_mutex_);
    const auto list = system_provider_list();
    provider_entries entries = list->read();
    if (entries.next_id != id) {
        say("another provider was added while '" + name + "' was being installed");
        return to_result(LINEERR_OPERATIONFAILED);
    }
    entries.providers.push_back({id, name});
    entries.next_id = id + 1;
    list->write(entries);
    permanent_id = id;
    return 0;
}

LONG library::remove_provider(DWORD permanent_id, HWND owner) {
    const auto file = find_provider(permanent_id);
    if (!file) {
        return to_result(LINEERR_INVALPARAM);
    }
    try {
        const LONG result = host_.run_provider_dialog(provider_dialog_kind::remove, *file, owner);
        if (result != 0) {
            return result;
        }
    } catch (const load_error& error) {
        // A file that is gone or broken can be taken from the list all the more.
        say(error.what());
    }
    {
        const std::lock_guard lock(list_mutex_);
        const auto list = system_provider_list();
        provider_entries entries = list->read();
        std::erase_if(entries.providers,
                      [&](const auto& each) { return each.permanent_id == permanent_id; });
        list->write(entries);
    }
    host_.remove_provider(permanent_id);
    return 0;
}

LONG library::config_provider(DWORD permanent_id, HWND owner) {
    const auto file = find_provider(permanent_id);
    return file ? host_.run_provider_dialog(provider_dialog_kind::config, *file, owner)
                : to_result(LINEERR_INVALPARAM);
}

}  // namespace offhook::tapi::api
