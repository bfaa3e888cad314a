#include "tests/wine/dialogs/fixture.hpp"

#include <commctrl.h>

// TUISPI_phoneConfigDialog, TUISPI_providerInstall and TUISPI_providerRemove.

namespace offhook::tests {
namespace {

constexpr LONG cancelled = static_cast<LONG>(LINEERR_OPERATIONFAILED);

}  // namespace

TEST_F(Dialogs, PhoneShowsHowItStands) {
    open_phone();
    user->await_text(IDC_STATUS, "State: connected");
    user->await_text(IDC_STATUS, "Phone ID: 3");
    act("press", {{"key", "star"}});
    user->await_text(IDC_STATUS, "keys held: 1");
    act("release", {{"key", "star"}});
    user->take_picture("phone");
    user->press(VK_RETURN);
    EXPECT_EQ(user->result(), 0);
}

TEST_F(Dialogs, PhoneRingsWithTheMelodyAndVolumeThatAreChosen) {
    open_phone();
    user->await_text(IDC_STATUS, "State: connected");
    user->press_alt('m');
    user->press(VK_DOWN);
    user->press_alt('v');
    user->press(VK_END);
    user->press_alt('r');
    await_handset({{"ring", {{"mode", 2}, {"volume", 65535}}}});
    user->await_text(IDC_TRIAL, "It rang.");
}

TEST_F(Dialogs, PhoneSaysWhenTheProviderIsLost) {
    open_phone();
    user->await_text(IDC_STATUS, "State: connected");
    carry_with([](auto, auto, auto&) { return cancelled; });
    user->await_text(IDC_STATUS, "the telephony service does not answer");
    EXPECT_FALSE(user->is_enabled(IDC_RING));
}

TEST_F(Dialogs, PhoneThatIsNoneHasNoDialog) {
    open_phone(first_device + 7);
    EXPECT_EQ(user->result(), static_cast<LONG>(PHONEERR_BADDEVICEID));
    carry_with([](auto, auto, auto&) { return cancelled; });
    open_phone();
    EXPECT_EQ(user->result(), static_cast<LONG>(PHONEERR_OPERATIONFAILED));
    const auto dialog = OFFHOOK_OF(tsp, TUISPI_phoneConfigDialog);
    EXPECT_EQ(dialog(callback(), first_device, nullptr, L"wave/in"),
              static_cast<LONG>(PHONEERR_INVALDEVICECLASS));
}

TEST_F(Dialogs, InstallWithoutAWindowAsksNothing) {
    // The desktop is nobody's window, and one that is gone was somebody's.
    for (const HWND owner : {HWND{}, GetDesktopWindow(), reinterpret_cast<HWND>(INT_PTR{0x7FFF})}) {
        EXPECT_EQ(OFFHOOK_OF(tsp, TUISPI_providerInstall)(callback(), owner, provider_id), 0);
        EXPECT_EQ(OFFHOOK_OF(tsp, TUISPI_providerRemove)(callback(), owner, provider_id), 0);
    }
    EXPECT_TRUE(std::filesystem::exists(file));
}

TEST_F(Dialogs, InstallOffersToConfigure) {
    user.emplace([this](HWND owner) {
        return OFFHOOK_OF(tsp, TUISPI_providerInstall)(callback(), owner, provider_id);
    });
    static_cast<void>(user->box());
    user->take_picture("install");
    EXPECT_NE(user->answer_box(IDYES).find("Offhook is installed."), std::string::npos);
    user->await_text(IDC_FILE, file);
    user->press(VK_ESCAPE);
    EXPECT_EQ(user->result(), 0);
}

TEST_F(Dialogs, InstallMayBeLeftAtThat) {
    user.emplace([this](HWND owner) {
        return OFFHOOK_OF(tsp, TUISPI_providerInstall)(callback(), owner, provider_id);
    });
    static_cast<void>(user->answer_box(IDNO));
    EXPECT_EQ(user->result(), 0);
}

TEST_F(Dialogs, RemoveAsksWhetherTheSettingsGoToo) {
    const auto remove = [this](int button) {
        user.emplace([this](HWND owner) {
            return OFFHOOK_OF(tsp, TUISPI_providerRemove)(callback(), owner, provider_id);
        });
        EXPECT_NE(user->answer_box(button).find(file), std::string::npos);
        return user->result();
    };
    EXPECT_EQ(remove(IDCANCEL), cancelled);
    EXPECT_EQ(remove(IDNO), 0);
    EXPECT_TRUE(std::filesystem::exists(file));
    EXPECT_EQ(remove(IDYES), 0);
    EXPECT_FALSE(std::filesystem::exists(file));
}

}  // namespace offhook::tests
