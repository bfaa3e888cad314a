#pragma once

#include "tests/driver/transport/recording_listener.hpp"

#include <cstddef>
#include <string_view>

/// Frames of firmware-protocol.md appendix B, written out by hand so that a mistake in the codec
/// does not hide.
namespace offhook::transport::test {

/// The characters of a literal, zeros included.
template <std::size_t Size>
bytes text_bytes(const char (&text)[Size]) {
    return {text, text + Size - 1};
}

/// length u16, then the verb and the body.
inline bytes frame(std::uint8_t verb, const bytes& body = {}) {
    const auto length = body.size() + 1;
    bytes all{
        static_cast<std::uint8_t>(length & 0xFF), static_cast<std::uint8_t>(length >> 8), verb};
    all.insert(all.end(), body.begin(), body.end());
    return all;
}

/// Vendor 1209, product 4F53, release 0100, name "Desk", serial "S1", descriptor 05 0C 09 01.
inline bytes plug_frame(std::uint8_t handset = 0) {
    return {0x15,    0x00, 0x81,                                // 21 bytes, PLUG
            handset, 0x00, 0x09, 0x12, 0x53, 0x4F, 0x00, 0x01,  // numbers
            0x04,    'D',  'e',  's',  'k',  0x02, 'S',  '1',   // name, serial
            0x05,    0x0C, 0x09, 0x01};                         // descriptor
}

inline bytes input_frame(const bytes& report) {
    return frame(0x83, report);
}
inline bytes unplug_frame() {
    return frame(0x82);
}

inline bytes refused_frame(std::uint8_t code, std::string_view text) {
    bytes body{code};
    body.insert(body.end(), text.begin(), text.end());
    return frame(0x87, body);
}

template <class... Parts>
bytes joined(const Parts&... parts) {
    bytes all;
    (all.insert(all.end(), parts.begin(), parts.end()), ...);
    return all;
}

}  // namespace offhook::transport::test
