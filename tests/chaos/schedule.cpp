#include "tests/chaos/schedule.hpp"

namespace offhook::chaos {
namespace {

using engine::milliseconds;
using protocol::hook_device;
using protocol::hook_mode;
using protocol::lamp_mode;
using protocol::opcode;

constexpr std::size_t area_bytes = 600;

// A desk phone that is slow in places and small in others.
sim::profile any_handset(chooser& choose) {
    auto what = sim::desk_profile();
    what.areas[0].info.size = area_bytes;
    if (choose.one_in(3)) what.areas.clear();
    const auto buttons = choose.one_in(4) ? what.buttons.size() : choose.from_to(12, 15);
    what.buttons.resize(choose.one_in(3) ? choose.below(4) : buttons);
    if (choose.one_in(3)) what.rows = what.columns = 0;
    what.window = static_cast<std::uint8_t>(choose.from_to(1, 8));
    what.batch = !choose.one_in(4);
    const auto least = std::max<unsigned>(64, static_cast<unsigned>(sim::state_size_of(what)));
    what.max_message = static_cast<std::uint16_t>(choose.from_to(least, 1024));
    what.pace.at_once = static_cast<std::uint8_t>(choose.from_to(1, 8));
    for (const auto code : {opcode::lamp,
                            opcode::display,
                            opcode::get_state,
                            opcode::vendor,
                            opcode::set_button,
                            opcode::batch,
                            opcode::dl_end,
                            opcode::ul_read}) {
        if (!choose.one_in(6)) continue;
        what.pace.latency[code] = milliseconds(choose.below(choose.one_in(2) ? 900 : 40));
    }
    return what;
}

/// Makes one step after the other.
class author {
public:
    author(chooser& choose, schedule& into) : choose_(choose), into_(into) {}

    void write() {
        const auto most = choose_.from_to(8, 40);
        for (unsigned i = 0; i < most && choose_.has_more(); ++i) {
            into_.steps.push_back({any_wait(), any_action()});
        }
    }

private:
    milliseconds any_wait() {
        switch (choose_.below(8)) {
            case 0: return milliseconds(choose_.below(20));
            case 1: return milliseconds(choose_.below(300));
            case 2: return milliseconds(choose_.below(choose_.one_in(4) ? 12000 : 1500));
            default: return milliseconds(0);
        }
    }

    action any_action() {
        switch (choose_.below(12)) {
            case 0:
            case 1: return any_use();
            case 2: return any_trouble();
            case 3: return weather{any_conditions()};
            default: return submit{any_command()};
        }
    }

    action any_trouble() {
        switch (choose_.below(10)) {
            case 0:
            case 1: return close{};
            case 2: return shut_down{};
            case 3: return crash{};
            case 4: return unplug{};
            case 5: return reboot{static_cast<protocol::reset_reason>(choose_.below(4))};
            case 6: return hang{milliseconds(choose_.below(choose_.one_in(3) ? 15000 : 2500))};
            case 7: return rival{};
            default: return plug{};
        }
    }

    action any_use() {
        switch (choose_.below(9)) {
            case 0:
            case 1: return press{button()};
            case 2: return release{button()};
            case 3: return lift{device(), any_mode()};
            case 4: return turn{opcode::volume, device(), level()};
            case 5: return turn{opcode::gain, device(), level()};
            case 6: return light{button(), lamp_state()};
            case 7: return change_area{bytes(area_bytes)};
            default: return vendor_news{bytes(9)};
        }
    }

    engine::command any_command() {
        switch (choose_.below(16)) {
            case 0:
                return protocol::ring_setting{static_cast<std::uint8_t>(choose_.below(6)), level()};
            case 1:
                return protocol::hook_setting{static_cast<std::uint8_t>(choose_.from_to(1, 7)),
                                              any_mode()};
            case 2: return protocol::volume_setting{{static_cast<std::uint8_t>(device()), level()}};
            case 3: return protocol::gain_setting{{static_cast<std::uint8_t>(device()), level()}};
            case 4:
            case 5:
                return protocol::display_setting{static_cast<std::uint8_t>(choose_.below(2)),
                                                 static_cast<std::uint8_t>(choose_.below(25)),
                                                 text(60)};
            case 6:
            case 7:
                return protocol::button_setting{
                    button(), protocol::button_mode::feature, choose_.below(41), text(12)};
            case 8: return engine::vendor_request{bytes(80)};
            case 9: return engine::download{0, bytes(area_bytes + 20)};
            default: return protocol::lamp_setting{button(), lamp_state()};
        }
    }

    test::conditions any_conditions() {
        test::conditions now;
        if (choose_.one_in(3)) return now;  // the sun comes out
        auto& faults = now.faults;
        faults.seed = choose_.below(0xFFFF);
        const auto often = [&] { return choose_.one_in(2) ? choose_.below(120) : 0; };
        faults.drop = often();
        faults.duplicate = often();
        faults.cut = choose_.one_in(4) ? often() : 0;
        faults.delay = choose_.one_in(2) ? choose_.below(1000) : 0;
        faults.longest_delay = milliseconds(choose_.below(choose_.one_in(3) ? 1500 : 60));
        now.stuck = choose_.one_in(8) ? choose_.below(30) : 0;
        now.longest_write = milliseconds(choose_.one_in(3) ? choose_.below(400) : 0);
        if (into_.damaging) faults.flip = often();
        return now;
    }

    std::uint16_t level() { return static_cast<std::uint16_t>(choose_.below(0x10000)); }
    std::uint8_t button() {
        return static_cast<std::uint8_t>(choose_.one_in(3) ? choose_.below(29)
                                                           : 12 + choose_.below(4));
    }
    lamp_mode lamp_state() { return static_cast<lamp_mode>(2U << choose_.below(6)); }
    hook_device device() { return protocol::hook_devices.at(choose_.below(3)); }
    hook_mode any_mode() { return static_cast<hook_mode>(1U << choose_.below(4)); }

    protocol::byte_vector bytes(unsigned most) {
        protocol::byte_vector some(choose_.below(most + 1));
        const auto first = choose_.below(256);
        for (std::size_t i = 0; i < some.size(); ++i)
            some[i] = static_cast<std::uint8_t>(first + i);
        return some;
    }

    std::u16string text(unsigned most) {
        std::u16string some(choose_.from_to(1, most), u' ');
        const auto first = choose_.below(0x50);
        for (std::size_t i = 0; i < some.size(); ++i)
            some[i] = static_cast<char16_t>(0x20 + (first + i) % 0x5F);
        return some;
    }

    chooser& choose_;
    schedule& into_;
};

}  // namespace

schedule make_schedule(chooser& choose, std::uint64_t seed) {
    schedule made;
    made.seed = seed;
    made.handset = any_handset(choose);
    made.damaging = choose.one_in(6);
    author(choose, made).write();
    return made;
}

}  // namespace offhook::chaos
