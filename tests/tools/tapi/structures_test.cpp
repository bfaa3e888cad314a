#include <cstring>

#include "tests/tools/tapi/host_fixture.hpp"
#include "tools/tapi/versioned_structure.hpp"

namespace offhook::tapi {
namespace {

class Structures : public host_fixture {};

/// A structure in exactly `total` bytes, so that a sanitizer sees each byte beyond them.
template <typename Structure>
class sized {
public:
    explicit sized(DWORD total) : bytes_(std::make_unique<std::byte[]>(total)), total_(total) {
        std::memset(bytes_.get(), 0xEE, total);
        put(0, total);
    }

    Structure* get() { return reinterpret_cast<Structure*>(bytes_.get()); }

    [[nodiscard]] DWORD at(std::size_t member) const {
        DWORD value = 0;
        std::memcpy(&value, bytes_.get() + member, sizeof(value));
        return value;
    }
    void put(std::size_t member, DWORD value) {
        std::memcpy(bytes_.get() + member, &value, sizeof(value));
    }
    [[nodiscard]] std::u16string text(DWORD offset, DWORD size) const {
        if (offset + size > total_) return u"out of bounds";
        std::u16string out(size / sizeof(char16_t), u'\0');
        std::memcpy(out.data(), bytes_.get() + offset, out.size() * sizeof(char16_t));
        return out;
    }

private:
    std::unique_ptr<std::byte[]> bytes_;
    DWORD total_;
};

constexpr DWORD name_size = 22;  // "fake phone" and its terminator in UTF-16

// tspi-phone.md §2.4-2 and §6.5
TEST_F(Structures, ZeroesCapsBeforeTheCallAndAddsTheHostsStates) {
    start();
    sized<PHONECAPS> caps(400);

    EXPECT_EQ(host_->phone_get_dev_caps(app_, 0, tspi::version_3_1, caps.get()), 0);

    EXPECT_EQ(fake_.count("phoneGetDevCaps(0,196609,0,196,196,0)"), 1U);
    EXPECT_EQ(caps.at(offsetof(PHONECAPS, dwTotalSize)), 400U);
    EXPECT_EQ(caps.at(offsetof(PHONECAPS, dwNeededSize)), 196 + name_size);
    EXPECT_EQ(caps.at(offsetof(PHONECAPS, dwPhoneStates)),
              PHONESTATE_LAMP | PHONESTATE_OWNER | PHONESTATE_MONITORS | PHONESTATE_REINIT);
    EXPECT_EQ(caps.at(offsetof(PHONECAPS, dwDisplayNumRows)), 0U);
}

TEST_F(Structures, RefusesCapsSmallerThanTheFixedPartOfTheVersion) {
    fake_.set().lowest_version = tspi::version_1_3;
    start();
    struct row {
        DWORD version, fixed_size;
    };
    for (const row& each :
         {row{tspi::version_1_3, 144}, row{tspi::version_2_0, 180}, row{tspi::version_2_2, 196}}) {
        SCOPED_TRACE(each.version);
        sized<PHONECAPS> small(each.fixed_size - 1);
        sized<PHONECAPS> enough(each.fixed_size);

        EXPECT_EQ(host_->phone_get_dev_caps(app_, 0, each.version, small.get()),
                  error(PHONEERR_STRUCTURETOOSMALL));
        EXPECT_EQ(host_->phone_get_dev_caps(app_, 0, each.version, enough.get()), 0);

        // Too small for the name: no error, and what it would take is said (§2.4-5).
        EXPECT_EQ(enough.at(offsetof(PHONECAPS, dwNeededSize)), each.fixed_size + name_size);
        EXPECT_EQ(enough.at(offsetof(PHONECAPS, dwUsedSize)), each.fixed_size);
        EXPECT_EQ(enough.at(offsetof(PHONECAPS, dwPhoneNameSize)), 0U);
    }
}

// TSPI: TSPI versioning: TAPI adapts older applications to a newer provider.
TEST_F(Structures, PutsTheVariablePartsWhereAnOlderApplicationLooksForThem) {
    start();
    struct row {
        DWORD version, fixed_size;
    };
    for (const row& each :
         {row{tspi::version_1_4, 144}, row{tspi::version_2_1, 180}, row{tspi::version_3_0, 196}}) {
        SCOPED_TRACE(each.version);
        sized<PHONECAPS> caps(each.fixed_size + name_size);

        EXPECT_EQ(host_->phone_get_dev_caps(app_, 0, each.version, caps.get()), 0);

        const DWORD offset = caps.at(offsetof(PHONECAPS, dwPhoneNameOffset));
        EXPECT_EQ(offset, each.fixed_size);
        EXPECT_EQ(caps.text(offset, name_size), std::u16string(u"fake phone\0", 11));
        EXPECT_EQ(caps.at(offsetof(PHONECAPS, dwUsedSize)), each.fixed_size + name_size);
        EXPECT_EQ(caps.at(offsetof(PHONECAPS, dwNumRingModes)), 3U);
    }
}

TEST_F(Structures, AddsOwnersMonitorsAndTheOwnersNameToTheStatus) {
    start();
    open_owner();
    const HPHONE monitor = open_monitor();
    open_monitor();
    sized<PHONESTATUS> status(200);

    EXPECT_EQ(host_->phone_get_status(monitor, status.get()), 0);

    EXPECT_EQ(fake_.count("phoneGetStatus(0,104,104,0,0)"), 1U);  // zeroed before
    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwNumOwners)), 1U);
    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwNumMonitors)), 2U);
    const DWORD size = status.at(offsetof(PHONESTATUS, dwOwnerNameSize));
    const DWORD offset = status.at(offsetof(PHONESTATUS, dwOwnerNameOffset));
    EXPECT_EQ(status.text(offset, size), std::u16string(u"first\0", 6));
    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwUsedSize)), 104U + 16U + 12U);
    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwNeededSize)), 104U + 16U + 12U);
    const DWORD display = status.at(offsetof(PHONESTATUS, dwDisplayOffset));
    EXPECT_EQ(status.text(display, 16), std::u16string(u"display\0", 8));
}

