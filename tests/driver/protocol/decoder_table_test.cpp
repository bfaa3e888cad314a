#include "driver/protocol/batch.hpp"
#include "driver/protocol/data_area.hpp"
#include "driver/protocol/event.hpp"
#include "driver/protocol/handset_state.hpp"
#include "driver/protocol/hello.hpp"
#include "driver/protocol/info.hpp"
#include "tests/support/exact_buffer.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::protocol {
namespace {

using test::exact_buffer;
using test::from_hex;

// What follows the fields of fixed size. Source: firmware-protocol.md §13, §15.
enum class tail {
    surplus,  ///< nothing: more bytes are ignored
    bytes,    ///< bytes up to the end
    text,     ///< UTF-16 units up to the end
};

// Decodes and encodes again: what the value holds, as bytes.
using again_function = result<byte_vector> (*)(bytes_view);

template <class T>
result<byte_vector> again(bytes_view payload) {
    const auto value = T::decode(payload);
    if (!value) return value.error();
    return encoded(*value);
}

template <opcode Code>
result<byte_vector> event_again(bytes_view payload) {
    const auto value = decode_event(Code, payload);
    if (!value) return value.error();
    EXPECT_EQ(opcode_of(*value), Code);
    return encode_event(*value);
}

template <opcode Code>
result<byte_vector> setting_again(bytes_view payload) {
    const auto value = decode_setting(Code, payload);
    if (!value) return value.error();
    EXPECT_EQ(opcode_of(*value), Code);
    return encode_setting(*value);
}

template <status Code>
result<byte_vector> detail_again(bytes_view payload) {
    const auto detail = decode_detail(Code, payload);
    if (!detail) return detail.error();
    return encode_detail(Code, *detail);
}

struct row {
    const char* name;  // with the section of firmware-protocol.md
    again_function again;
    const char* golden;
    std::size_t fixed;  // bytes of the fields of fixed size
    tail behind;
    std::size_t least = 0;  // bytes that the free part has at least
};

constexpr row rows[] = {
    {"hello 5.1", again<hello>, "1122334455667788 01 00", 10, tail::surplus},
    {"hello answer 5.1",
     again<hello_answer>,
     "1122334455667788 5C 01 00 0004 08 00 03020100 FF070000 D007",
     25,
     tail::surplus},
    {"get_info 7.2", again<get_info>, "02 0B", 2, tail::surplus},
    {"limits 7.2",
     again<info_limits>,
     "00 02 18 04 1C 02 070605 0F0E0D 0002 03",
     15,
     tail::surplus},
    {"names 7.2", again<info_names>, "01 024F66 0144 03312E32 00", 11, tail::surplus},
    {"buttons 7.2", again<info_buttons>, "02 0B 02 080100000000 047E04030201", 15, tail::surplus},
    {"areas 7.2", again<info_areas>, "03 00 02 0000010003 0001000002", 13, tail::surplus},
    {"state 7.4",
     again<handset_state>,
     "09 080101 00800000FFFF 010002000300 00 0010 02 0102 1001 01 03 480069002000",
     32,
     tail::surplus},
    {"lamp 8.1", again<lamp_setting>, "0E 04", 2, tail::surplus},
    {"ring 8.2", again<ring_setting>, "02 34C0", 3, tail::surplus},
    {"hook 8.3", again<hook_setting>, "03 08", 2, tail::surplus},
    {"volume 8.4", again<volume_setting>, "01 3480", 3, tail::surplus},
    {"gain 8.5", again<gain_setting>, "04 34FF", 3, tail::surplus},
    {"display 8.6", again<display_setting>, "00 04 47007200FC00", 2, tail::text, 2},
    {"set_button 8.7", again<button_setting>, "0C 04 04030201 48006F00", 6, tail::text},
    {"lamp as setting 9", setting_again<opcode::lamp>, "0E 04", 2, tail::surplus},
    {"ring as setting 9", setting_again<opcode::ring>, "02 34C0", 3, tail::surplus},
    {"hook as setting 9", setting_again<opcode::hook>, "03 08", 2, tail::surplus},
    {"volume as setting 9", setting_again<opcode::volume>, "01 3480", 3, tail::surplus},
    {"gain as setting 9", setting_again<opcode::gain>, "04 34FF", 3, tail::surplus},
    {"display as setting 9", setting_again<opcode::display>, "00 04 4700", 2, tail::text, 2},
    {"button as setting 9", setting_again<opcode::set_button>, "0C 04 04030201", 6, tail::text},
    {"batch answer 9", again<batch_answer>, "00 05 C8", 0, tail::bytes},
    {"dl_begin 10.1", again<dl_begin>, "00 09000100 2639F4CB", 9, tail::surplus},
    {"dl_data 10.2", again<dl_data>, "00 FB030000 313233", 5, tail::bytes, 1},
    {"dl_data answer 10.2", again<dl_data_answer>, "FB030201", 4, tail::surplus},
    {"area number 10.3", again<area_number>, "07", 1, tail::surplus},
    {"ul_read 10.5", again<ul_read>, "01 00010200 E001", 7, tail::surplus},
    {"ul_read answer 10.5", again<ul_read_answer>, "09000100 2639F4CB 3839", 8, tail::bytes},
    {"button event 11.1", event_again<opcode::button_event>, "05 02 78563412", 6, tail::surplus},
    {"hook event 11.2", event_again<opcode::hook_changed>, "01 08", 2, tail::surplus},
    {"level event 11.3", event_again<opcode::level_changed>, "13 02 34A0", 4, tail::surplus},
    {"state event 11.4", event_again<opcode::state_changed>, "0502", 2, tail::surplus},
    {"lost event 11.5", event_again<opcode::lost>, "03", 1, tail::surplus},
    {"reset event 11.6", event_again<opcode::reset>, "01", 1, tail::surplus},
    {"data event 11.7", event_again<opcode::data_changed>, "01", 1, tail::surplus},
    {"vendor event 11.8", event_again<opcode::vendor_event>, "BEEF", 0, tail::bytes},
    {"taken event 11.9", event_again<opcode::taken>, "", 0, tail::surplus},
    {"pending 6", detail_again<status::pending>, "FA01", 2, tail::surplus},
    {"busy 6", detail_again<status::busy>, "1402", 2, tail::surplus},
    {"bad_parameter 6", detail_again<status::bad_parameter>, "FF", 1, tail::surplus},
    {"bad_part 6", detail_again<status::bad_part>, "3701", 2, tail::surplus},
    {"bad_crc 6", detail_again<status::bad_crc>, "78563412", 4, tail::surplus},
    {"hardware_fault 6", detail_again<status::hardware_fault>, "04", 1, tail::surplus},
    {"bad_version 6", detail_again<status::bad_version>, "0203", 2, tail::surplus},
    {"bad_offset 6", detail_again<status::bad_offset>, "FB030201", 4, tail::surplus},
    {"ok has no detail 6", detail_again<status::ok>, "", 0, tail::surplus},
    {"cancelled has no detail 6", detail_again<status::cancelled>, "", 0, tail::surplus},
    {"unknown has no detail 6", detail_again<status{0xC8}>, "", 0, tail::surplus},
};

boost::system::error_code error_at(const row& row, std::size_t length) {
    if (length < row.fixed) return errc::wrong_length;
    const std::size_t free = length - row.fixed;
    if (row.behind == tail::text && free % 2 != 0) return errc::odd_text;
    if (free < row.least) return errc::wrong_length;
    return {};
}

TEST(DecoderTable, GoldenBytesComeBackAsTheyWere) {
    for (const auto& row : rows) {
        SCOPED_TRACE(row.name);
        const auto golden = from_hex(row.golden);
        const exact_buffer exact(golden);

        const auto bytes = row.again(exact.view());

        ASSERT_TRUE(bytes) << bytes.error().message();
        EXPECT_EQ(*bytes, golden);
    }
}

TEST(DecoderTable, EveryTruncationIsRefusedWhereAFieldIsMissing) {
    for (const auto& row : rows) {
        const auto golden = from_hex(row.golden);
        for (std::size_t length = 0; length < golden.size(); ++length) {
            SCOPED_TRACE(std::string(row.name) + " cut at " + std::to_string(length));
            const exact_buffer exact(bytes_view(golden).first(length));

            const auto bytes = row.again(exact.view());

            EXPECT_EQ(bytes.has_error() ? bytes.error() : boost::system::error_code{},
                      error_at(row, length));
            if (bytes) {
                EXPECT_EQ(*bytes, byte_vector(exact.view().begin(), exact.view().end()));
            }
        }
    }
}

TEST(DecoderTable, OneByteTooManyIsIgnoredOrBelongsToTheFreePart) {
    for (const auto& row : rows) {
        SCOPED_TRACE(row.name);
        const auto golden = from_hex(row.golden);
        auto longer = golden;
        longer.push_back(0xEE);
        const exact_buffer exact(longer);

        const auto bytes = row.again(exact.view());

        switch (row.behind) {
            case tail::surplus: EXPECT_EQ(bytes.value(), golden); break;
            case tail::bytes: EXPECT_EQ(bytes.value(), longer); break;
            case tail::text: EXPECT_EQ(bytes.error(), errc::odd_text); break;
        }
    }
}

// No decoder may fail, or change a byte, because of a value that it does not know: the range is
// the device's to check (firmware-protocol.md §13), and unknown modes belong to later versions.
TEST(DecoderTable, EveryValueOfAModeByteIsKept) {
    struct mode_row {
        const char* name;
        again_function again;
        byte_vector payload;
        std::size_t at;
    };
    const mode_row modes[] = {
        {"page", again<get_info>, {0, 0}, 0},
        {"lamp mode", again<lamp_setting>, {12, 0}, 1},
        {"hook mode", again<hook_setting>, {1, 0}, 1},
        {"hook devices", again<hook_setting>, {0, 1}, 0},
        {"volume device", again<volume_setting>, {0, 1, 1}, 0},
        {"button mode", again<button_setting>, {12, 0, 0, 0, 0, 0}, 1},
        {"event hook mode", event_again<opcode::hook_changed>, {1, 0}, 1},
        {"button state", event_again<opcode::button_event>, {1, 0, 0, 0, 0, 0}, 1},
        {"reset reason", event_again<opcode::reset>, {0}, 0},
        {"item status", again<batch_answer>, {0}, 0},
    };
    for (auto row : modes) {
        for (unsigned value = 0; value <= 0xFF; ++value) {
            row.payload[row.at] = static_cast<std::uint8_t>(value);
            EXPECT_EQ(row.again(row.payload).value(), row.payload) << row.name << ' ' << value;
        }
    }
}

}  // namespace
}  // namespace offhook::protocol
