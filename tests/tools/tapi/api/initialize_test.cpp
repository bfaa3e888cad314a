// Applications: names, versions and what must not be null.

#include <array>
#include <cstring>

#include "tests/tools/tapi/api/tapi32_fixture.hpp"

namespace offhook::tapi {
namespace {

class Initialize : public tapi32_fixture {
protected:
    Initialize() {
        parameters_.dwTotalSize = sizeof(parameters_);
        parameters_.dwOptions = PHONEINITIALIZEEXOPTION_USEEVENT;
    }

    LONG initialize_ansi(LPCSTR name) {
        const LONG result =
            phoneInitializeExA(&app_, nullptr, nullptr, name, &phones_, &version_, &parameters_);
        if (result == 0) apps_.push_back(app_);
        return result;
    }

    /// PHONESTATUS of the one phone by the A or the W function.
    std::string owner_name(decltype(&phoneGetStatusA) get_status) {
        std::array<std::byte, 1024> room{};
        const DWORD total = room.size();
        std::memcpy(room.data(), &total, sizeof(total));
        EXPECT_EQ(get_status(phone_, reinterpret_cast<LPPHONESTATUS>(room.data())), 0);
        PHONESTATUS status{};
        std::memcpy(&status, room.data(), sizeof(status));
        return {reinterpret_cast<const char*>(room.data()) + status.dwOwnerNameOffset,
                status.dwOwnerNameSize};
    }

    PHONEINITIALIZEEXPARAMS parameters_{};
    HPHONEAPP app_ = 0;
    HPHONE phone_ = 0;
    DWORD version_ = tspi::version_2_0;
};

TEST_F(Initialize, TellsTheNumberOfPhonesAndTheHighestVersion) {
    fake_.set().phones = 3;

    EXPECT_EQ(initialize_ansi("a"), 0);

    EXPECT_EQ(phones_, 3U);
    EXPECT_EQ(version_, tspi::version_3_1);
    EXPECT_EQ(DWORD(parameters_.dwUsedSize), sizeof(parameters_));
    EXPECT_EQ(DWORD(parameters_.dwNeededSize), sizeof(parameters_));
}

TEST_F(Initialize, TakesAFutureApplicationForOneOfToday) {
    version_ = 0x00040000;
    EXPECT_EQ(initialize_ansi("a"), 0);
    EXPECT_EQ(version_, tspi::version_3_1);
}

TEST_F(Initialize, LeavesApplicationsBefore2Point0ToPhoneInitialize) {
    version_ = tspi::version_1_4;
    EXPECT_EQ(initialize_ansi("a"), error(PHONEERR_INVALPARAM));
    EXPECT_EQ(fake_.count("providerInit"), 0U);
}

TEST_F(Initialize, NamesTheOwnerInBothForms) {
    EXPECT_EQ(initialize_ansi("T\xC3\xA9l\xC3\xA9phone \xF0\x9F\x93\x9E"), 0);
    phone_ = open(app_);

    EXPECT_EQ(owner_name(phoneGetStatusA),
              std::string("T\xC3\xA9l\xC3\xA9phone \xF0\x9F\x93\x9E\0", 17));
    EXPECT_EQ(owner_name(phoneGetStatus), owner_name(phoneGetStatusA));
    const std::u16string wide(u"Téléphone 📞\0", 13);
    EXPECT_EQ(owner_name(phoneGetStatusW),
              std::string(reinterpret_cast<const char*>(wide.data()), wide.size() * 2));
}

TEST_F(Initialize, NamesAnApplicationWithoutANameByItsProgram) {
    EXPECT_EQ(initialize_ansi(nullptr), 0);
    phone_ = open(app_);

    const std::string name = owner_name(phoneGetStatusA);

    EXPECT_NE(name.find("tapi32_test"), std::string::npos) << name;
}

TEST_F(Initialize, RefusesANameThatIsNoText) {
    EXPECT_EQ(initialize_ansi("\xFF\xFE"), error(PHONEERR_INVALAPPNAME));
    EXPECT_EQ(phoneInitialize(
                  &app_,
                  nullptr,
                  [](DWORD, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR) {},
                  "\xC3",
                  &phones_),
              error(PHONEERR_INVALAPPNAME));
}

TEST_F(Initialize, RefusesNullPointersAndShortParameters) {
    const auto given = error(PHONEERR_INVALPOINTER);
    EXPECT_EQ(phoneInitializeExA(nullptr, nullptr, nullptr, "a", &phones_, &version_, &parameters_),
              given);
    EXPECT_EQ(phoneInitializeExA(&app_, nullptr, nullptr, "a", nullptr, &version_, &parameters_),
              given);
    EXPECT_EQ(phoneInitializeExA(&app_, nullptr, nullptr, "a", &phones_, nullptr, &parameters_),
              given);
    EXPECT_EQ(phoneInitializeExA(&app_, nullptr, nullptr, "a", &phones_, &version_, nullptr),
              given);
    EXPECT_EQ(phoneInitialize(&app_, nullptr, nullptr, "a", &phones_), given);
    EXPECT_EQ(phoneGetMessage(1, nullptr, 0), given);
    parameters_.dwTotalSize = sizeof(parameters_) - 1;
    EXPECT_EQ(initialize_ansi("a"), error(PHONEERR_STRUCTURETOOSMALL));
}

// TAPI: phoneInitializeEx: REINIT until the last application has shut down.
TEST_F(Initialize, RefusesNewApplicationsAfterAReinit) {
    const HPHONEAPP first = initialize();
    fake_.raw_event(nullptr, PHONE_STATE, PHONESTATE_REINIT, 0, 0);

    EXPECT_EQ(initialize_ansi("second"), error(PHONEERR_REINIT));
    EXPECT_EQ(phoneShutdown(first), 0);
    EXPECT_EQ(initialize_ansi("second"), 0);
}

TEST_F(Initialize, SaysWhichProviderCouldNotBeLoaded) {
    write_list("1 = /nowhere/missing.tsp\n2 = " + std::string(OFFHOOK_FAKE_TSP) + "\n");

    EXPECT_EQ(initialize_ansi("a"), 0);

    EXPECT_EQ(phones_, 1U);
    EXPECT_EQ(fake_.count("providerEnumDevices(2,"), 1U);
    EXPECT_NE(read(log()).find("/nowhere/missing.tsp"), std::string::npos) << read(log());
}

TEST_F(Initialize, SaysWhereTheListOfProvidersIsWrong) {
    write_list("1 = /a.tsp\nx = /b.tsp\n");

    EXPECT_EQ(initialize_ansi("a"), error(PHONEERR_INIFILECORRUPT));

    EXPECT_NE(read(log()).find("providers:2: 'x' is no ID"), std::string::npos) << read(log());
}

}  // namespace
}  // namespace offhook::tapi
