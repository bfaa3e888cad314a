#include "tools/tapi/registry.hpp"

#include <algorithm>

#include "tools/tapi/error_names.hpp"

namespace offhook::tapi {

HPHONEAPP registry::add_application(const application_options& options) {
    const std::lock_guard lock(mutex_);
    const HPHONEAPP app = next_handle_++;
    const DWORD version = options.from_phone_initialize ? tspi::version_1_3 : options.api_version;
    applications_[app] = {.name = options.name,
                          .api_version = version,
                          .from_phone_initialize = options.from_phone_initialize,
                          .queue = std::make_shared<message_queue>(options.signal)};
    return app;
}

void registry::note_negotiated(HPHONEAPP app, DWORD version) {
    const std::lock_guard lock(mutex_);
    const auto each = applications_.find(app);
    if (each != applications_.end() && each->second.from_phone_initialize &&
        version >= tspi::version_1_4) {
        each->second.api_version = tspi::version_1_4;
    }
}

LONG registry::find_application(HPHONEAPP app, application& found) const {
    const std::lock_guard lock(mutex_);
    if (applications_.empty()) {
        return to_result(PHONEERR_UNINITIALIZED);
    }
    const auto each = applications_.find(app);
    if (each == applications_.end()) {
        return to_result(PHONEERR_INVALAPPHANDLE);
    }
    found = each->second;
    return 0;
}

std::vector<HPHONE> registry::handles_of(HPHONEAPP app) const {
    const std::lock_guard lock(mutex_);
    std::vector<HPHONE> phones;
    for (const auto& [phone, handle] : handles_) {
        if (handle.app == app) {
            phones.push_back(phone);
        }
    }
    return phones;
}

void registry::remove_application(HPHONEAPP app) {
    const std::lock_guard lock(mutex_);
    const auto each = applications_.find(app);
    if (each != applications_.end()) {
        each->second.queue->close();
        applications_.erase(each);
    }
}

bool registry::has_applications() const {
    const std::lock_guard lock(mutex_);
    return !applications_.empty();
}

bool registry::reinit_pending() const {
    const std::lock_guard lock(mutex_);
    return reinit_pending_;
}

DWORD registry::next_device_id() const {
    const std::lock_guard lock(mutex_);
    return static_cast<DWORD>(devices_.size());
}

void registry::add_device(std::shared_ptr<device> phone) {
    const std::lock_guard lock(mutex_);
    const DWORD id = phone->id;
    devices_[id].phone = std::move(phone);
}

LONG registry::find_device(DWORD id, std::shared_ptr<device>& found) const {
    const std::lock_guard lock(mutex_);
    const device_entry* entry = entry_of(id);
    if (entry == nullptr) {
        return to_result(PHONEERR_BADDEVICEID);
    }
    if (entry->gone == 0) {
        found = entry->phone;
    }
    return entry->gone;
}

std::vector<std::shared_ptr<device>> registry::devices() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<device>> phones;
    for (const auto& [id, entry] : devices_) {
        if (entry.gone == 0) {
            phones.push_back(entry.phone);
        }
    }
    return phones;
}

void registry::forget_devices() {
    const std::lock_guard lock(mutex_);
    devices_.clear();
    reinit_pending_ = false;
}

HDRVPHONE registry::provider_handle(DWORD id) const {
    const std::lock_guard lock(mutex_);
    const device_entry* entry = entry_of(id);
    return entry == nullptr ? nullptr : entry->provider_handle;
}

HTAPIPHONE registry::begin_open(DWORD id) {
    const std::lock_guard lock(mutex_);
    // A number, not an address: the provider gives it back and nobody dereferences it.
    const auto host_handle = reinterpret_cast<HTAPIPHONE>(next_host_handle_++);
    entry_of(id)->host_handle = host_handle;
    entry_of(id)->forwarded = {};
    return host_handle;
}

void registry::finish_open(DWORD id, HDRVPHONE provider_handle) {
    const std::lock_guard lock(mutex_);
    device_entry& entry = *entry_of(id);
    // Without a host handle the provider has closed the phone while it was being opened.
    if (entry.host_handle != nullptr) {
        entry.provider_handle = provider_handle;
    }
}

void registry::finish_close(DWORD id) {
    const std::lock_guard lock(mutex_);
    device_entry& entry = *entry_of(id);
    entry.host_handle = nullptr;
    entry.provider_handle = nullptr;
    entry.forwarded = {};
}

LONG registry::check_privilege_free(DWORD id, DWORD privilege) const {
    const std::lock_guard lock(mutex_);
    const bool taken =
        privilege == PHONEPRIVILEGE_OWNER && count(*entry_of(id), PHONEPRIVILEGE_OWNER) > 0;
    return taken ? to_result(PHONEERR_INUSE) : 0;
}