TEST_F(Structures, LeavesTheOwnersNameOutWhereThereIsNoRoom) {
    start();
    const HPHONE owner = open_owner();
    sized<PHONESTATUS> status(104 + 16 + 11);

    EXPECT_EQ(host_->phone_get_status(owner, status.get()), 0);

    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwOwnerNameSize)), 0U);
    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwOwnerNameOffset)), 0U);
    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwNeededSize)), 104U + 16U + 12U);
    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwUsedSize)), 104U + 16U);
}

TEST_F(Structures, HasNoOwnersNameWithoutAnOwner) {
    start();
    const HPHONE monitor = open_monitor();
    sized<PHONESTATUS> status(200);

    EXPECT_EQ(host_->phone_get_status(monitor, status.get()), 0);

    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwNumOwners)), 0U);
    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwOwnerNameSize)), 0U);
}

TEST_F(Structures, ShowsSetFeaturesToTheOwnerOnly) {
    start();
    const HPHONE owner = open_owner();
    const HPHONE monitor = open_monitor();
    sized<PHONESTATUS> status(200);

    EXPECT_EQ(host_->phone_get_status(owner, status.get()), 0);
    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwPhoneFeatures)),
              PHONEFEATURE_GETLAMP | PHONEFEATURE_SETLAMP);
    EXPECT_EQ(host_->phone_get_status(monitor, status.get()), 0);
    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwPhoneFeatures)), PHONEFEATURE_GETLAMP);
}

TEST_F(Structures, GivesAnOlderApplicationTheStatusOfItsVersion) {
    start();
    const HPHONE phone = open(app_, PHONEPRIVILEGE_OWNER, tspi::version_1_3);
    sized<PHONESTATUS> small(99);
    sized<PHONESTATUS> status(100 + 16 + 12);

    EXPECT_EQ(host_->phone_get_status(phone, small.get()), error(PHONEERR_STRUCTURETOOSMALL));
    EXPECT_EQ(host_->phone_get_status(phone, status.get()), 0);

    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwDisplayOffset)), 100U);
    EXPECT_EQ(status.text(100, 16), std::u16string(u"display\0", 8));
    EXPECT_EQ(status.at(offsetof(PHONESTATUS, dwOwnerNameOffset)), 116U);
    EXPECT_EQ(status.text(116, 12), std::u16string(u"first\0", 6));
}

TEST_F(Structures, DoesNotBelieveSizesOfAProvider) {
    start();
    const HPHONE phone = open(app_, PHONEPRIVILEGE_OWNER, tspi::version_1_3);
    fake_.set().on_status = [](PHONESTATUS* status) {
        status->dwUsedSize = 0xFFFFFFF0;
        status->dwNeededSize = 0;
        return 0;
    };
    sized<PHONESTATUS> status(120);

    EXPECT_EQ(host_->phone_get_status(phone, status.get()), 0);

    EXPECT_LE(status.at(offsetof(PHONESTATUS, dwUsedSize)), 120U);
}

