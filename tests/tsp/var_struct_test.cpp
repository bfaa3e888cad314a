#include "tsp/var_struct.hpp"
#include "tests/tsp/host_structure.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace offhook::tsp {
namespace {

using block = host_structure<VARSTRING>;
constexpr std::size_t needed_at = offsetof(VARSTRING, dwNeededSize);
constexpr std::size_t used_at = offsetof(VARSTRING, dwUsedSize);
constexpr std::size_t size_at = offsetof(VARSTRING, dwStringSize);
constexpr std::size_t offset_at = offsetof(VARSTRING, dwStringOffset);

void write(block& target, std::u16string_view text) {
    var_struct<VARSTRING> out(target.get(), sizeof(VARSTRING));
    out.put_units(&VARSTRING::dwStringSize, &VARSTRING::dwStringOffset, text);
    out.commit();
}

TEST(VarStruct, PutsAPartDirectlyBehindTheFixedPart) {
    block target(24 + 6);

    write(target, u"abc");

    EXPECT_EQ(target.number(0), 30U);
    EXPECT_EQ(target.number(needed_at), 30U);
    EXPECT_EQ(target.number(used_at), 30U);
    EXPECT_EQ(target.number(size_at), 6U);
    EXPECT_EQ(target.number(offset_at), 24U);
    EXPECT_EQ(target.units(24, 6), u"abc");
}

TEST(VarStruct, LeavesOutWholeWhatDoesNotFitAndSaysWhatIsNeeded) {
    block target(24 + 5);

    write(target, u"abc");

    EXPECT_EQ(target.number(0), 29U);
    EXPECT_EQ(target.number(needed_at), 30U);
    EXPECT_EQ(target.number(used_at), 24U);
    EXPECT_EQ(target.number(size_at), 0U);
    EXPECT_EQ(target.number(offset_at), 0U);
    EXPECT_TRUE(target.untouched_from(24));
}

TEST(VarStruct, GivesASmallerPartTheRoomThatABiggerOneDidNotFitIn) {
    host_structure<PHONEBUTTONINFO> target(40 + 4);
    const std::u16string label = u"long label";
    const std::byte own[4]{};

    var_struct<PHONEBUTTONINFO> out(target.get(), 40);
    out.put_text(&PHONEBUTTONINFO::dwButtonTextSize, &PHONEBUTTONINFO::dwButtonTextOffset, label);
    out.put(&PHONEBUTTONINFO::dwDevSpecificSize, &PHONEBUTTONINFO::dwDevSpecificOffset, own);
    out.commit();

    EXPECT_EQ(target.number(needed_at), 40U + 22U + 4U);
    EXPECT_EQ(target.number(used_at), 44U);
    EXPECT_EQ(target.number(offsetof(PHONEBUTTONINFO, dwButtonTextSize)), 0U);
    EXPECT_EQ(target.number(offsetof(PHONEBUTTONINFO, dwDevSpecificOffset)), 40U);
}

TEST(VarStruct, AnEmptyPartHasNeitherSizeNorOffset) {
    block target(24);

    write(target, u"");

    EXPECT_EQ(target.number(needed_at), 24U);
    EXPECT_EQ(target.number(size_at), 0U);
    EXPECT_EQ(target.number(offset_at), 0U);
}

TEST(VarStruct, ATextCarriesItsTerminator) {
    host_structure<PHONEBUTTONINFO> target(40 + 4);

    var_struct<PHONEBUTTONINFO> out(target.get(), 40);
    out.put_text(&PHONEBUTTONINFO::dwButtonTextSize, &PHONEBUTTONINFO::dwButtonTextOffset, u"x");
    out.commit();

    EXPECT_EQ(target.number(offsetof(PHONEBUTTONINFO, dwButtonTextSize)), 4U);
    EXPECT_EQ(target.units(40, 4), std::u16string(u"x\0", 2));
}

TEST(VarStruct, DoesNotWriteMembersThatTheVersionDoesNotHave) {
    host_structure<PHONEBUTTONINFO> target(36);

    var_struct<PHONEBUTTONINFO> out(target.get(), 36);
    out.fixed().dwButtonState = PHONEBUTTONSTATE_DOWN;
    out.fixed().dwButtonMode = PHONEBUTTONMODE_KEYPAD;
    out.commit();

    EXPECT_EQ(target.number(offsetof(PHONEBUTTONINFO, dwButtonMode)), PHONEBUTTONMODE_KEYPAD);
    EXPECT_EQ(target.number(needed_at), 36U);
}

TEST(VarStruct, IsNotUsableBelowTheFixedSize) {
    for (const DWORD total : std::vector<DWORD>{4, 8, 12, 20, 23}) {
        SCOPED_TRACE(total);
        block target(total);
        var_struct<VARSTRING> out(target.get(), sizeof(VARSTRING));
        EXPECT_FALSE(out.is_usable());
    }
}

}  // namespace
}  // namespace offhook::tsp
