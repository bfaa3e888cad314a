#include "driver/protocol/batch.hpp"
#include "driver/protocol/hello.hpp"
#include "driver/protocol/info.hpp"
#include "tests/support/exact_buffer.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::protocol {
namespace {

using test::exact_buffer;
using test::from_hex;

hello_answer good_answer() {
    hello_answer answer;
    answer.session = 0x5C;
    answer.major = 1;
    answer.max_message = 1024;
    answer.window = 8;
    answer.heartbeat_ms = 2000;
    return answer;
}

bool is_possible(const hello_answer& answer) {
    const auto decoded = hello_answer::decode(encoded(answer));
    if (!decoded) {
        EXPECT_EQ(decoded.error(), errc::impossible_value);
    }
    return decoded.has_value();
}

// firmware-protocol.md §14, last row.
TEST(HelloAnswer, WithImpossibleNumbersIsRefused) {
    auto answer = good_answer();
    for (unsigned session = 0; session <= 0xFF; ++session) {
        answer.session = static_cast<std::uint8_t>(session);
        EXPECT_EQ(is_possible(answer), session != 0) << session;
    }
    answer = good_answer();
    for (unsigned window = 0; window <= 0xFF; ++window) {
        answer.window = static_cast<std::uint8_t>(window);
        EXPECT_EQ(is_possible(answer), window >= 1 && window <= 8) << window;
    }
    answer = good_answer();
    for (unsigned most = 0; most <= 0xFFFF; ++most) {
        answer.max_message = static_cast<std::uint16_t>(most);
        ASSERT_EQ(is_possible(answer), most >= 64 && most <= 1024) << most;
    }
}

// firmware-protocol.md §15: any major version can be read, so that both can be named.
TEST(HelloAnswer, OfAnotherMajorVersionIsStillRead) {
    auto answer = good_answer();
    answer.major = 7;

    EXPECT_EQ(hello_answer::decode(encoded(answer)).value(), answer);
}

TEST(InfoPage, IsRefusedByTheDecodersOfTheOthers) {
    const byte_vector page[] = {encoded(info_limits{}),
                                encoded(info_names{}),
                                encoded(info_buttons{}),
                                encoded(info_areas{})};
    for (std::size_t i = 0; i < 4; ++i) {
        byte_vector padded = page[i];
        padded.resize(20);
        EXPECT_EQ(info_limits::decode(padded).has_value(), i == 0) << i;
        EXPECT_EQ(info_names::decode(padded).has_value(), i == 1) << i;
        EXPECT_EQ(info_buttons::decode(padded).has_value(), i == 2) << i;
        EXPECT_EQ(info_areas::decode(padded).has_value(), i == 3) << i;
    }
    EXPECT_EQ(info_limits::decode(page[1]).error(), errc::impossible_value);
    EXPECT_EQ(info_areas::decode({}).error(), errc::wrong_length);
}

TEST(InfoNames, LongerThan255BytesAreCut) {
    info_names names;
    names.maker = std::string(300, 'm');
    names.serial = "S1";

    const auto decoded = info_names::decode(encoded(names));

    EXPECT_EQ(decoded.value().maker, std::string(255, 'm'));
    EXPECT_EQ(decoded.value().serial, "S1");
}

// firmware-protocol.md §8.7: at most 32 units.
TEST(ButtonSetting, LabelHasAtMost32Units) {
    button_setting button{12, button_mode::feature, 4, std::u16string(32, u'L')};
    EXPECT_EQ(button_setting::decode(encoded(button)).value(), button);

    button.label.push_back(u'L');
    EXPECT_EQ(button_setting::decode(encoded(button)).error(), errc::wrong_length);
}

TEST(Setting, OfAnOpcodeThatIsNoneIsUnknown) {
    const byte_vector payload{1, 1, 1, 0, 0, 0};
    for (unsigned code = 0; code <= 0xFF; ++code) {
        const auto value = decode_setting(static_cast<opcode>(code), payload);
        const bool known = code >= 0x10 && code <= 0x16;
        ASSERT_EQ(value.has_value(), known) << code;
        if (!known) {
            EXPECT_EQ(value.error(), errc::unknown_opcode);
        }
    }
}

// firmware-protocol.md §9.
TEST(Batch, IsRefusedWhereItsItemsDoNotAddUp) {
    const auto payload = from_hex("10020C04 1303010001");
    for (std::size_t length = 0; length <= payload.size(); ++length) {
        const exact_buffer exact(bytes_view(payload).first(length));
        const auto value = batch::decode(exact.view());

        ASSERT_EQ(value.has_value(), length == 4 || length == 9) << length;
        if (!value) {
            EXPECT_EQ(value.error(), errc::wrong_length);
        }
    }
    auto longer = payload;
    longer.push_back(0);
    EXPECT_EQ(batch::decode(longer).error(), errc::wrong_length);
}

TEST(Batch, HasOneTo55Items) {
    const batch_item lamp{opcode::lamp, {12, 4}};
    for (const std::size_t count : {1U, 13U, 55U, 56U, 200U}) {
        const batch value{{count, lamp}};
        const auto decoded = batch::decode(encoded(value));

        ASSERT_EQ(decoded.has_value(), count <= 55) << count;
        if (decoded) {
            EXPECT_EQ(*decoded, value);
        } else {
            EXPECT_EQ(decoded.error(), errc::wrong_length);
        }
    }
}

TEST(Batch, TakesOnlySettingsAndCarriesOutNothingElse) {
    for (unsigned code = 0; code <= 0xFF; ++code) {
        byte_vector payload = from_hex("10020C04 00020C04");
        payload[4] = static_cast<std::uint8_t>(code);
        const auto value = batch::decode(payload);
        const bool allowed = code >= 0x10 && code <= 0x16;

        ASSERT_EQ(value.has_value(), allowed) << code;
        if (!allowed) {
            EXPECT_EQ(value.error(), errc::unknown_opcode);
        }
    }
}

TEST(Batch, OfItemsThatDoNotAddUpIsOfWrongLengthWhateverTheirOpcodes) {
    EXPECT_EQ(batch::decode(from_hex("19020C04 10")).error(), errc::wrong_length);
}

// firmware-protocol.md §9: a lamp takes four bytes, so thirteen fit in one report.
TEST(Batch, ThirteenLampsFitInOneReport) {
    const batch_item lamp{opcode::lamp, {12, 4}};
    EXPECT_EQ(lamp.size(), 4U);
    EXPECT_LE(encoded(batch{{13, lamp}}).size(), 55U);
}

}  // namespace
}  // namespace offhook::protocol
