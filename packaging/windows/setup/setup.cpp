#include "packaging/windows/setup/setup.hpp"

#include "packaging/windows/setup/data_folder.hpp"
#include "packaging/windows/setup/placed_file.hpp"
#include "packaging/windows/setup/registration.hpp"
#include "packaging/windows/setup/setup_error.hpp"
#include "packaging/windows/setup/telephony.hpp"

#include <windows.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <utility>

namespace offhook::setup {
namespace {

using std::filesystem::path;

/// What lies in the folder of the programs.
constexpr std::array programs{
    L"offhook.exe", L"offhook-sim.exe", L"offhook-tapi.exe", L"offhook-setup.exe", L"LICENSE.txt"};

path system_file() {
    wchar_t folder[MAX_PATH] = L"";
    const UINT length = GetSystemDirectoryW(folder, MAX_PATH);
    if (length == 0 || length >= MAX_PATH) throw setup_error("System32 cannot be found");
    return path(folder) / L"offhook.tsp";
}

/// Stops the telephony service while it lives, if it was allowed to, and starts it again.
class stopped_service {
public:
    explicit stopped_service(service_use use) : use_(use) {}
    ~stopped_service() {
        if (!was_stopped_) return;
        try {
            start_telephony_service();
        } catch (const setup_error& error) {
            std::cout << error.what() << "; it starts when a program asks for telephony\n";
        }
    }
    stopped_service(const stopped_service&) = delete;
    stopped_service& operator=(const stopped_service&) = delete;

    /// What the service has loaded or read is free or forgotten when this returns true.
    bool stop() {
        if (!telephony_service_runs()) return true;
        if (use_ == service_use::left_alone) return false;
        was_stopped_ = stop_telephony_service() == service_state::stopped;
        std::cout << (was_stopped_ ? "the telephony service starts again\n"
                                   : "the telephony service is needed and goes on\n");
        return was_stopped_;
    }

private:
    service_use use_;
    bool was_stopped_ = false;
};

/// Collects what is not so before Windows starts again.
class outcome {
public:
    void add(placed done) { needs_restart_ |= done == placed::after_restart; }
    void need_restart() { needs_restart_ = true; }
    [[nodiscard]] exit_code code() const {
        return needs_restart_ ? exit_code::done_restart_needed : exit_code::done;
    }

private:
    bool needs_restart_ = false;
};

void make_folders(const path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        throw setup_error(narrow(folder.wstring()) + " cannot be made: " + error.message());
    }
}

}  // namespace

exit_code install(const path& from, const path& to, service_use use) {
    outcome result;
    stopped_service service(use);
    const auto provider = system_file();
    remove_leftovers(provider);
    if (is_in_use(provider)) service.stop();
    result.add(replace_file(from / L"offhook.tsp", provider));
    make_folders(to);
    for (const auto* const name : programs) {
        remove_leftovers(to / name);
        result.add(replace_file(from / name, to / name));
    }
    prepare_data_folder(from / L"offhook.yaml");
    // A running service reads the list, but for what TAPI itself puts there, only when it starts.
    if (register_provider() == registered::directly && !service.stop()) result.need_restart();
    return result.code();
}

exit_code uninstall(const path& folder, data_fate data, service_use use) {
    outcome result;
    stopped_service service(use);
    const bool is_unknown = unregister_provider() == registered::directly;
    const auto provider = system_file();
    if (is_unknown || is_in_use(provider)) service.stop();
    remove_leftovers(provider);
    result.add(remove_file(provider));
    for (const auto* const name : programs) {
        remove_leftovers(folder / name);
        result.add(remove_file(folder / name));
    }
    if (data == data_fate::removed) result.add(remove_data_folder());
    return result.code();
}

}  // namespace offhook::setup
