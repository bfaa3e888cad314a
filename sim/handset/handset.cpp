#include "sim/handset/handset.hpp"

#include "driver/protocol/report_id.hpp"
#include "sim/handset/standard_reports.hpp"
#include "sim/handset/vendor_pipe.hpp"

#include <algorithm>

namespace offhook::sim {

using protocol::button_state;
using protocol::bytes_view;
using protocol::hook_device;
using protocol::hook_mode;
using protocol::opcode;
using protocol::report_id;

namespace {

memory factory_memory(const profile& what) {
    memory kept;
    for (std::size_t i = 0; i < what.buttons.size(); ++i) {
        const auto& pair = what.buttons[i];
        kept.buttons.push_back(
            {static_cast<std::uint8_t>(i), pair.info.mode, pair.info.function, pair.label});
    }
    kept.areas.resize(what.areas.size());
    return kept;
}

// §1.2: an output report of the table, of exactly its length.
bool is_output(bytes_view report) {
    for (const auto& row : protocol::report_table) {
        if (row.way == protocol::direction::output && !report.empty() &&
            report[0] == static_cast<std::uint8_t>(row.id)) {
            return report.size() == row.length;
        }
    }
    return false;
}

std::string_view name_of(protocol::reset_reason reason) {
    switch (reason) {
        case protocol::reset_reason::power: return "power";
        case protocol::reset_reason::watchdog: return "watchdog";
        case protocol::reset_reason::firmware_update: return "firmware update";
        case protocol::reset_reason::on_request: return "on request";
    }
    return "unknown";
}

}  // namespace

// Everything in it that power keeps alive is in `running`, and is made anew with it.
class handset::firmware {
public:
    firmware(profile what, std::string serial, std::uint64_t seed)
        : what_(std::move(what)),
          serial_(std::move(serial)),
          kept_(factory_memory(what_)),
          random_(seed),
          running_(std::make_unique<running>(*this)) {}

    firmware(const firmware&) = delete;
    firmware& operator=(const firmware&) = delete;

    reports start(time_point now, protocol::reset_reason reason) {
        power_off();
        plugged_ = true;
        started_ = now;
        ++kept_.starts;
        on().device.areas.log("start " + std::to_string(kept_.starts) + " " +
                              std::string(name_of(reason)) + "\n");
        reports out;
        on().pipe.announce_start(reason, out);
        return out;
    }

    void power_off() {
        plugged_ = false;
        running_ = std::make_unique<running>(*this);
        ++seen_.revision;
    }

    reports on_report(time_point now, bytes_view report) {
        reports out;
        if (!plugged_) return out;
        run_until(now, out);
        if (!is_output(report)) {
            ++seen_.numbers.dropped;
        } else if (report[0] == static_cast<std::uint8_t>(report_id::frame_to_device)) {
            on().pipe.on_report(now, report, out);
        } else if (on().pipe.session() != 0) {
            ++seen_.numbers.ignored;  // §2: two masters of one lamp make it flicker
        } else if (on().standard.on_output(report, on().device, out)) {
            ++seen_.revision;
        }
        on().standard.tell_hooks(on().device.hooks, out);
        return out;
    }

    // Each thing at its own time, so that a caller who comes late sees them in the same order.
    void run_until(time_point now, reports& out) {
        for (auto due = next_deadline(); due && *due <= now; due = next_deadline()) {
            on().pipe.on_time(*due, out);
            on().standard.tell_hooks(on().device.hooks, out);
        }
    }

    [[nodiscard]] std::optional<time_point> next_deadline() const {
        return plugged_ ? running_->pipe.next_deadline() : std::nullopt;
    }

    // What the user does, once what is due before has happened. `act` says whether anything has
    // changed; then `tell` reports it.
    template <class Act, class Tell>
    reports user(time_point now, Act act, Tell tell) {
        reports out;
        if (!plugged_) return out;
        run_until(now, out);
        if (!act(on().device)) return out;
        ++seen_.revision;
        tell(on(), out);
        return out;
    }

    reports move_button(time_point now, std::uint8_t button, button_state state) {
        const auto since = std::chrono::duration_cast<milliseconds>(now - started_).count();
        const protocol::button_event event{button, state, static_cast<std::uint32_t>(since)};
        return user(
            now,
            [&](panel& device) { return device.keys.move(button, state); },
            [&](running& alive, reports& out) {
                alive.pipe.send(now, event, out);
                alive.standard.tell_button(what_, button, state, out);
            });
    }

    // A setting that the device makes by itself.
    reports change(time_point now, const protocol::setting& wanted, std::uint16_t mask) {
        return user(
            now,
            [&](panel& shown) {
                return shown.knows(protocol::opcode_of(wanted)) &&
                       shown.set(wanted).code == protocol::status::ok;
            },
            [&](running& alive, reports& out) {
                alive.pipe.send(now, protocol::state_changed{mask}, out);
            });
    }

    struct running {
        explicit running(firmware& of)
            : device(of.what_, of.kept_), pipe({device, of.serial_, of.random_, of.seen_}) {}

        panel device;
        vendor_pipe pipe;
        standard_reports standard;
    };

    running& on() { return *running_; }
    [[nodiscard]] const running& on() const { return *running_; }

