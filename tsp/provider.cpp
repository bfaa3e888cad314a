#include "tsp/provider.hpp"

#include "tsp/device_class.hpp"
#include "tsp/extension.hpp"
#include "tsp/module_hold.hpp"
#include "tsp/phone_caps.hpp"
#include "tsp/versions.hpp"

#include <utility>

namespace offhook::tsp {

LONG provider::enumerate(const device_listener& listener, DWORD& phones) {
    const std::lock_guard lifecycle(lifecycle_);
    if (inits_ == 0) {
        replace_devices(nullptr);
        replace_devices(make_devices());
        devices()->look_around();
        listener_ = listener;
        counted_ = devices()->count();
    }
    phones = counted_;
    return 0;
}

LONG provider::init(const init_options& options) {
    if (!is_spoken(options.version)) return to_result(LINEERR_INCOMPATIBLEAPIVERSION);
    const std::lock_guard lifecycle(lifecycle_);
    if (inits_ > 0) {
        const bool same = options.permanent_id == options_.permanent_id;
        if (same) set_inits(inits_ + 1);
        return same ? 0 : to_result(LINEERR_NOMULTIPLEINSTANCE);
    }
    // A session after a Shutdown may begin without EnumDevices; then the handsets come up later.
    if (!devices()) {
        replace_devices(make_devices());
        counted_ = devices()->count();
    }
    devices()->begin({options.first_device, options.phones}, listener_);
    const std::lock_guard lock(mutex_);
    options_ = options;
    inits_ = 1;
    return 0;
}

LONG provider::shut_down(DWORD permanent_id) {
    const auto running = devices();
    if (running && running->is_driver_thread()) {
        // The thread cannot end itself. No host calls from within a callback (tspi-phone.md §1.5).
        spdlog::error("TSPI_providerShutdown was called from within a callback; nothing was done");
        return to_result(LINEERR_OPERATIONFAILED);
    }
    const std::lock_guard lifecycle(lifecycle_);
    if (inits_ > 0 && permanent_id != options_.permanent_id) return 0;
    if (inits_ > 1) {
        set_inits(inits_ - 1);
        return 0;
    }
    set_inits(0);
    if (running) running->end();
    for (const auto& open : handles_.take_all()) open->close();
    replace_devices(nullptr);
    listener_ = {};
    return 0;
}

LONG provider::create_device(DWORD_PTR number, DWORD id) {
    const auto running = devices();
    return running && running->create(number, id) ? 0 : to_result(PHONEERR_BADDEVICEID);
}

void provider::set_inits(unsigned count) {
    const std::lock_guard lock(mutex_);
    inits_ = count;
}

LONG provider::negotiate_phone(DWORD id, DWORD low, DWORD high, DWORD& version) const {
    const bool whole_provider = id == INITIALIZE_NEGOTIATION;
    if (!whole_provider && !device(id)) return to_result(PHONEERR_NODRIVER);
    const auto best = negotiate(low, high);
    if (!best) return to_result(PHONEERR_INCOMPATIBLEAPIVERSION);
    version = *best;
    return 0;
}

LONG provider::get_caps(DWORD id, DWORD version, DWORD ext_version, PHONECAPS* caps) const {
    const auto found = device(id);
    if (!found) return to_result(PHONEERR_NODRIVER);
    if (!is_spoken(version)) return to_result(PHONEERR_INCOMPATIBLEAPIVERSION);
    const auto view = found->view();
    if (!is_extension_version(view.profile.get(), ext_version)) {
        return to_result(PHONEERR_INCOMPATIBLEEXTVERSION);
    }
    return to_result(write_caps(caps, {version, ext_version}, found->identity(), view));
}

LONG provider::get_extension_id(DWORD id, DWORD version, PHONEEXTENSIONID* extension) const {
    const auto found = device(id);
    if (!found) return to_result(PHONEERR_NODRIVER);
    if (!is_spoken(version)) return to_result(PHONEERR_INCOMPATIBLEAPIVERSION);
    *extension = extension_of(found->profile().get());
    return 0;
}

LONG provider::negotiate_extension(DWORD id, version_range asked, DWORD& result) const {
    result = 0;
    const auto found = device(id);
    if (!found) return to_result(PHONEERR_NODRIVER);
    if (!is_spoken(asked.tspi)) return to_result(PHONEERR_INCOMPATIBLEAPIVERSION);
    const auto profile = found->profile();
    return to_result(tsp::negotiate_extension(profile.get(), asked.low, asked.high, result));
}

LONG provider::get_icon(DWORD id, LPCWSTR device_class, HICON& icon) const {
    // The list has neither NODRIVER nor BADDEVICEID (tspi-phone.md §2.2).
    if (!device(id)) return to_result(PHONEERR_OPERATIONFAILED);
    if (!is_phone_itself(device_class)) return to_result(PHONEERR_INVALDEVICECLASS);
    icon = nullptr;
    return 0;
}

LONG provider::open(const open_options& options, HDRVPHONE& handle) {
    const auto found = device(options.device);
    if (!found) return to_result(PHONEERR_NODRIVER);
    if (!is_spoken(options.version)) return to_result(PHONEERR_INCOMPATIBLEAPIVERSION);
    const phone_listener listener{options.host, options.on_event, completion()};
    const auto session = found->open(listener, options.version);
    if (!session) return to_result(PHONEERR_INUSE);
    try {
        handle = handles_.insert(std::make_shared<open_phone>(found, session, options.device));
    } catch (...) {
        found->close(session);
        throw;
    }
    return 0;
}

LONG provider::close(HDRVPHONE handle) {
    const auto open = handles_.take(handle);
    if (!open) return to_result(PHONEERR_INVALPHONEHANDLE);
    open->close();
    return 0;
}

std::shared_ptr<phone> provider::device(DWORD id) const {
    const std::lock_guard lock(mutex_);
    return inits_ == 0 || !devices_ ? nullptr : devices_->find(id);
}

std::shared_ptr<device_set> provider::devices() const {
    const std::lock_guard lock(mutex_);
    return devices_;
}

ASYNC_COMPLETION provider::completion() const {
    const std::lock_guard lock(mutex_);
    return options_.on_completion;
}

void provider::replace_devices(std::shared_ptr<device_set> next) {
    // The former set ends here, and outside of the lock.
    const std::lock_guard lock(mutex_);
    devices_.swap(next);
}

std::shared_ptr<device_set> provider::make_devices() {
    struct held_devices {
        held_devices(const config& settings, std::shared_ptr<runtime> driver)
            : devices(settings, std::move(driver)) {}
        module_hold hold;  // outlives the threads
        device_set devices;
    };
    const auto made = std::make_shared<held_devices>(configure(), make_runtime_());
    return {made, &made->devices};
}

config provider::configure() {
    auto settings = read_config();
    log_.configure(settings.log);
    for (const auto& each : settings.complaints) spdlog::warn("{}", each);
    return settings;
}

}  // namespace offhook::tsp
