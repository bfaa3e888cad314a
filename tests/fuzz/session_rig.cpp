#include "tests/fuzz/session_rig.hpp"

#include "driver/engine/error.hpp"
#include "driver/protocol/overloaded.hpp"
#include "tests/fuzz/round_trip.hpp"

#include <iterator>

namespace offhook::fuzz {
namespace {

using protocol::hook_device;
using protocol::hook_mode;
using std::chrono::milliseconds;

constexpr std::uint8_t own_button = protocol::first_own_button;

engine::command command_of(unsigned choice) {
    switch (choice % 8) {
        case 0:
            return protocol::setting(protocol::lamp_setting{own_button, protocol::lamp_mode::wink});
        case 1: return protocol::setting(protocol::ring_setting{2, 0x8000});
        case 2: return protocol::setting(protocol::hook_setting{1, hook_mode::mic_speaker});
        case 3: return protocol::setting(protocol::volume_setting{{1, 0x4000}});
        case 4: return protocol::setting(protocol::display_setting{0, 0, std::u16string(48, u'x')});
        case 5: return engine::vendor_request{{0xCA, 0xFE}};
        case 6: return engine::download{0, protocol::byte_vector(3000, 0xA5)};
        default: return protocol::setting(protocol::lamp_setting{255, protocol::lamp_mode::off});
    }
}

}  // namespace

session_rig::session_rig() : handset_(sim::desk_profile(), "S1", 1), driver_(engine::timing{}, 1) {
    (void)handset_.plug(now_);  // nobody listens yet
    engine::actions todo;
    driver_.start(now_, todo);
    run(std::move(todo));
}

void session_rig::deliver() {
    if (to_host_.empty()) return;
    const auto report = std::move(to_host_.front());
    to_host_.pop_front();
    engine::actions todo;
    driver_.on_report(now_, report, todo);
    run(std::move(todo));
}

void session_rig::drop() {
    if (!to_host_.empty()) to_host_.pop_front();
}

void session_rig::repeat() {
    if (to_host_.empty()) return;
    to_host_.push_front(to_host_.front());
    deliver();
}

void session_rig::damage(std::size_t at, std::uint8_t by) {
    if (to_host_.empty()) return;
    auto& report = to_host_.front();
    report[at % report.size()] ^= by;
    deliver();
}

void session_rig::pass(milliseconds span) {
    now_ += span;
    collect(handset_.on_time(now_));
    engine::actions todo;
    driver_.on_time(now_, todo);
    run(std::move(todo));
}

void session_rig::submit(unsigned choice) {
    under_way_.insert(++last_id_);
    engine::actions todo;
    driver_.submit(now_, last_id_, command_of(choice), todo);
    run(std::move(todo));
}

void session_rig::use(unsigned choice) {
    switch (choice % 6) {
        case 0: return collect(handset_.press(now_, 5));
        case 1: return collect(handset_.release(now_, 5));
        case 2:
            return collect(handset_.set_hook(now_, hook_device::handset, hook_mode::mic_speaker));
        case 3: return collect(handset_.set_hook(now_, hook_device::handset, hook_mode::on_hook));
        case 4: return collect(handset_.turn_volume(now_, hook_device::speaker, 0x1234));
        default: return collect(handset_.reboot(now_, protocol::reset_reason::watchdog));
    }
}

void session_rig::replug() {
    handset_.unplug();
    to_host_.clear();
    engine::actions todo;
    driver_.on_lost(now_, engine::errc::timed_out, "pulled out", todo);
    (void)handset_.plug(now_);
    run(std::move(todo));
}

void session_rig::deafen(unsigned reports) {
    deaf_ = reports;
}

void session_rig::finish() {
    engine::actions todo;
    driver_.stop(now_, todo);
    run(std::move(todo));
    // Closing waits for the answer to BYE, and for no longer than the driver promises.
    pass(engine::timing{}.bye);
    require(stopped_, "the driver stops in time");
    require(under_way_.empty(), "every command has ended");
}

void session_rig::run(engine::actions todo) {
    while (!todo.empty()) {
        engine::actions more;
        for (const auto& one : todo) carry_out(one, more);
        todo = std::move(more);
    }
}

void session_rig::carry_out(const engine::action& what, engine::actions& more) {
    std::visit(overloaded{
                   [&](const engine::open_transport&) { driver_.on_opened(now_, more); },
                   [&](const engine::close_transport&) { to_host_.clear(); },
                   [&](const engine::read_identity&) {
                       driver_.on_identity(now_, {}, handset_.get_feature(0x22).value(), more);
                   },
                   [&](const engine::write_reports& w) { write(w, more); },
                   [&](const engine::complete& c) {
                       require(under_way_.erase(c.id) == 1, "a command ends once");
                   },
                   [](const engine::notify&) {},
                   [](const engine::note&) {},
                   [&](const engine::stopped&) { stopped_ = true; },
               },
               what);
}

void session_rig::write(const engine::write_reports& what, engine::actions& more) {
    for (const auto& report : what.what.reports) {
        if (deaf_ > 0) {
            --deaf_;
        } else {
            collect(handset_.on_report(now_, report));
        }
    }
    driver_.on_written(now_, what.what.token, more);
}

void session_rig::collect(const sim::reports& reports) {
    to_host_.insert(to_host_.end(), reports.begin(), reports.end());
}

}  // namespace offhook::fuzz