TEST_F(Structures, GivesAnOlderApplicationTheButtonOfItsVersion) {
    start();
    const HPHONE phone = open(app_, PHONEPRIVILEGE_OWNER, tspi::version_1_3);
    sized<PHONEBUTTONINFO> info(36 + 10);

    EXPECT_EQ(host_->phone_get_button_info(phone, 12, info.get()), 0);

    EXPECT_EQ(fake_.count("phoneGetButtonInfo(12,40,40)"), 1U);
    EXPECT_EQ(info.at(offsetof(PHONEBUTTONINFO, dwButtonTextOffset)), 36U);
    EXPECT_EQ(info.text(36, 10), std::u16string(u"Hold\0", 5));
}

TEST_F(Structures, BringsAnOlderApplicationsButtonIntoTheProvidersVersion) {
    start();
    const HPHONE phone = open(app_, PHONEPRIVILEGE_OWNER, tspi::version_1_3);
    sized<PHONEBUTTONINFO> info(36 + 6);
    info.put(offsetof(PHONEBUTTONINFO, dwNeededSize), 42);
    info.put(offsetof(PHONEBUTTONINFO, dwUsedSize), 0);  // an application may forget it
    info.put(offsetof(PHONEBUTTONINFO, dwButtonMode), PHONEBUTTONMODE_CALL);
    info.put(offsetof(PHONEBUTTONINFO, dwButtonFunction), 0);
    info.put(offsetof(PHONEBUTTONINFO, dwButtonTextSize), 6);
    info.put(offsetof(PHONEBUTTONINFO, dwButtonTextOffset), 36);
    info.put(offsetof(PHONEBUTTONINFO, dwDevSpecificSize), 0);
    info.put(offsetof(PHONEBUTTONINFO, dwDevSpecificOffset), 0);
    const std::u16string text(u"ab\0", 3);
    std::memcpy(reinterpret_cast<std::byte*>(info.get()) + 36, text.data(), 6);

    EXPECT_GT(host_->phone_set_button_info(phone, 12, info.get()), 0);

    const auto given = fake_.last_operation().bytes;
    ASSERT_EQ(given.size(), 46U);
    PHONEBUTTONINFO seen{};
    std::memcpy(&seen, given.data(), sizeof(seen));
    EXPECT_EQ(seen.dwButtonMode, PHONEBUTTONMODE_CALL);
    EXPECT_EQ(seen.dwButtonTextOffset, 40U);
    EXPECT_EQ(seen.dwButtonState, 0U);
    EXPECT_EQ(std::memcmp(given.data() + 40, text.data(), 6), 0);
}

TEST_F(Structures, AnswersTheDeviceIdItselfWhateverTheCase) {
    start();
    const HPHONE phone = open_monitor();
    sized<VARSTRING> answer(28);
    const auto* device_class = reinterpret_cast<const WCHAR*>(u"TAPI/Phone");

    EXPECT_EQ(host_->phone_get_id(phone, answer.get(), device_class), 0);

    EXPECT_EQ(answer.at(offsetof(VARSTRING, dwStringFormat)), STRINGFORMAT_BINARY);
    EXPECT_EQ(answer.at(offsetof(VARSTRING, dwStringSize)), 4U);
    EXPECT_EQ(answer.at(answer.at(offsetof(VARSTRING, dwStringOffset))), 0U);
    EXPECT_EQ(fake_.count("phoneGetID"), 0U);
    sized<VARSTRING> small(27);
    EXPECT_EQ(host_->phone_get_id(phone, small.get(), device_class), 0);
    EXPECT_EQ(small.at(offsetof(VARSTRING, dwNeededSize)), 28U);
    EXPECT_EQ(small.at(offsetof(VARSTRING, dwStringSize)), 0U);
}

TEST_F(Structures, AsksTheProviderForEveryOtherDeviceClass) {
    start();
    const HPHONE phone = open_monitor();
    sized<VARSTRING> answer(100);
    const auto id_of = [&](const char16_t* name) {
        return host_->phone_get_id(phone, answer.get(), reinterpret_cast<const WCHAR*>(name));
    };

    EXPECT_EQ(id_of(u"wave/in"), error(PHONEERR_INVALDEVICECLASS));
    EXPECT_EQ(id_of(u"tapi/phones"), error(PHONEERR_INVALDEVICECLASS));
    EXPECT_EQ(id_of(u""), error(PHONEERR_INVALDEVICECLASS));
    EXPECT_EQ(fake_.count("phoneGetID"), 3U);
}

}  // namespace
}  // namespace offhook::tapi
