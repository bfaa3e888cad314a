#include "driver/transport/hid_presence.hpp"

#include "driver/transport/hid_discovery.hpp"

#include <spdlog/spdlog.h>
#include <utility>

namespace offhook::transport {
namespace {

/// Another handset at the same path is another one, unless it has no serial number.
std::string key_of(const device_info& device) {
    return device.path + '\n' + device.serial;
}

hid_address address_of(const device_info& device) {
    if (device.serial.empty()) return {.path = device.path};
    return {.vendor = device.vendor, .product = device.product, .serial = device.serial};
}

}  // namespace

hid_presence::hid_presence(boost::asio::any_io_executor executor,
                           hid_address pattern,
                           presence_listener& owner,
                           std::shared_ptr<hidapi_runtime> runtime)
    : gate_(std::move(executor)),
      pattern_(std::move(pattern)),
      owner_(&owner),
      runtime_(std::move(runtime)) {}

hid_presence::~hid_presence() = default;

void hid_presence::start() {
    library_ = runtime_->library();
    watch_ = library_->watch({});
    if (runtime_->run([self = shared_from_this()] { self->look_on(); })) return;
    tell([](presence_listener& owner) { owner.on_listed(); });
}

void hid_presence::close() {
    is_closed_ = true;
    gate_.shut();
    if (watch_) watch_->stop();
}

void hid_presence::look_on() {
    look();
    tell([](presence_listener& owner) { owner.on_listed(); });
    while (watch_->wait(std::nullopt) == hid_watch::outcome::changed) look();
}

void hid_presence::look() {
    device_map found;
    for (auto& device : list_handsets(*library_, pattern_)) {
        const auto key = key_of(device);
        const auto where = address_of(device);
        found.emplace(key, present_device{where, std::move(device)});
    }
    tell_departures(found);
    tell_arrivals(found);
}

void hid_presence::tell_departures(const device_map& found) {
    std::erase_if(foreign_, [&](const auto& key) { return !found.contains(key); });
    for (auto each = present_.begin(); each != present_.end();) {
        if (found.contains(each->first)) {
            ++each;
            continue;
        }
        tell([device = each->second](presence_listener& owner) { owner.on_departure(device); });
        each = present_.erase(each);
    }
}

void hid_presence::tell_arrivals(const device_map& found) {
    for (const auto& [key, device] : found) {
        if (present_.contains(key) || foreign_.contains(key)) continue;
        if (is_foreign(device.info)) {
            foreign_.insert(key);
            continue;
        }
        tell([device = device](presence_listener& owner) { owner.on_arrival(device); });
        present_.emplace(key, device);
    }
}

/// Only a device that says so is not believed: one that cannot be opened now (its permissions may
/// still come, another program may have it) has the usage of a handset, and that is a good sign.
bool hid_presence::is_foreign(const device_info& device) {
    auto opened = library_->open(device.path);
    if (!opened.handle || ask_identity(*opened.handle) != identity::foreign) return false;
    spdlog::warn("{} ({}) has the usage of a handset and is none; it is left alone",
                 device.path,
                 device.name);
    return true;
}

}  // namespace offhook::transport
