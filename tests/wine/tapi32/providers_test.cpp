// The list of providers in the registry, and what providers do in the application's process:
// install, settings, remove (tspi-phone.md §1.3, §1.4, §1.6).

#include <array>
#include <cstring>
#include <vector>

#include "tests/wine/tapi32/fixture.hpp"

namespace offhook::tapi {
namespace {

class WindowsProviders : public windows_tapi {
protected:
    void use_own_ui() {
        const std::string path = std::filesystem::absolute(OFFHOOK_FAKE_TSP).string();
        fake_.set().ui_module = {path.begin(), path.end()};
    }

    /// IDs and file names as lineGetProviderListA or W gives them.
    template <typename Letter>
    static auto listed(LONG(WINAPI* function)(DWORD, LPLINEPROVIDERLIST)) {
        std::array<std::byte, 2048> room{};
        auto* list = reinterpret_cast<LINEPROVIDERLIST*>(room.data());
        list->dwTotalSize = room.size();
        EXPECT_EQ(function(TAPI_CURRENT_VERSION, list), 0);
        std::vector<std::pair<DWORD, std::basic_string<Letter>>> all;
        for (DWORD i = 0; i < list->dwNumProviders; ++i) {
            LINEPROVIDERENTRY entry{};
            std::memcpy(&entry,
                        room.data() + list->dwProviderListOffset + i * sizeof(entry),
                        sizeof(entry));
            all.emplace_back(
                entry.dwPermanentProviderID,
                reinterpret_cast<const Letter*>(room.data() + entry.dwProviderFilenameOffset));
        }
        return all;
    }
};

TEST_F(WindowsProviders, AreReadFromTheKeysThatWindowsUses) {
    set_number(L"NumProviders", 3);
    set_number(L"ProviderID1", 7);
    set_text(L"ProviderFilename1", "kmddsp.tsp");
    set_number(L"ProviderID2", 4);
    set_text(L"ProviderFilename2", "C:\\x\\y.tsp");

    using wide_list = std::vector<std::pair<DWORD, std::wstring>>;
    EXPECT_EQ(listed<wchar_t>(lineGetProviderListW),
              (wide_list{{1, wide(module_.path())}, {7, L"kmddsp.tsp"}, {4, L"C:\\x\\y.tsp"}}));
    using ansi_list = std::vector<std::pair<DWORD, std::string>>;
    EXPECT_EQ(listed<char>(lineGetProviderListA),
              (ansi_list{{1, module_.path()}, {7, "kmddsp.tsp"}, {4, "C:\\x\\y.tsp"}}));
}

TEST_F(WindowsProviders, AreLoadedAndThoseThatCannotBeAreNamed) {
    set_number(L"NumProviders", 2);
    set_number(L"ProviderID1", 2);
    set_text(L"ProviderFilename1", "nowhere.tsp");

    initialize();

    EXPECT_EQ(phones_, 1U);
    EXPECT_EQ(fake_.count("providerEnumDevices(1,"), 1U);
    EXPECT_NE(logged().find("nowhere.tsp"), std::string::npos) << logged();
}

TEST_F(WindowsProviders, MayBeNoneAtAll) {
    RegDeleteTreeW(HKEY_LOCAL_MACHINE, key);

    initialize();

    EXPECT_EQ(phones_, 0U);
    EXPECT_NE(logged().find("there are no phones"), std::string::npos) << logged();
    // To look makes no key: that takes an administrator.
    HKEY made = nullptr;
    EXPECT_EQ(RegOpenKeyExW(HKEY_LOCAL_MACHINE, key, 0, KEY_READ, &made), ERROR_FILE_NOT_FOUND);
}

TEST_F(WindowsProviders, SayWhatIsWrongWithTheirList) {
    set_number(L"NumProviders", 2);
    LINEPROVIDERLIST list{};
    list.dwTotalSize = sizeof(list);

    EXPECT_EQ(lineGetProviderListW(TAPI_CURRENT_VERSION, &list), error(LINEERR_INIFILECORRUPT));
    EXPECT_NE(logged().find("Telephony\\Providers lacks the ID"), std::string::npos) << logged();

    set_number(L"ProviderID1", 2);
    EXPECT_EQ(lineGetProviderListW(TAPI_CURRENT_VERSION, &list), error(LINEERR_INIFILECORRUPT));
    EXPECT_NE(logged().find("Telephony\\Providers lacks the name"), std::string::npos) << logged();
}

// TAPI: lineAddProvider, in both forms; an ID is not given twice.
TEST_F(WindowsProviders, AreAddedBehindTheOthersAndRenumberedWhenOneGoes) {
    use_own_ui();
    DWORD id = 0;
    EXPECT_EQ(lineAddProviderW(wide(module_.path()).c_str(), nullptr, &id), 0);
    EXPECT_EQ(id, 2U);
    EXPECT_EQ(lineAddProviderA(module_.path().c_str(), nullptr, &id), 0);
    EXPECT_EQ(id, 3U);
    EXPECT_EQ(fake_.count("uiProviderInstall(3,0,42)"), 1U);
    EXPECT_EQ(number(L"NumProviders"), 3);

    EXPECT_EQ(lineRemoveProvider(2, nullptr), 0);

    EXPECT_EQ(fake_.count("uiProviderRemove(2,0,42)"), 1U);
    EXPECT_EQ(number(L"NumProviders"), 2);
    EXPECT_EQ(number(L"ProviderID0"), 1);
    EXPECT_EQ(number(L"ProviderID1"), 3);
    EXPECT_EQ(number(L"ProviderID2"), -1);
    EXPECT_EQ(text(L"ProviderFilename2"), L"(missing)");
    EXPECT_EQ(number(L"NextProviderID"), 4);
}

// TSPI: TUISPIDLLCALLBACK: what the dialog says reaches the provider, and its answer comes back.
TEST_F(WindowsProviders, AreConfiguredByTheDialogOfTheirUiModule) {
    use_own_ui();

    EXPECT_EQ(lineConfigProvider(nullptr, 1), 0);

    EXPECT_EQ(fake_.count("providerGenericDialogData(1,3,4)"), 1U);
    EXPECT_EQ(fake_.count("uiProviderConfig(1,0,42)"), 1U);
}

TEST_F(WindowsProviders, KeepTheirPlaceWhenTheyRefuse) {
    use_own_ui();
    fake_.set().dialog_result = error(LINEERR_OPERATIONFAILED);
    DWORD id = 99;

    EXPECT_EQ(lineAddProviderW(wide(module_.path()).c_str(), nullptr, &id),
              error(LINEERR_OPERATIONFAILED));
    EXPECT_EQ(lineRemoveProvider(1, nullptr), error(LINEERR_OPERATIONFAILED));
    EXPECT_EQ(lineConfigProvider(nullptr, 1), error(LINEERR_OPERATIONFAILED));

    EXPECT_EQ(id, 99U);
    EXPECT_EQ(number(L"NumProviders"), 1);
    EXPECT_EQ(number(L"NextProviderID"), 2);
}

TEST_F(WindowsProviders, AreRefusedWhenTheyAreNone) {
    DWORD id = 0;
    EXPECT_EQ(lineAddProviderW(L"nowhere.tsp", nullptr, &id), error(LINEERR_OPERATIONFAILED));
    EXPECT_EQ(lineAddProviderW(L"kernel32.dll", nullptr, &id), error(LINEERR_OPERATIONFAILED));
    EXPECT_EQ(lineAddProviderW(nullptr, nullptr, &id), error(LINEERR_INVALPOINTER));
    EXPECT_EQ(lineAddProviderA(module_.path().c_str(), nullptr, nullptr),
              error(LINEERR_INVALPOINTER));
    EXPECT_EQ(lineRemoveProvider(9, nullptr), error(LINEERR_INVALPARAM));
    EXPECT_EQ(lineConfigProvider(nullptr, 9), error(LINEERR_INVALPARAM));
    EXPECT_EQ(number(L"NumProviders"), 1);
}

// TAPI: lineRemoveProvider: handles are closed by force, later uses get NODRIVER.
TEST_F(WindowsProviders, LeaveUnderARunningApplication) {
    initialize();
    HPHONE phone = open();

    EXPECT_EQ(lineRemoveProvider(1, nullptr), 0);

    PHONEMESSAGE news{};
    EXPECT_EQ(phoneGetMessage(app_, &news, 0), 0);
    EXPECT_EQ(DWORD(news.dwMessageID), DWORD(PHONE_CLOSE));
    EXPECT_EQ(phoneOpen(app_, 0, &phone, tspi::version_3_1, 0, 0, PHONEPRIVILEGE_OWNER),
              error(PHONEERR_NODRIVER));
    EXPECT_EQ(number(L"NumProviders"), 0);
}

// TAPI: phoneConfigDialog, in both forms.
TEST_F(WindowsProviders, ShowThePhonesDialog) {
    initialize();
    EXPECT_EQ(phoneConfigDialogW(0, nullptr, L"tapi/phone"), error(PHONEERR_OPERATIONUNAVAIL));
    use_own_ui();

    EXPECT_EQ(phoneConfigDialogW(0, nullptr, L"tapi/phone"), 0);
    EXPECT_EQ(phoneConfigDialogA(0, nullptr, "tapi/phone"), 0);
    EXPECT_EQ(phoneConfigDialogA(0, nullptr, nullptr), 0);
    EXPECT_EQ(phoneConfigDialogA(5, nullptr, nullptr), error(PHONEERR_BADDEVICEID));

    EXPECT_EQ(fake_.count("providerGenericDialogData(0,2,4)"), 3U);
    EXPECT_EQ(fake_.count("phoneConfigDialog(0,0,42)"), 3U);
}

}  // namespace
}  // namespace offhook::tapi
