#pragma once

#include "driver/protocol/bytes.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <vector>

namespace offhook::wine_hid {

enum class report_kind { input, output, feature };

/// What a report descriptor says of one top-level collection. Windows makes a device of its own of
/// each. Source: HID 1.11 §6.2.2.6.
struct collection {
    std::uint16_t usage_page = 0;
    std::uint16_t usage = 0;

    /// By kind: the bits of each report by its ID, without the ID itself.
    std::array<std::map<std::uint8_t, std::size_t>, 3> bits;

    /// Bytes of a report, ID included; 0 when the collection does not have it.
    [[nodiscard]] std::size_t size_of(report_kind kind, std::uint8_t id) const;

    /// Bytes of the longest report of a kind, ID included: HIDP_CAPS' ...ReportByteLength. 0: none.
    [[nodiscard]] std::size_t longest(report_kind kind) const;
};

/// The top-level collections in their order. Malformed descriptors are read as far as they make
/// sense.
[[nodiscard]] std::vector<collection> collections_of(protocol::bytes_view descriptor);

}  // namespace offhook::wine_hid
