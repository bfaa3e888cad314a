#pragma once

#include <cstdint>
#include <string_view>

namespace offhook::protocol {

/// What a frame is about. Source: the sections of firmware-protocol.md that are named.
enum class opcode : std::uint8_t {
    hello = 0x01,       ///< §5.1
    get_info = 0x02,    ///< §7.2
    ping = 0x03,        ///< §5.3
    cancel = 0x04,      ///< §6.1
    get_state = 0x05,   ///< §7.4
    bye = 0x06,         ///< §5.4
    lamp = 0x10,        ///< §8.1
    ring = 0x11,        ///< §8.2
    hook = 0x12,        ///< §8.3
    volume = 0x13,      ///< §8.4
    gain = 0x14,        ///< §8.5
    display = 0x15,     ///< §8.6
    set_button = 0x16,  ///< §8.7
    get_button = 0x17,  ///< §7.5
    batch = 0x18,       ///< §9
    vendor = 0x19,      ///< §8.8
    dl_begin = 0x20,    ///< §10.1
    dl_data = 0x21,     ///< §10.2
    dl_end = 0x22,      ///< §10.3
    dl_abort = 0x23,    ///< §10.4
    ul_read = 0x24,     ///< §10.5

    button_event = 0x90,   ///< §11.1
    hook_changed = 0x91,   ///< §11.2
    level_changed = 0x92,  ///< §11.3
    state_changed = 0x93,  ///< §11.4
    lost = 0x94,           ///< §11.5
    reset = 0x95,          ///< §11.6
    data_changed = 0x96,   ///< §11.7
    vendor_event = 0x97,   ///< §11.8
    taken = 0x98,          ///< §11.9
};

/// The name of the document ("LAMP"), or an empty text for an opcode that it does not have.
[[nodiscard]] std::string_view name_of(opcode code) noexcept;

/// Bit 7 marks events. Source: firmware-protocol.md §3.
[[nodiscard]] constexpr bool is_event(opcode code) {
    return (static_cast<std::uint8_t>(code) & 0x80U) != 0;
}

/// Requests that only read may be carried out again instead of being answered from the slot.
/// Source: firmware-protocol.md §4.
[[nodiscard]] constexpr bool only_reads(opcode code) {
    return code == opcode::get_info || code == opcode::get_state || code == opcode::get_button ||
           code == opcode::ul_read || code == opcode::ping;
}

/// The settings that a batch may hold. Source: firmware-protocol.md §9.
[[nodiscard]] constexpr bool is_setting(opcode code) {
    return code >= opcode::lamp && code <= opcode::set_button;
}

}  // namespace offhook::protocol
