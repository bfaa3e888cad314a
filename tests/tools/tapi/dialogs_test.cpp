// Icons and dialogs: what a provider shows in the application's process (tspi-phone.md §1.6).

#include "tests/tools/tapi/host_fixture.hpp"

namespace offhook::tapi {
namespace {

class Dialogs : public host_fixture {
protected:
    void use_own_ui() {
        const std::string path = OFFHOOK_FAKE_TSP;
        fake_.set().ui_module = std::u16string(path.begin(), path.end());
    }
    static LPCWSTR wide(const char16_t* text) { return reinterpret_cast<LPCWSTR>(text); }
    LONG run(provider_dialog_kind kind) {
        return host_->run_provider_dialog(kind, {7, OFFHOOK_FAKE_TSP}, nullptr);
    }
};

// TSPI: TSPI_phoneGetIcon
TEST_F(Dialogs, GivesTheProvidersIcon) {
    start();
    const auto some = reinterpret_cast<HICON>(DWORD_PTR{0x1234});
    fake_.set().icon = some;
    HICON icon = nullptr;

    EXPECT_EQ(host_->phone_get_icon(0, wide(u"tapi/phone"), &icon), 0);
    EXPECT_EQ(icon, some);
    EXPECT_EQ(host_->phone_get_icon(0, nullptr, &icon), 0);
    EXPECT_EQ(fake_.count("phoneGetIcon(0,null)"), 1U);

    EXPECT_EQ(host_->phone_get_icon(1, nullptr, &icon), error(PHONEERR_BADDEVICEID));
    EXPECT_EQ(host_->phone_get_icon(0, nullptr, nullptr), error(PHONEERR_INVALPOINTER));
    EXPECT_EQ(host_->phone_shutdown(app_), 0);
    EXPECT_EQ(host_->phone_get_icon(0, nullptr, &icon), error(PHONEERR_UNINITIALIZED));
}

TEST_F(Dialogs, CarryTheDataOfAPhonesDialogToItsProviderAndBack) {
    start();
    use_own_ui();
    fake_.set().dialog_result = error(PHONEERR_INUSE);

    EXPECT_EQ(host_->phone_config_dialog(0, nullptr, nullptr), error(PHONEERR_INUSE));

    EXPECT_EQ(fake_.count("providerGenericDialogData(0,2,4)"), 1U);
    EXPECT_EQ(fake_.count("phoneConfigDialog(0,0,42)"), 1U);
}

TEST_F(Dialogs, AreUnavailableWithoutAUiModule) {
    start();

    EXPECT_EQ(host_->phone_config_dialog(0, nullptr, nullptr), error(PHONEERR_OPERATIONUNAVAIL));
    EXPECT_EQ(host_->phone_config_dialog(3, nullptr, nullptr), error(PHONEERR_BADDEVICEID));

    EXPECT_EQ(log().size(), 1U);
}

TEST_F(Dialogs, OfAProviderNeedNoSession) {
    start();
    EXPECT_EQ(host_->phone_shutdown(app_), 0);
    use_own_ui();

    EXPECT_EQ(run(provider_dialog_kind::install), 0);
    EXPECT_EQ(run(provider_dialog_kind::config), 0);
    EXPECT_EQ(run(provider_dialog_kind::remove), 0);

    EXPECT_EQ(fake_.count("providerGenericDialogData(7,3,4)"), 3U);
    EXPECT_EQ(fake_.count("uiProviderInstall(7,0,42)"), 1U);
    EXPECT_EQ(fake_.count("uiProviderConfig(7,0,42)"), 1U);
    EXPECT_EQ(fake_.count("uiProviderRemove(7,0,42)"), 1U);
}

TEST_F(Dialogs, OfAProviderMayBeOpenTwice) {
    start();
    use_own_ui();
    fake_.set().on_dialog = [this] {
        fake_.set().on_dialog = nullptr;
        EXPECT_EQ(run(provider_dialog_kind::config), 0);
    };

    EXPECT_EQ(run(provider_dialog_kind::config), 0);

    EXPECT_EQ(fake_.count("uiProviderConfig(7,0,42)"), 2U);
}

// TSPI: TUISPI_providerInstall: each of them is optional.
TEST_F(Dialogs, OfAProviderMayBeMissingButForItsSettings) {
    start();

    EXPECT_EQ(run(provider_dialog_kind::install), 0);
    EXPECT_EQ(run(provider_dialog_kind::remove), 0);
    EXPECT_EQ(run(provider_dialog_kind::config), error(LINEERR_OPERATIONFAILED));
    EXPECT_THROW(static_cast<void>(
                     host_->run_provider_dialog(provider_dialog_kind::install, {1, "/x"}, nullptr)),
                 load_error);
}

}  // namespace
}  // namespace offhook::tapi
