// The line functions of a system without lines, and the list of providers.

#include <array>
#include <cstring>
#include <thread>

#include "tests/tools/tapi/api/tapi32_fixture.hpp"
#include "tools/tapi/api/tapi_application.h"

namespace offhook::tapi {
namespace {

class Lines : public tapi32_fixture {
protected:
    HLINEAPP initialize_lines() {
        LINEINITIALIZEEXPARAMS parameters{};
        parameters.dwTotalSize = sizeof(parameters);
        parameters.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
        HLINEAPP app = 0;
        DWORD version = tspi::version_2_0;
        EXPECT_EQ(lineInitializeExW(&app, nullptr, nullptr, u"x", &lines_, &version, &parameters),
                  0);
        EXPECT_EQ(version, tspi::version_3_1);
        EXPECT_NE(parameters.Handles.hEvent, nullptr);
        return app;
    }

    DWORD lines_ = 99;
};

TEST_F(Lines, AreNone) {
    DWORD value = 0;
    LINEEXTENSIONID extension{};
    HLINE line = 0;
    EXPECT_EQ(lineNegotiateAPIVersion(1, 0, 0x10003, 0x30001, &value, &extension),
              error(LINEERR_UNINITIALIZED));
    EXPECT_EQ(lineShutdown(1), error(LINEERR_UNINITIALIZED));

    const HLINEAPP app = initialize_lines();

    EXPECT_EQ(lines_, 0U);
    EXPECT_EQ(lineNegotiateAPIVersion(app, 0, 0x10003, 0x30001, &value, &extension),
              error(LINEERR_BADDEVICEID));
    EXPECT_EQ(lineNegotiateAPIVersion(app + 1, 0, 0x10003, 0x30001, &value, &extension),
              error(LINEERR_INVALAPPHANDLE));
    EXPECT_EQ(lineNegotiateExtVersion(app, 0, 0x30001, 0, 0, &value), error(LINEERR_BADDEVICEID));
    EXPECT_EQ(lineGetDevCaps(app, 0, 0x30001, 0, nullptr), error(LINEERR_INVALPOINTER));
    EXPECT_EQ(lineOpen(app, 0, &line, 0x30001, 0, 0, 0, 0, nullptr), error(LINEERR_BADDEVICEID));
    EXPECT_EQ(lineOpenW(app, LINEMAPPER, &line, 0x30001, 0, 0, 0, 0, nullptr),
              error(LINEERR_LINEMAPPERFAILED));
    EXPECT_EQ(lineShutdown(app), 0);
    EXPECT_EQ(fake_.count("providerInit"), 0U);
}

TEST_F(Lines, SendNoMessage) {
    const HLINEAPP app = initialize_lines();
    LINEMESSAGE news{};
    EXPECT_EQ(lineGetMessage(app, &news, 0), error(LINEERR_OPERATIONFAILED));
    EXPECT_EQ(lineGetMessage(app, nullptr, 0), error(LINEERR_INVALPOINTER));
    LONG result = 0;
    std::thread waiting([&] { result = lineGetMessage(app, &news, INFINITE); });

    EXPECT_EQ(lineShutdown(app), 0);
    waiting.join();

    EXPECT_EQ(result, error(LINEERR_INVALAPPHANDLE));
}

TEST_F(Lines, InitializeForOldApplicationsToo) {
    HLINEAPP app = 0;
    const auto callback = [](DWORD, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR) {};
    EXPECT_EQ(lineInitialize(&app, nullptr, callback, nullptr, &lines_), 0);
    EXPECT_EQ(lines_, 0U);
    EXPECT_EQ(lineInitialize(&app, nullptr, nullptr, nullptr, &lines_),
              error(LINEERR_INVALPOINTER));
    LINEMESSAGE news{};
    EXPECT_EQ(lineGetMessage(app, &news, 0), error(LINEERR_OPERATIONFAILED));
    EXPECT_EQ(lineShutdown(app), 0);
}

class ProviderList : public Lines {
protected:
    /// IDs and file names that lineGetProviderListA or W gives.
    std::vector<std::pair<DWORD, std::string>> get(decltype(&lineGetProviderListA) function) {
        std::array<std::byte, 2048> room{};
        LINEPROVIDERLIST list{};
        list.dwTotalSize = room.size();
        std::memcpy(room.data(), &list, sizeof(list));
        EXPECT_EQ(function(tspi::version_2_0, reinterpret_cast<LPLINEPROVIDERLIST>(room.data())),
                  0);
        std::memcpy(&list, room.data(), sizeof(list));
        EXPECT_EQ(DWORD(list.dwUsedSize), DWORD(list.dwNeededSize));
        std::vector<std::pair<DWORD, std::string>> all;
        for (DWORD i = 0; i < list.dwNumProviders; ++i) {
            LINEPROVIDERENTRY entry{};
            std::memcpy(
                &entry, room.data() + list.dwProviderListOffset + i * sizeof(entry), sizeof(entry));
            all.emplace_back(entry.dwPermanentProviderID,
                             std::string(reinterpret_cast<const char*>(room.data()) +
                                             entry.dwProviderFilenameOffset,
                                         entry.dwProviderFilenameSize));
        }
        return all;
    }
    using entries = std::vector<std::pair<DWORD, std::string>>;
    static std::string zero_terminated(std::string text) { return text + '\0'; }
};

TEST_F(ProviderList, IsGivenInBothForms) {
    write_list("4 = /x/\xC3\xA9.tsp # a comment\n\n7 = offhook.tsp\n");

    EXPECT_EQ(
        get(lineGetProviderListA),
        (entries{{4, zero_terminated("/x/\xC3\xA9.tsp")}, {7, zero_terminated("offhook.tsp")}}));
    EXPECT_EQ(get(lineGetProviderList), get(lineGetProviderListA));
    EXPECT_EQ(get(lineGetProviderListW)[0].second,
              std::string("/\0x\0/\0\xE9\0.\0t\0s\0p\0\0\0", 18));
}

TEST_F(ProviderList, SaysWhatItNeeds) {
    LINEPROVIDERLIST list{};
    list.dwTotalSize = sizeof(list);
    EXPECT_EQ(lineGetProviderListA(tspi::version_2_0, &list), 0);
    EXPECT_EQ(DWORD(list.dwNeededSize), sizeof(list) + 12 + sizeof(OFFHOOK_FAKE_TSP));
    EXPECT_EQ(DWORD(list.dwUsedSize), sizeof(list));
    EXPECT_EQ(DWORD(list.dwNumProviders), 0U);
    list.dwTotalSize = sizeof(list) - 1;
    EXPECT_EQ(lineGetProviderListW(tspi::version_2_0, &list), error(LINEERR_STRUCTURETOOSMALL));
    EXPECT_EQ(lineGetProviderListW(5, &list), error(LINEERR_INCOMPATIBLEAPIVERSION));
    EXPECT_EQ(lineGetProviderListW(tspi::version_2_0, nullptr), error(LINEERR_INVALPOINTER));
    write_list("1\n");
    list.dwTotalSize = sizeof(list);
    EXPECT_EQ(lineGetProviderListW(tspi::version_2_0, &list), error(LINEERR_INIFILECORRUPT));
}

TEST_F(ProviderList, TakesAProviderInAndGivesNoIdTwice) {
    std::filesystem::remove(list());
    DWORD id = 0;

    EXPECT_EQ(lineAddProviderA(OFFHOOK_FAKE_TSP, nullptr, &id), 0);
    EXPECT_EQ(id, 1U);
    EXPECT_EQ(get(lineGetProviderListA), (entries{{1, zero_terminated(OFFHOOK_FAKE_TSP)}}));
    EXPECT_EQ(lineRemoveProvider(1, nullptr), 0);
    EXPECT_TRUE(get(lineGetProviderListA).empty());

    const std::string path = OFFHOOK_FAKE_TSP;
    const std::u16string wide(path.begin(), path.end());
    EXPECT_EQ(lineAddProviderW(wide.c_str(), nullptr, &id), 0);
    EXPECT_EQ(id, 2U);
    initialize();
    EXPECT_EQ(phones_, 1U);
}

TEST_F(ProviderList, AsksTheProviderBeforeItTakesItInOrOut) {
    const std::string path = OFFHOOK_FAKE_TSP;
    fake_.set().ui_module = std::u16string(path.begin(), path.end());
    fake_.set().dialog_result = error(LINEERR_NOMULTIPLEINSTANCE);
    DWORD id = 0;

    EXPECT_EQ(lineAddProvider(OFFHOOK_FAKE_TSP, nullptr, &id), error(LINEERR_NOMULTIPLEINSTANCE));
    EXPECT_EQ(lineRemoveProvider(1, nullptr), error(LINEERR_NOMULTIPLEINSTANCE));
    EXPECT_EQ(lineConfigProvider(nullptr, 1), error(LINEERR_NOMULTIPLEINSTANCE));

    EXPECT_EQ(get(lineGetProviderListA).size(), 1U);
    EXPECT_EQ(fake_.count("uiProviderInstall(2,"), 1U);
    EXPECT_EQ(fake_.count("uiProviderRemove(1,"), 1U);
    EXPECT_EQ(fake_.count("uiProviderConfig(1,"), 1U);
}

TEST_F(ProviderList, RefusesWhatIsNoProvider) {
    DWORD id = 0;
    EXPECT_EQ(lineAddProvider("/nowhere/x.tsp", nullptr, &id), error(LINEERR_OPERATIONFAILED));
    EXPECT_EQ(lineAddProvider(OFFHOOK_NO_TSP, nullptr, &id), error(LINEERR_OPERATIONFAILED));
    EXPECT_EQ(lineAddProvider(nullptr, nullptr, &id), error(LINEERR_INVALPOINTER));
    EXPECT_EQ(lineAddProvider(OFFHOOK_FAKE_TSP, nullptr, nullptr), error(LINEERR_INVALPOINTER));
    EXPECT_EQ(lineRemoveProvider(9, nullptr), error(LINEERR_INVALPARAM));
    EXPECT_EQ(lineConfigProvider(nullptr, 9), error(LINEERR_INVALPARAM));
    EXPECT_NE(read(log()).find("/nowhere/x.tsp"), std::string::npos);
}

// TAPI: lineRemoveProvider: handles are closed by force, later uses get NODRIVER.
TEST_F(ProviderList, LosesAProviderUnderARunningApplication) {
    const HPHONEAPP app = initialize();
    HPHONE phone = open(app);

    EXPECT_EQ(lineRemoveProvider(1, nullptr), 0);

    PHONEMESSAGE news{};
    EXPECT_EQ(phoneGetMessage(app, &news, 0), 0);
    EXPECT_EQ(DWORD(news.dwMessageID), DWORD(PHONE_CLOSE));
    EXPECT_EQ(phoneClose(phone), error(PHONEERR_INVALPHONEHANDLE));
    EXPECT_EQ(phoneOpen(app, 0, &phone, tspi::version_3_1, 0, 0, PHONEPRIVILEGE_OWNER),
              error(PHONEERR_NODRIVER));
}

}  // namespace
}  // namespace offhook::tapi
