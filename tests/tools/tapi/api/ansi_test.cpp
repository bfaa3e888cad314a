// The A functions and those without a letter against the W functions.

#include <array>
#include <cstring>

#include "tests/tools/tapi/api/tapi32_fixture.hpp"

namespace offhook::tapi {
namespace {

class Ansi : public tapi32_fixture {
protected:
    Ansi() : app_(initialize()), phone_(open(app_)) {}

    /// A structure in exactly `total` bytes on the heap, so that a sanitizer sees each byte beyond.
    template <typename Structure, typename Call>
    std::vector<std::byte> ask(DWORD total, Call call) {
        const auto room = std::make_unique<std::byte[]>(total);
        std::memset(room.get(), 0xEE, total);
        std::memcpy(room.get(), &total, sizeof(total));
        EXPECT_EQ(call(reinterpret_cast<Structure*>(room.get())), 0);
        return {room.get(), room.get() + total};
    }
    static DWORD at(const std::vector<std::byte>& bytes, std::size_t member) {
        DWORD value = 0;
        std::memcpy(&value, bytes.data() + member, sizeof(value));
        return value;
    }
    static std::string part(const std::vector<std::byte>& bytes, std::size_t offset_member) {
        return {reinterpret_cast<const char*>(bytes.data()) + at(bytes, offset_member),
                at(bytes, offset_member - 4)};
    }

    std::vector<std::byte> caps(DWORD total, DWORD version = tspi::version_3_1) {
        return ask<PHONECAPS>(
            total, [&](LPPHONECAPS it) { return phoneGetDevCapsA(app_, 0, version, 0, it); });
    }

