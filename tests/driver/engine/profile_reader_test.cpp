#include "driver/engine/profile_reader.hpp"

#include "driver/engine/error.hpp"

#include <gtest/gtest.h>

using namespace offhook;
using namespace offhook::engine;
using protocol::encoded;
using protocol::info_page;

namespace {

const protocol::info_limits limits{2, 24, 4, 3, 1, 7, 7, 7, {15, 15, 15}, 64, 0};
const protocol::info_names names{"Maker", "Desk", "1.0", "S1"};
const protocol::button_info lit{protocol::button_mode::feature, 0x7E, 4};

protocol::byte_vector buttons(std::uint8_t first, std::size_t count) {
    return encoded(protocol::info_buttons{first, std::vector(count, lit)});
}

protocol::byte_vector areas(std::uint8_t first, std::size_t count) {
    return encoded(protocol::info_areas{first, std::vector(count, protocol::area_info{9, 3})});
}

/// A reader that has the pages before `page`.
profile_reader at(info_page page) {
    profile_reader reader(protocol::hello_answer{});
    if (page > info_page::limits) {
        EXPECT_FALSE(reader.on_answer(encoded(limits)));
    }
    if (page > info_page::names) {
        EXPECT_FALSE(reader.on_answer(encoded(names)));
    }
    if (page > info_page::buttons) {
        EXPECT_FALSE(reader.on_answer(buttons(0, 3)));
    }
    return reader;
}

}  // namespace

TEST(ProfileReader, ReadsPageAfterPage) {
    protocol::hello_answer hello;
    hello.firmware = 7;
    hello.capabilities = 5;
    profile_reader reader(hello);

    EXPECT_EQ(reader.next(), (protocol::get_info{info_page::limits, 0}));
    EXPECT_FALSE(reader.on_answer(encoded(limits)));
    EXPECT_EQ(reader.next(), (protocol::get_info{info_page::names, 0}));
    EXPECT_FALSE(reader.on_answer(encoded(names)));
    EXPECT_EQ(reader.next(), (protocol::get_info{info_page::buttons, 0}));
    EXPECT_FALSE(reader.on_answer(buttons(0, 2)));
    EXPECT_EQ(reader.next(), (protocol::get_info{info_page::buttons, 2}));
    EXPECT_FALSE(reader.on_answer(buttons(2, 1)));
    EXPECT_EQ(reader.next(), (protocol::get_info{info_page::areas, 0}));
    EXPECT_FALSE(reader.on_answer(areas(0, 1)));
    EXPECT_EQ(reader.next(), std::nullopt);
    handset_profile expected{7, 5, limits, names, std::vector(3, lit), {}};
    expected.areas.push_back({9, 3});
    EXPECT_EQ(reader.profile(), expected);
    EXPECT_EQ(reader.on_answer({}), errc::bad_answer) << "nothing was asked";
}

TEST(ProfileReader, RefusesNonsense) {
    const protocol::byte_vector nothing, cut{1, 200};
    struct row {
        const char* name;
        info_page page;
        protocol::byte_vector answer;
    };
    const row rows[] = {
        {"nothing", info_page::limits, nothing},
        {"another page", info_page::limits, encoded(names)},
        {"cut names", info_page::names, cut},
        {"no names", info_page::names, nothing},
        {"buttons that are known", info_page::areas, buttons(0, 3)},
        {"buttons further on", info_page::buttons, buttons(1, 1)},
        {"no buttons, for ever", info_page::buttons, buttons(0, 0)},
        {"more buttons than limited", info_page::buttons, buttons(0, 4)},
        {"no areas, for ever", info_page::areas, areas(0, 0)},
        {"more areas than limited", info_page::areas, areas(0, 2)},
    };
    for (const auto& row : rows) {
        SCOPED_TRACE(row.name);
        auto reader = at(row.page);
        EXPECT_EQ(reader.on_answer(row.answer), errc::bad_answer);
        EXPECT_EQ(reader.next()->page, row.page);
    }
}
