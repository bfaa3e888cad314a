#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace offhook::protocol {

/// Every report of the handset. Source: firmware-protocol.md §1.2.
enum class report_id : std::uint8_t {
    volume_keys = 0x01,
    telephony = 0x02,
    indicators = 0x03,
    display_attributes = 0x05,
    display_control = 0x06,
    display_text = 0x07,
    display_status = 0x08,
    frame_to_device = 0x20,
    frame_to_host = 0x21,
    identity = 0x22,
};

/// Which way a report goes, seen from the host.
enum class direction : std::uint8_t { input, output, feature };

struct report_row {
    report_id id;
    direction way;
    std::size_t length;  ///< bytes, report ID included
};

/// The report table. Source: firmware-protocol.md §1.2.
inline constexpr std::array report_table{
    report_row{report_id::volume_keys, direction::input, 2},
    report_row{report_id::telephony, direction::input, 8},
    report_row{report_id::indicators, direction::output, 3},
    report_row{report_id::display_attributes, direction::feature, 4},
    report_row{report_id::display_control, direction::output, 3},
    report_row{report_id::display_text, direction::output, 63},
    report_row{report_id::display_status, direction::input, 2},
    report_row{report_id::frame_to_device, direction::output, 64},
    report_row{report_id::frame_to_host, direction::input, 64},
    report_row{report_id::identity, direction::feature, 17},
};

/// Bytes of a report, its ID included.
[[nodiscard]] constexpr std::size_t length_of(report_id id) {
    for (const auto& row : report_table) {
        if (row.id == id) return row.length;
    }
    return 0;
}

}  // namespace offhook::protocol