DWORD registry::ext_version(DWORD id) const {
    const std::lock_guard lock(mutex_);
    DWORD selected = 0;
    for (const HPHONE phone : entry_of(id)->handles) {
        selected = std::max(selected, handles_.at(phone).ext_version);
    }
    return selected;
}

LONG registry::add_handle(open_handle wanted, HPHONE& phone) {
    const std::lock_guard lock(mutex_);
    device_entry& entry = *entry_of(wanted.device_id);
    if (entry.provider_handle == nullptr) {
        return to_result(PHONEERR_OPERATIONFAILED);
    }
    if (!applications_.contains(wanted.app)) {
        return to_result(PHONEERR_INVALAPPHANDLE);
    }
    wanted.phone = next_handle_++;
    phone = wanted.phone;
    handles_[phone] = wanted;
    entry.handles.push_back(phone);
    post_users_changed(entry, wanted.privilege, phone);
    return 0;
}

LONG registry::find_phone(HPHONE phone, open_phone& found) const {
    const std::lock_guard lock(mutex_);
    if (applications_.empty()) {
        return to_result(PHONEERR_UNINITIALIZED);
    }
    const auto each = handles_.find(phone);
    if (each == handles_.end()) {
        return to_result(PHONEERR_INVALPHONEHANDLE);
    }
    const device_entry* entry = entry_of(each->second.device_id);
    found = {each->second, entry->phone, entry->provider_handle};
    return 0;
}

LONG registry::remove_handle(HPHONE phone, removed_handle& removed) {
    const std::lock_guard lock(mutex_);
    if (applications_.empty()) {
        return to_result(PHONEERR_UNINITIALIZED);
    }
    const auto each = handles_.find(phone);
    if (each == handles_.end()) {
        return to_result(PHONEERR_INVALPHONEHANDLE);
    }
    const open_handle handle = each->second;
    device_entry& entry = *entry_of(handle.device_id);
    handles_.erase(each);
    std::erase(entry.handles, phone);
    // TAPI: phoneClose: its operations go on, and their replies find no handle any more.
    removed = {.target = entry.phone, .ext_version = handle.ext_version};
    for (const HPHONE left : entry.handles) {
        removed.ext_version_left = std::max(removed.ext_version_left, handles_[left].ext_version);
    }
    post_users_changed(entry, handle.privilege, phone);
    return 0;
}

bool registry::has_handles(DWORD id) const {
    const std::lock_guard lock(mutex_);
    const device_entry* entry = entry_of(id);
    return entry != nullptr && !entry->handles.empty();
}

phone_users registry::users(DWORD id) const {
    const std::lock_guard lock(mutex_);
    const device_entry& entry = *entry_of(id);
    phone_users users{.owners = count(entry, PHONEPRIVILEGE_OWNER),
                      .monitors = count(entry, PHONEPRIVILEGE_MONITOR),
                      .owner_name = {}};
    for (const HPHONE phone : entry.handles) {
        const open_handle& handle = handles_.at(phone);
        if (handle.privilege == PHONEPRIVILEGE_OWNER) {
            users.owner_name = applications_.at(handle.app).name;
        }
    }
    return users;
}

status_masks registry::forwarded_masks(DWORD id) const {
    const std::lock_guard lock(mutex_);
    return entry_of(id)->forwarded;
}

void registry::set_forwarded_masks(DWORD id, status_masks masks) {
    const std::lock_guard lock(mutex_);
    entry_of(id)->forwarded = masks;
}

status_masks registry::united_masks(DWORD id, HPHONE phone, status_masks masks) const {
    const std::lock_guard lock(mutex_);
    for (const HPHONE each : entry_of(id)->handles) {
        if (each != phone) {
            masks = masks | handles_.at(each).masks;
        }
    }
    return masks;
}

void registry::set_masks(HPHONE phone, status_masks masks) {
    const std::lock_guard lock(mutex_);
    const auto each = handles_.find(phone);
    if (each != handles_.end()) {
        each->second.masks = masks;
    }
}

host_counters registry::counters() const {
    const std::lock_guard lock(mutex_);
    return counters_;
}

registry::device_entry* registry::entry_of(DWORD id) {
    const auto each = devices_.find(id);
    return each == devices_.end() ? nullptr : &each->second;
}

const registry::device_entry* registry::entry_of(DWORD id) const {
    const auto each = devices_.find(id);
    return each == devices_.end() ? nullptr : &each->second;
}

DWORD registry::count(const device_entry& entry, DWORD privilege) const {
    return static_cast<DWORD>(
        std::count_if(entry.handles.begin(), entry.handles.end(), [&](HPHONE phone) {
            return handles_.at(phone).privilege == privilege;
        }));
}

}  // namespace offhook::tapi