    profile what_;
    std::string serial_;
    memory kept_;
    random_bytes random_;
    record seen_;
    std::unique_ptr<running> running_;
    bool plugged_ = false;
    time_point started_{};
};

handset::handset(profile what, std::string serial, std::uint64_t seed)
    : firmware_(std::make_unique<firmware>(std::move(what), std::move(serial), seed)) {}

handset::~handset() = default;
handset::handset(handset&&) noexcept = default;
handset& handset::operator=(handset&&) noexcept = default;

reports handset::plug(time_point now) {
    if (is_plugged()) return {};
    return firmware_->start(now, protocol::reset_reason::power);
}

void handset::unplug() {
    if (is_plugged()) firmware_->power_off();
}

bool handset::is_plugged() const {
    return firmware_->plugged_;
}

void handset::become(std::string serial, std::string product) {
    if (is_plugged()) return;
    firmware_->serial_ = std::move(serial);
    firmware_->what_.product = std::move(product);
    ++firmware_->seen_.revision;
}

reports handset::on_report(time_point now, bytes_view report) {
    return firmware_->on_report(now, report);
}

reports handset::on_time(time_point now) {
    reports out;
    firmware_->run_until(now, out);
    return out;
}

std::optional<time_point> handset::next_deadline() const {
    return firmware_->next_deadline();
}

std::optional<protocol::byte_vector> handset::get_feature(std::uint8_t id) const {
    const auto& what = this->what();
    if (!is_plugged()) return std::nullopt;
    switch (static_cast<report_id>(id)) {
        case report_id::identity:  // §1.3
            return protocol::encoded(protocol::identity_report{
                what.major, what.minor, what.firmware, capabilities_of(what)});
        case report_id::display_attributes: {  // §2.4
            const bool there = what.rows != 0 && what.columns != 0;
            return protocol::encoded(protocol::display_attributes_report{
                there ? what.rows : std::uint8_t{0}, there ? what.columns : std::uint8_t{0}});
        }
        default: return std::nullopt;
    }
}

bool handset::set_feature(bytes_view) {
    return false;
}

reports handset::press(time_point now, std::uint8_t button) {
    return firmware_->move_button(now, button, button_state::down);
}

reports handset::release(time_point now, std::uint8_t button) {
    return firmware_->move_button(now, button, button_state::up);
}

reports handset::set_hook(time_point now, hook_device device, hook_mode mode) {
    return firmware_->user(
        now,
        [&](panel& shown) { return shown.hooks.move(device, mode); },
        [&](auto& alive, reports& out) {
            alive.pipe.send(now, protocol::hook_changed{device, mode}, out);
            alive.standard.tell_hooks(alive.device.hooks, out);
        });
}

reports handset::turn_volume(time_point now, hook_device device, std::uint16_t level) {
    using turn = standard_reports::turn;
    const auto before = firmware_->on().device.volume.all()[index_of(device)];
    return firmware_->user(
        now,
        [&](panel& shown) { return shown.volume.turn(device, level); },
        [&](auto& alive, reports& out) {
            alive.pipe.send(now, protocol::level_changed{opcode::volume, device, level}, out);
            alive.standard.tell_turn(level > before ? turn::up : turn::down, out);
        });
}

reports handset::turn_gain(time_point now, hook_device device, std::uint16_t level) {
    return firmware_->user(
        now,
        [&](panel& shown) { return shown.gain.turn(device, level); },
        [&](auto& alive, reports& out) {
            alive.pipe.send(now, protocol::level_changed{opcode::gain, device, level}, out);
        });
}

reports handset::change_lamp(time_point now, std::uint8_t lamp, protocol::lamp_mode mode) {
    return firmware_->user(
        now,
        [&](panel& shown) { return shown.keys.light_by_itself(lamp, mode); },
        [&](auto& alive, reports& out) {
            alive.pipe.send(now, protocol::state_changed{protocol::state_changed::lamps}, out);
        });
}

reports handset::change_ring(time_point now, const protocol::ring_setting& wanted) {
    return firmware_->change(now, wanted, protocol::state_changed::ring);
}

reports handset::change_display(time_point now, const protocol::display_setting& wanted) {
    return firmware_->change(now, wanted, protocol::state_changed::display);
}

reports handset::change_button(time_point now, const protocol::button_setting& wanted) {
    return firmware_->change(now, wanted, protocol::state_changed::button_info);
}

reports handset::change_area(time_point now, std::uint8_t area, bytes_view content) {
    return firmware_->user(
        now,
        [&](panel& shown) { return shown.areas.replace(area, content); },
        [&](auto& alive, reports& out) {
            if (!alive.device.areas.is_readable(area)) return;  // §11.7
            alive.pipe.send(now, protocol::data_changed{area}, out);
        });
}

reports handset::send_vendor_event(time_point now, bytes_view data) {
    const auto kept = data.first(std::min(data.size(), protocol::part_length));
    return firmware_->user(
        now,
        [](panel&) { return true; },
        [&](auto& alive, reports& out) {
            alive.pipe.send(now, protocol::vendor_event{{kept.begin(), kept.end()}}, out);
        });
}

reports handset::reboot(time_point now, protocol::reset_reason reason) {
    if (!is_plugged()) return {};
    return firmware_->start(now, reason);
}

const profile& handset::what() const {
    return firmware_->what_;
}

const std::string& handset::serial() const {
    return firmware_->serial_;
}

protocol::handset_state handset::state() const {
    return firmware_->on().device.state(firmware_->on().pipe.event_counter());
}

protocol::button_setting handset::button_info(std::uint8_t button) const {
    return firmware_->kept_.buttons.at(button);
}

bytes_view handset::area(std::uint8_t area) const {
    return firmware_->kept_.areas.at(area);
}

bytes_view handset::last_vendor() const {
    return firmware_->on().device.last_vendor;
}

std::uint16_t handset::indicators() const {
    return firmware_->on().device.indicators;
}

std::uint8_t handset::session() const {
    return firmware_->on().pipe.session();
}

const counters& handset::numbers() const {
    return firmware_->seen_.numbers;
}

std::uint64_t handset::revision() const {
    return firmware_->seen_.revision;
}

}  // namespace offhook::sim
