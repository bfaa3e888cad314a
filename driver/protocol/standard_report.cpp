#include "driver/protocol/standard_report.hpp"

#include "driver/protocol/byte_reader.hpp"
#include "driver/protocol/report_id.hpp"

#include <algorithm>
#include <array>

namespace offhook::protocol {
namespace {

constexpr std::array<std::uint8_t, 4> magic{'P', 'H', 'O', 'N'};

void write_id(byte_writer& out, report_id id) {
    out.u8(static_cast<std::uint8_t>(id));
}

// What is wrong with a report before its fields are read, or success.
boost::system::error_code check(report_id id, bytes_view report) {
    if (report.size() != length_of(id)) return errc::wrong_length;
    if (report[0] != static_cast<std::uint8_t>(id)) return errc::unknown_report;
    return {};
}

constexpr bool bit(unsigned value, unsigned number) {
    return ((value >> number) & 1U) != 0;
}

constexpr std::uint8_t low_bits(unsigned value, unsigned mask) {
    return static_cast<std::uint8_t>(value & mask);
}

}  // namespace

void volume_keys_report::encode(byte_writer& out) const {
    write_id(out, report_id::volume_keys);
    out.u8(low_bits((up ? 1U : 0U) | (down ? 2U : 0U), 3));
}

result<volume_keys_report> volume_keys_report::decode(bytes_view report) {
    if (const auto ec = check(report_id::volume_keys, report)) return ec;
    return volume_keys_report{bit(report[1], 0), bit(report[1], 1)};
}

void telephony_report::encode(byte_writer& out) const {
    write_id(out, report_id::telephony);
    out.u8(
        low_bits((hook ? 1U : 0U) | (speaker_phone ? 2U : 0U) | (unsigned{one_shots} << 2U), 0xFF));
    out.u8(low_bits(unsigned{one_shots} >> 6U, 0x0F));
    out.u8(keypad);
    out.u32(programmable);
}

result<telephony_report> telephony_report::decode(bytes_view report) {
    if (const auto ec = check(report_id::telephony, report)) return ec;
    byte_reader in(report.subspan(1));
    const auto first = in.u8();
    const auto second = in.u8();
    telephony_report value;
    value.hook = bit(first, 0);
    value.speaker_phone = bit(first, 1);
    value.one_shots =
        static_cast<std::uint16_t>((unsigned{first} >> 2U) | ((second & 0x0FU) << 6U));
    value.keypad = in.u8();
    value.programmable = in.u32();
    return value;
}

void indicators_report::encode(byte_writer& out) const {
    write_id(out, report_id::indicators);
    out.u16(static_cast<std::uint16_t>(indicators & 0x01FFU));
}

result<indicators_report> indicators_report::decode(bytes_view report) {
    if (const auto ec = check(report_id::indicators, report)) return ec;
    byte_reader in(report.subspan(1));
    return indicators_report{static_cast<std::uint16_t>(in.u16() & 0x01FFU)};
}

void display_attributes_report::encode(byte_writer& out) const {
    write_id(out, report_id::display_attributes);
    out.u8(rows);
    out.u8(columns);
    out.u8(low_bits(flags, 7));
}

result<display_attributes_report> display_attributes_report::decode(bytes_view report) {
    if (const auto ec = check(report_id::display_attributes, report)) return ec;
    return display_attributes_report{report[1], report[2], low_bits(report[3], 7)};
}

void display_control_report::encode(byte_writer& out) const {
    write_id(out, report_id::display_control);
    out.u8(low_bits((enable ? 1U : 0U) | (clear ? 2U : 0U), 3));
    out.u8(brightness);
}

result<display_control_report> display_control_report::decode(bytes_view report) {
    if (const auto ec = check(report_id::display_control, report)) return ec;
    return display_control_report{bit(report[1], 0), bit(report[1], 1), report[2]};
}

void display_text_report::encode(byte_writer& out) const {
    write_id(out, report_id::display_text);
    out.u8(row);
    out.u8(column);
    for (std::size_t i = 0; i < longest_text; ++i) {
        out.u16(i < text.size() ? static_cast<std::uint16_t>(text[i]) : std::uint16_t{0});
    }
}

result<display_text_report> display_text_report::decode(bytes_view report) {
    if (const auto ec = check(report_id::display_text, report)) return ec;
    byte_reader in(report.subspan(1));
    display_text_report value;
    value.row = in.u8();
    value.column = in.u8();
    while (in.left() != 0) {
        const auto unit = static_cast<char16_t>(in.u16());
        if (unit == 0) break;
        value.text.push_back(unit);
    }
    return value;
}

void display_status_report::encode(byte_writer& out) const {
    write_id(out, report_id::display_status);
    out.u8(status);
}

result<display_status_report> display_status_report::decode(bytes_view report) {
    if (const auto ec = check(report_id::display_status, report)) return ec;
    return display_status_report{report[1]};
}

void identity_report::encode(byte_writer& out) const {
    write_id(out, report_id::identity);
    out.bytes(magic);
    out.u8(major);
    out.u8(minor);
    out.u32(firmware);
    out.u32(capabilities);
    out.u16(0);  // reserved
}

result<identity_report> identity_report::decode(bytes_view report) {
    if (const auto ec = check(report_id::identity, report)) return ec;
    byte_reader in(report.subspan(1));
    if (!std::ranges::equal(in.take(magic.size()), magic)) return errc::wrong_magic;
    identity_report value;
    value.major = in.u8();
    value.minor = in.u8();
    value.firmware = in.u32();
    value.capabilities = in.u32();
    return value;
}

}  // namespace offhook::protocol
