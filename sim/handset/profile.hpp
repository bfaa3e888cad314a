#pragma once

#include "driver/protocol/info.hpp"
#include "driver/protocol/opcode.hpp"
#include "driver/protocol/values.hpp"
#include "sim/handset/time.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace offhook::sim {

/// One button/lamp pair as it leaves the factory. Source: firmware-protocol.md §7.2, §7.3.
struct button_profile {
    std::u16string label;  ///< at most 32 UTF-16 units
    protocol::button_info info;

    bool operator==(const button_profile&) const = default;
};

/// What the firmware itself uses a data area for.
enum class area_use {
    storage,     ///< nothing: it holds what the host or the operator puts there
    device_log,  ///< the device writes a line for each start, the newest last
};

/// One data area. Source: firmware-protocol.md §7.2.
struct area_profile {
    protocol::area_info info;
    area_use use = area_use::storage;

    bool operator==(const area_profile&) const = default;
};

/// One of the three hook switch devices. Source: firmware-protocol.md §7.2.
struct hook_profile {
    bool present = false;
    std::uint8_t modes = 0;  ///< bits of hook_mode that can be set
    bool volume = false;
    bool gain = false;

    bool operator==(const hook_profile&) const = default;
};

/// How quick the handset is, and how it says so.
struct pace {
    /// How long a request takes before it is carried out; none or 0: at once. HELLO, PING, CANCEL
    /// and BYE are always carried out at once.
    std::map<protocol::opcode, milliseconds> latency;

    /// What a PENDING names. A request that takes longer is answered PENDING at once, and again
    /// before this time is over (firmware-protocol.md §12.3).
    milliseconds pending{250};

    /// Requests that can be carried out side by side; one more that would take time gets BUSY.
    std::uint8_t at_once = 8;

    milliseconds busy{20};          ///< what a BUSY names (firmware-protocol.md §6)
    milliseconds event_spacing{0};  ///< shortest time between two events on the pipe

    bool operator==(const pace&) const = default;
};

/// Something that a model always does wrong, and why it is so.
struct quirk {
    std::string reason;  ///< for people
    std::string fault;   ///< a `fault` request of the control protocol (sim/control/README.md)

    bool operator==(const quirk&) const = default;
};

/// What a handset is: capabilities and quirks as data.
struct profile {
    std::string maker = "Offhook";
    std::string product = "Desk";
    std::string firmware_name = "1.2.3";           ///< for people
    std::uint32_t firmware = 0x00010203;           ///< firmware-protocol.md §1.3
    std::uint8_t major = protocol::major_version;  ///< another one plays a handset of the future
    std::uint8_t minor = protocol::minor_version;
    std::uint16_t max_message = 1024;  ///< 64 to 1024, and not below the state's size (§7.4)
    std::uint8_t window = 8;           ///< 1 to 8
    std::uint16_t heartbeat_ms = 2000;

    std::uint8_t rows = 0;  ///< 0: no display
    std::uint8_t columns = 0;
    std::uint8_t ring_modes = 0;          ///< 0: no ringer
    std::array<hook_profile, 3> hooks{};  ///< handset, speaker, headset
    std::uint16_t start_volume = 0;       ///< after power-up, of each device that has volume
    std::uint16_t start_gain = 0;
    std::uint8_t audio = 0;               ///< bit 0 capture, bit 1 render
    std::vector<button_profile> buttons;  ///< at most 255; the first twelve are the keypad
    std::vector<area_profile> areas;      ///< at most 255
    std::uint16_t vendor_max = 0;         ///< bytes of a VENDOR request, 0: it knows none
    bool button_info = true;              ///< the host can set button information
    bool batch = true;

    sim::pace pace;
    std::vector<quirk> quirks;

    bool operator==(const profile&) const = default;
};

/// The built-in desk phone: display of 2 x 24, keypad, 16 feature buttons with lamps, 4 melodies,
/// three hook devices with volume and gain, a data area of 64 KiB and a device log of 256 bytes.
[[nodiscard]] profile desk_profile();

/// The capabilities word that follows from the rest. Source: firmware-protocol.md §7.1.
[[nodiscard]] std::uint32_t capabilities_of(const profile& what);

/// Bytes of the answer to GET_STATE; max_message may not be below. Source: firmware-protocol.md
/// §7.4.
[[nodiscard]] std::size_t state_size_of(const profile& what);

/// Every lamp mode that can be set, as the mask of a lamp that can show all of them.
[[nodiscard]] std::uint8_t all_lamp_modes();

/// Every hook mode that can be set (firmware-protocol.md §8.3).
inline constexpr std::uint8_t all_hook_modes = 0x0F;

}  // namespace offhook::sim
