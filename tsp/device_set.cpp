#include "tsp/device_set.hpp"

#include "tsp/countdown.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace offhook::tsp {
namespace {

/// Saying BYE takes at most engine::timing::bye (500 ms); the rest is for a busy computer.
constexpr std::chrono::milliseconds stop_timeout{1500};

void report(const phone& missing) {
    const auto error = missing.last_error();
    // With an error the driver has said more about it than can be said here.
    spdlog::log(error ? spdlog::level::info : spdlog::level::warn,
                "{} is not connected yet ({}); it comes up by itself when it can be reached",
                missing.address(),
                error ? error.message() : "it has not answered");
}

}  // namespace

device_set::device_set(const config& settings, std::shared_ptr<runtime> driver)
    : driver_(std::move(driver)),
      settings_(settings),
      desk_(driver_, table_),
      contacts_(std::make_shared<countdown>(std::size_t{1})) {
    const auto& devices = settings_.devices;
    for (std::size_t i = 0; i < devices.size(); ++i) {
        if (!runtime::is_pattern(devices[i].address)) add(devices[i], i);
    }
    // A watch tells on the driver's thread, so what has a name comes first.
    for (std::size_t i = 0; i < devices.size(); ++i) {
        if (runtime::is_pattern(devices[i].address)) watch(devices[i], i);
    }
    contacts_->arrive();  // all are expected now
}

device_set::~device_set() {
    table_.end();
    watches_.clear();
    desk_.end();
    const auto stopped = std::make_shared<countdown>(std::size_t{1});
    driver_->post([this, stopped] { stop_all(stopped); });
    if (!stopped->wait_for(stop_timeout)) {
        spdlog::warn("some handsets did not say goodbye within {} ms", stop_timeout.count());
    }
    driver_->stop();
}

void device_set::look_around() {
    if (contacts_->wait_for(settings_.first_look)) return;
    for (const auto& [number, each] : table_.all()) {
        if (!each->is_connected()) report(*each);
    }
}

void device_set::begin(const id_block& ids, const device_listener& listener) {
    table_.begin(ids.first, ids.length);
    driver_->post([this, listener] {
        listener_ = listener;
        for (const auto& [number, each] : table_.all()) {
            if (each->is_connected()) announce(number);
        }
    });
}

void device_set::add(const device_config& device, std::size_t line) {
    if (add_phone(device.address, device.where, line)) named_.push_back(device.address);
}

void device_set::watch(const device_config& pattern, std::size_t line) {
    contacts_->expect();
    auto made = driver_->watch_handsets(
        pattern.address,
        {[this, pattern, line](const auto& found) { on_arrival(found, pattern, line); },
         [this](const auto& found) { on_departure(found.address); },
         [all = contacts_] { all->arrive(); }});
    if (made.value) {
        watches_.push_back(std::move(made.value));
    } else {
        contacts_->arrive();
        spdlog::error("{}: {}; this entry is left out", pattern.where, made.error);
    }
}

std::optional<device_set::table::number> device_set::add_phone(const std::string& address,
                                                               const std::string& where,
                                                               std::size_t line) {
    const auto made = phone::make(driver_, address, settings_.timing);
    if (!made.value) {
        spdlog::error("{}: {}; this entry is left out", where, made.error);
        return std::nullopt;
    }
    contacts_->expect();
    const auto number = table_.add({line, address}, made.value);
    made.value->start([this, number] { on_contact(number); });
    return number;
}

void device_set::on_arrival(const found_handset& found,
                            const device_config& pattern,
                            std::size_t line) {
    if (stopping_) return;
    if (std::find(named_.begin(), named_.end(), found.address) != named_.end()) return;
    const auto known = found_.find(found.address);
    if (known != found_.end()) {
        known->second.forgetting = nullptr;  // it is back, and connects by itself
        return;
    }
    spdlog::info("{}: found {} {} {}", pattern.address, found.address, found.name, found.serial);
    const auto number = add_phone(found.address, pattern.where, line);
    if (number) found_[found.address].number = *number;
}

void device_set::on_departure(const std::string& address) {
    const auto known = found_.find(address);
    if (stopping_ || known == found_.end() || !settings_.forget_after) return;
    known->second.forgetting =
        driver_->call_later(*settings_.forget_after, [this, address] { forget(address); });
}

void device_set::on_contact(table::number number) {
    contacts_->arrive();
    announce(number);
}

void device_set::announce(table::number number) {
    if (listener_.on_event == nullptr || !table_.announce(number)) return;
    const auto provider = reinterpret_cast<DWORD_PTR>(listener_.provider);
    listener_.on_event(nullptr, PHONE_CREATE, provider, number, 0);
}

void device_set::forget(const std::string& address) {
    const auto known = found_.extract(address);
    if (stopping_ || known.empty()) return;
    const auto number = known.mapped().number;
    const auto gone = table_.at(number);
    const auto id = table_.remove(number);
    spdlog::info("{}: away for {} s, given up", address, settings_.forget_after->count());
    gone->stop([] {});
    given_up_.push_back(gone);
    if (id && listener_.on_event != nullptr) {
        listener_.on_event(nullptr, PHONE_REMOVE, *id, 0, 0);
    }
}

void device_set::stop_all(const std::shared_ptr<countdown>& stopped) {
    stopping_ = true;
    found_.clear();
    for (const auto& [number, each] : table_.all()) {
        stopped->expect();
        each->stop([stopped] { stopped->arrive(); });
    }
    stopped->arrive();
}

}  // namespace offhook::tsp
