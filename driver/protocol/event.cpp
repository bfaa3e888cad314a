#include "driver/protocol/event.hpp"

#include "driver/protocol/byte_reader.hpp"
#include "driver/protocol/overloaded.hpp"

#include <array>

namespace offhook::protocol {
namespace {

constexpr std::array event_opcodes{opcode::button_event,
                                   opcode::hook_changed,
                                   opcode::level_changed,
                                   opcode::state_changed,
                                   opcode::lost,
                                   opcode::reset,
                                   opcode::data_changed,
                                   opcode::vendor_event,
                                   opcode::taken};
static_assert(event_opcodes.size() == std::variant_size_v<event>);

event read_button(byte_reader& in) {
    button_event value;
    value.button = in.u8();
    value.state = static_cast<button_state>(in.u8());
    value.time_ms = in.u32();
    return value;
}

result<event> read_hook(byte_reader& in) {
    const auto device = in.u8();
    const auto mode = static_cast<hook_mode>(in.u8());
    if (!in.failed() && !is_hook_device(device)) return errc::impossible_value;
    return event(hook_changed{static_cast<hook_device>(device), mode});
}

result<event> read_level(byte_reader& in) {
    const auto control = static_cast<opcode>(in.u8());
    const auto device = in.u8();
    const auto level = in.u16();
    const bool known = control == opcode::volume || control == opcode::gain;
    if (!in.failed() && !(known && is_hook_device(device))) return errc::impossible_value;
    return event(level_changed{control, static_cast<hook_device>(device), level});
}

result<event> read_event(opcode code, byte_reader& in) {
    switch (code) {
        case opcode::button_event: return read_button(in);
        case opcode::hook_changed: return read_hook(in);
        case opcode::level_changed: return read_level(in);
        case opcode::state_changed: return event(state_changed{in.u16()});
        case opcode::lost: return event(lost_events{in.u8()});
        case opcode::reset: return event(device_reset{static_cast<reset_reason>(in.u8())});
        case opcode::data_changed: return event(data_changed{in.u8()});
        case opcode::vendor_event: {
            const auto data = in.rest();
            return event(vendor_event{{data.begin(), data.end()}});
        }
        case opcode::taken: return event(session_taken{});
        default: return errc::unknown_opcode;
    }
}

}  // namespace

opcode opcode_of(const event& value) {
    return event_opcodes[value.index()];
}

byte_vector encode_event(const event& value) {
    byte_vector bytes;
    byte_writer out(bytes);
    std::visit(overloaded{
                   [&](const button_event& e) {
                       out.u8(e.button);
                       out.u8(static_cast<std::uint8_t>(e.state));
                       out.u32(e.time_ms);
                   },
                   [&](const hook_changed& e) {
                       out.u8(static_cast<std::uint8_t>(e.device));
                       out.u8(static_cast<std::uint8_t>(e.mode));
                   },
                   [&](const level_changed& e) {
                       out.u8(static_cast<std::uint8_t>(e.control));
                       out.u8(static_cast<std::uint8_t>(e.device));
                       out.u16(e.level);
                   },
                   [&](const state_changed& e) { out.u16(e.mask); },
                   [&](const lost_events& e) { out.u8(e.count); },
                   [&](const device_reset& e) { out.u8(static_cast<std::uint8_t>(e.reason)); },
                   [&](const data_changed& e) { out.u8(e.area); },
                   [&](const vendor_event& e) { out.bytes(e.data); },
                   [](const session_taken&) {},
               },
               value);
    return bytes;
}

result<event> decode_event(opcode code, bytes_view payload) {
    if (payload.size() > part_length) return errc::wrong_length;
    byte_reader in(payload);
    auto value = read_event(code, in);
    if (in.failed()) return errc::wrong_length;
    return value;
}

}  // namespace offhook::protocol
