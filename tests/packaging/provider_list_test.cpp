#include "packaging/windows/setup/provider_list.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace offhook::setup {
namespace {

constexpr std::u16string_view ours = u"offhook.tsp";
constexpr std::uint32_t sz = 1;
constexpr std::uint32_t expand_sz = 2;
constexpr std::uint32_t dword = 4;

raw_value text(std::string_view text, std::uint32_t type = sz) {
    raw_value value{type, {}};
    for (const char letter : text) {
        value.bytes.push_back(static_cast<std::uint8_t>(letter));
        value.bytes.push_back(0);
    }
    value.bytes.insert(value.bytes.end(), {0, 0});
    return value;
}

raw_value number(std::uint8_t low, std::uint8_t high = 0) {
    return {dword, {low, high, 0, 0}};
}

const provider_row unimodem{number(1), text("unimdm.tsp")};
const provider_row kmddsp{number(2), text("kmddsp.tsp")};
/// Another type than TAPI's, and letters that no code page has.
const provider_row odd{number(9), raw_value{expand_sz, {0x34, 0xD8, 0x1E, 0xDD, 0, 0}}};

TEST(ProviderList, AddsAtTheEndWithTheNextId) {
    provider_list list{5, {unimodem, kmddsp}};

    EXPECT_EQ(add(list, ours), 5U);

    const provider_list expected{6, {unimodem, kmddsp, {number(5), text("offhook.tsp")}}};
    EXPECT_EQ(list, expected);
    EXPECT_EQ(find(list, ours), 5U);
}

TEST(ProviderList, BeginsAnEmptyListWithOne) {
    provider_list list{0, {}};

    EXPECT_EQ(add(list, ours), 1U);
    EXPECT_EQ(list.next_id, 2U);
}

TEST(ProviderList, NeverGivesAnIdThatIsInUseAlthoughNextIdIsWrong) {
    provider_list list{1, {unimodem, {number(0, 1), text("other.tsp")}}};

    EXPECT_EQ(add(list, ours), 257U);
    EXPECT_EQ(list.next_id, 258U);
}

TEST(ProviderList, AddsNothingTwice) {
    provider_list list{5, {unimodem}};
    add(list, ours);
    const auto once = list;

    EXPECT_EQ(add(list, ours), 5U);
    EXPECT_EQ(list, once);
}

TEST(ProviderList, KeepsTheIdOfAnEntryMadeByHandAndPutsItsNameRight) {
    provider_list list{5, {{number(3), text("C:\\Offhook\\OFFHOOK.TSP")}, unimodem}};

    EXPECT_EQ(add(list, ours), 3U);

    const provider_list expected{5, {{number(3), text("offhook.tsp")}, unimodem}};
    EXPECT_EQ(list, expected);
}

TEST(ProviderList, MovesTheOthersUpAsTheyAreWhenItRemoves) {
    provider_list list{10,
                       {unimodem,
                        {number(4), text("Offhook.TSP")},
                        odd,
                        {number(7), text("offhook.tsp")},
                        kmddsp}};

    EXPECT_TRUE(remove(list, ours));

    const provider_list expected{10, {unimodem, odd, kmddsp}};
    EXPECT_EQ(list, expected) << "NextProviderID stays: IDs are never given twice";
    EXPECT_FALSE(remove(list, ours));
    EXPECT_EQ(list, expected);
}

TEST(ProviderList, LeavesRowsThatSomebodyHasDamaged) {
    const provider_row without_file{number(6), {}};
    const provider_row without_id{{}, text("x.tsp")};
    const provider_row without_all{};
    provider_list list{8,
                       {without_file, {number(4), text("offhook.tsp")}, without_id, without_all}};

    EXPECT_TRUE(remove(list, ours));

    const provider_list expected{8, {without_file, without_id, without_all}};
    EXPECT_EQ(list, expected);
}

TEST(ProviderList, TakesNoOtherNameForOurs) {
    for (const char* const name :
         {"myoffhook.tsp", "offhook.tsp.old", "offhook", "", "C:\\offhook.tsp\\x.tsp"}) {
        EXPECT_FALSE(names({number(1), text(name)}, ours)) << name;
    }
    for (const char* const name :
         {"offhook.tsp", "D:/x/Offhook.tsp", "%SystemRoot%\\offhook.TSP"}) {
        EXPECT_TRUE(names({number(1), text(name)}, ours)) << name;
    }
    EXPECT_FALSE(names({number(1), {}}, ours));
    EXPECT_FALSE(names({number(1), raw_value{sz, {0x6F}}}, ours)) << "half a letter";
}

TEST(ProviderList, FindsNoIdInWhatIsNoNumber) {
    EXPECT_EQ(id_of({{}, {}}), std::nullopt);
    EXPECT_EQ(id_of({text("1"), {}}), std::nullopt);
    EXPECT_EQ(id_of({raw_value{dword, {1, 0}}, {}}), std::nullopt);
    EXPECT_EQ(id_of({number(2, 1), {}}), 258U);
    EXPECT_EQ(find({5, {{{}, text("offhook.tsp")}}}, ours), std::nullopt);
}

}  // namespace
}  // namespace offhook::setup