    HPHONEAPP app_;
    HPHONE phone_;
};

const std::string ansi_name("fake phone\0", 11);

TEST_F(Ansi, GivesTheTextOfCapsInOneByteACharacter) {
    const auto bytes = caps(400);

    EXPECT_EQ(part(bytes, offsetof(PHONECAPS, dwPhoneNameOffset)), ansi_name);
    EXPECT_EQ(at(bytes, offsetof(PHONECAPS, dwNeededSize)), 196 + ansi_name.size());
    EXPECT_EQ(at(bytes, offsetof(PHONECAPS, dwUsedSize)), 196 + ansi_name.size());
    EXPECT_EQ(at(bytes, offsetof(PHONECAPS, dwTotalSize)), 400U);
    EXPECT_EQ(at(bytes, offsetof(PHONECAPS, dwNumRingModes)), 3U);
    EXPECT_EQ(at(bytes, offsetof(PHONECAPS, dwPhoneInfoOffset)), 0U);
}

TEST_F(Ansi, NeedsJustTheRoomItSaysItNeeds) {
    const DWORD enough = 196 + static_cast<DWORD>(ansi_name.size());
    EXPECT_EQ(part(caps(enough), offsetof(PHONECAPS, dwPhoneNameOffset)), ansi_name);

    const auto small = caps(enough - 1);

    EXPECT_EQ(at(small, offsetof(PHONECAPS, dwPhoneNameSize)), 0U);
    EXPECT_EQ(at(small, offsetof(PHONECAPS, dwUsedSize)), 196U);
    EXPECT_EQ(at(small, offsetof(PHONECAPS, dwNeededSize)), enough);
}

TEST_F(Ansi, KeepsTheFixedPartOfTheApplicationsVersion) {
    const auto bytes = caps(160, tspi::version_1_3);
    EXPECT_EQ(at(bytes, offsetof(PHONECAPS, dwPhoneNameOffset)), 144U);
    EXPECT_EQ(part(bytes, offsetof(PHONECAPS, dwPhoneNameOffset)), ansi_name);
}

TEST_F(Ansi, RefusesTooSmallAndNullStructures) {
    DWORD small[1] = {4};
    EXPECT_EQ(phoneGetDevCapsA(app_, 0, tspi::version_3_1, 0, reinterpret_cast<LPPHONECAPS>(small)),
              error(PHONEERR_STRUCTURETOOSMALL));
    EXPECT_EQ(phoneGetDevCapsA(app_, 0, tspi::version_3_1, 0, nullptr),
              error(PHONEERR_INVALPOINTER));
    EXPECT_EQ(phoneGetStatusA(phone_, nullptr), error(PHONEERR_INVALPOINTER));
    EXPECT_EQ(phoneGetButtonInfoA(phone_, 0, nullptr), error(PHONEERR_INVALPOINTER));
    EXPECT_EQ(phoneSetButtonInfoA(phone_, 0, nullptr), error(PHONEERR_INVALPOINTER));
    EXPECT_EQ(phoneGetStatusA(phone_ + 1, nullptr), error(PHONEERR_INVALPHONEHANDLE));
}

// TAPI: Functions without Unicode versions: the display's own bytes.
TEST_F(Ansi, LeavesTheDisplayInTheStatusAsItIs) {
    const auto bytes =
        ask<PHONESTATUS>(400, [&](LPPHONESTATUS it) { return phoneGetStatusA(phone_, it); });

    const std::u16string display(u"display\0", 8);
    EXPECT_EQ(part(bytes, offsetof(PHONESTATUS, dwDisplayOffset)),
              std::string(reinterpret_cast<const char*>(display.data()), 16));
    EXPECT_EQ(part(bytes, offsetof(PHONESTATUS, dwOwnerNameOffset)), std::string("test\0", 5));
}

TEST_F(Ansi, CarriesAButtonsTextBothWays) {
    auto info = ask<PHONEBUTTONINFO>(
        60, [&](LPPHONEBUTTONINFO it) { return phoneGetButtonInfo(phone_, 12, it); });
    EXPECT_EQ(part(info, offsetof(PHONEBUTTONINFO, dwButtonTextOffset)), std::string("Hold\0", 5));

    EXPECT_GT(phoneSetButtonInfo(phone_, 12, reinterpret_cast<LPPHONEBUTTONINFO>(info.data())), 0);

    const auto arrived = fake_.last_operation().bytes;
    const std::u16string text(u"Hold\0", 5);
    EXPECT_EQ(part(arrived, offsetof(PHONEBUTTONINFO, dwButtonTextOffset)),
              std::string(reinterpret_cast<const char*>(text.data()), 10));
    EXPECT_EQ(at(arrived, offsetof(PHONEBUTTONINFO, dwButtonFunction)),
              DWORD(PHONEBUTTONFUNCTION_HOLD));
}

TEST_F(Ansi, RefusesAButtonWhosePartsLieOutsideIt) {
    PHONEBUTTONINFO info{};
    info.dwTotalSize = sizeof(info);
    info.dwButtonTextSize = 8;
    info.dwButtonTextOffset = 0xFFFFFFFC;
    EXPECT_EQ(phoneSetButtonInfoA(phone_, 12, &info), error(PHONEERR_INVALPARAM));
    EXPECT_EQ(fake_.count("phoneSetButtonInfo"), 0U);
}

TEST_F(Ansi, ConvertsDeviceClasses) {
    std::array<std::byte, 64> room{};
    auto* id = reinterpret_cast<LPVARSTRING>(room.data());
    id->dwTotalSize = room.size();
    EXPECT_EQ(phoneGetIDA(phone_, id, "Tapi/Phone"), 0);
    EXPECT_EQ(DWORD(id->dwStringFormat), DWORD(STRINGFORMAT_BINARY));
    EXPECT_EQ(phoneGetID(phone_, id, "wave/in"), error(PHONEERR_INVALDEVICECLASS));
    EXPECT_EQ(phoneGetIDA(phone_, id, nullptr), error(PHONEERR_INVALPOINTER));
    EXPECT_EQ(phoneGetIDA(phone_, id, "\xFF"), error(PHONEERR_INVALDEVICECLASS));
}

TEST_F(Ansi, PassesDisplayBytesOnFromAnyAddress) {
    const char bytes[] = {'x', 'A', 0, 'B', 0, 'C'};

    EXPECT_GT(phoneSetDisplay(phone_, 1, 2, bytes + 1, 5), 0);

    const auto arrived = fake_.last_operation();
    EXPECT_EQ(arrived.numbers, (std::vector<DWORD>{1, 2}));
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(arrived.bytes.data()), 5),
              std::string("A\0B\0C", 5));
    EXPECT_EQ(phoneSetDisplay(phone_, 0, 0, nullptr, 2), error(PHONEERR_INVALPOINTER));
}

TEST_F(Ansi, GivesIconsAndDialogsInBothForms) {
    HICON icon = nullptr;
    fake_.set().icon = reinterpret_cast<HICON>(DWORD_PTR{0x99});
    EXPECT_EQ(phoneGetIcon(0, nullptr, &icon), 0);
    EXPECT_EQ(icon, fake_.set().icon);
    EXPECT_EQ(phoneGetIconA(0, "tapi/phone", &icon), 0);
    EXPECT_EQ(phoneGetIconW(0, u"tapi/phone", &icon), 0);
    EXPECT_EQ(fake_.count("phoneGetIcon(0,null)"), 1U);
    EXPECT_EQ(fake_.count("phoneGetIcon(0,class)"), 2U);
    fake_.set().icon = nullptr;
    EXPECT_EQ(phoneGetIconA(0, nullptr, &icon), error(PHONEERR_OPERATIONUNAVAIL));

    const std::string path = OFFHOOK_FAKE_TSP;
    fake_.set().ui_module = std::u16string(path.begin(), path.end());
    EXPECT_EQ(phoneConfigDialog(0, nullptr, "tapi/phone"), 0);
    EXPECT_EQ(phoneConfigDialogW(0, nullptr, nullptr), 0);
    EXPECT_EQ(fake_.count("phoneConfigDialog(0,0,42)"), 2U);
}

}  // namespace
}  // namespace offhook::tapi
