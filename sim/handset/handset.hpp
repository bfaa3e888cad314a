#pragma once

#include "driver/protocol/event.hpp"
#include "driver/protocol/handset_state.hpp"
#include "sim/handset/counters.hpp"
#include "sim/handset/profile.hpp"
#include "sim/handset/reports.hpp"
#include "sim/handset/time.hpp"

#include <memory>
#include <optional>
#include <string>

namespace offhook::sim {

/// A handset as firmware: reports in, reports out, time passed in. It does what
/// firmware-protocol.md asks of a device, and nothing else: no I/O, thread, clock or log.
///
/// Flow: plug() first. Then call on_report() for each output report, on_time() when next_deadline()
/// has come, and the user's functions for what a person does. Each of them returns the input
/// reports that leave the device, in order. `now` must not go back. Not thread-safe.
class handset {
public:
    /// A handset that is not plugged in. `seed` decides the session numbers.
    handset(profile what, std::string serial, std::uint64_t seed);
    ~handset();
    handset(handset&&) noexcept;
    handset& operator=(handset&&) noexcept;

    // The cable's side.

    /// Power-up: what does not survive a loss of power is as new, and RESET is sent (§11.6).
    /// Nothing happens when it is plugged in already.
    reports plug(time_point now);

    /// Pulls the cable out; session, ring, lamps and everything else but buttons' information and
    /// data areas is lost.
    void unplug();

    [[nodiscard]] bool is_plugged() const;

    /// Another handset of the same kind on the same cable: other serial number and product name.
    /// What its memory holds stays. Only while it is not plugged in.
    void become(std::string serial, std::string product);

    /// An output report of any bytes, report ID first.
    reports on_report(time_point now, protocol::bytes_view report);

    /// Does what is due by now: late answers, time-outs, the end of a silent session.
    reports on_time(time_point now);

    /// When on_time() is to be called next; none when nothing is under way.
    [[nodiscard]] std::optional<time_point> next_deadline() const;

    /// A feature report, ID first; none when the device has no such report (it stalls).
    [[nodiscard]] std::optional<protocol::byte_vector> get_feature(std::uint8_t report_id) const;

    /// False always: no feature report of this device can be written (§1.3, §2.4).
    [[nodiscard]] bool set_feature(protocol::bytes_view report);

    // The user's side. What the handset does not have is ignored, as is a change to what is
    //     already so

    reports press(time_point now, std::uint8_t button);
    reports release(time_point now, std::uint8_t button);
    reports set_hook(time_point now, protocol::hook_device device, protocol::hook_mode mode);
    reports turn_volume(time_point now, protocol::hook_device device, std::uint16_t level);
    reports turn_gain(time_point now, protocol::hook_device device, std::uint16_t level);

    /// A lamp that the device runs itself; the host hears STATE_CHANGED (§11.4).
    reports change_lamp(time_point now, std::uint8_t lamp, protocol::lamp_mode mode);

    /// Ringing that the device begins or ends by itself; STATE_CHANGED (§11.4).
    reports change_ring(time_point now, const protocol::ring_setting& wanted);

    /// A text that the device itself puts on its display, placed as in §8.6; STATE_CHANGED.
    reports change_display(time_point now, const protocol::display_setting& wanted);

    /// Label and function of a button, set at the device; STATE_CHANGED.
    reports change_button(time_point now, const protocol::button_setting& wanted);

    /// New content of a data area, cut at its size; DATA_CHANGED if it can be read (§11.7).
    reports change_area(time_point now, std::uint8_t area, protocol::bytes_view content);

    /// VENDOR_EVENT with the first 55 bytes (§11.8).
    reports send_vendor_event(time_point now, protocol::bytes_view data);

    /// The firmware starts anew without leaving the bus (§11.6).
    reports reboot(time_point now, protocol::reset_reason reason);

    // What a test or an operator can see

    [[nodiscard]] const profile& what() const;
    [[nodiscard]] const std::string& serial() const;

    /// What the handset shows now, as GET_STATE would tell it.
    [[nodiscard]] protocol::handset_state state() const;

    /// A pair's information; `button` must be below what().buttons.size().
    [[nodiscard]] protocol::button_setting button_info(std::uint8_t button) const;

    /// A data area's content; `area` must be below what().areas.size().
    [[nodiscard]] protocol::bytes_view area(std::uint8_t area) const;

    /// The bytes of the last VENDOR request that was carried out.
    [[nodiscard]] protocol::bytes_view last_vendor() const;

    /// The standard indicators as report 03 set them (§2.3).
    [[nodiscard]] std::uint16_t indicators() const;

    /// The open session's number, 0 if there is none (§5).
    [[nodiscard]] std::uint8_t session() const;

    [[nodiscard]] const counters& numbers() const;

    /// Grows whenever something that a person could see has perhaps changed.
    [[nodiscard]] std::uint64_t revision() const;

private:
    class firmware;
    std::unique_ptr<firmware> firmware_;
};

}  // namespace offhook::sim
