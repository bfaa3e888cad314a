#include "tests/wine/dialogs/fixture.hpp"
#include "tsp/ui/dialog_line.hpp"

// TUISPI_providerConfig: what it shows, tries and saves.

namespace offhook::tests {
namespace {

using namespace tsp::ui;

constexpr LONG no_answer = static_cast<LONG>(LINEERR_OPERATIONFAILED);

/// The row of the simulator's handset; the first one is every handset on USB.
constexpr int handset = 1;

/// A provider with very many handsets.
LONG answer_for_many(std::vector<std::uint8_t>& block) {
    const auto asked = decode_question(block);
    if (!asked.value) return no_answer;
    answer told = done{};
    if (std::holds_alternative<ask_overview>(*asked.value)) told = overview{true, 3, 0, ""};
    if (const auto* list = std::get_if<ask_handsets>(&*asked.value)) {
        handset_page page{300, list->first, {}};
        for (auto i = list->first; i < 300; ++i) {
            const auto number = std::to_string(1000 + i);
            page.lines.push_back(
                {i + 1, i, true, "hid:1209:4F53:" + number, "Desk Phone " + number, ""});
        }
        told = page;
    }
    if (const auto* status = std::get_if<ask_status>(&*asked.value)) {
        handset_status one;
        one.line.number = status->number;
        one.line.problem = "status of " + std::to_string(status->number);
        told = one;
    }
    block = encode(told);
    return 0;
}

}  // namespace

TEST_F(Dialogs, ConfigShowsTheHandsetAndHowItStands) {
    open_config();
    select_row(handset);
    user->await_text(IDC_STATUS, "State: connected");
    user->await_text(IDC_STATUS, "Address: " + address);
    user->await_text(IDC_STATUS, "Phone ID: 3");
    user->await_text(IDC_NOTE, "Changes take effect when the telephony service starts next");
    user->take_picture("config-handsets");
    user->press(VK_ESCAPE);
    EXPECT_EQ(user->result(), 0);
}

TEST_F(Dialogs, ConfigFollowsTheHandset) {
    open_config();
    select_row(handset);
    user->await_text(IDC_STATUS, "handset on hook");
    act("hook", {{"device", "handset"}, {"mode", "micspeaker"}});
    user->await_text(IDC_STATUS, "handset off hook");
    act("press", {{"key", "5"}});
    user->await_text(IDC_STATUS, "keys held: 1");
    act("release", {{"key", "5"}});
    act("display", {{"text", "Hello"}});
    user->await_text(IDC_STATUS, "Display: Hello");
    act("hook", {{"device", "handset"}, {"mode", "onhook"}});
    act("unplug");
    user->await_text(IDC_STATUS, "State: not connected");
    EXPECT_TRUE(comes_true([this] { return !user->is_enabled(IDC_RING); }));
    act("plug");
    user->await_text(IDC_STATUS, "State: connected");
    EXPECT_TRUE(comes_true([this] { return user->is_enabled(IDC_RING); }));
}

TEST_F(Dialogs, ConfigRingsTheHandsetByKeyboard) {
    open_config();
    select_row(handset);
    user->await_text(IDC_STATUS, "State: connected");
    user->press_alt('r');
    await_handset({{"ring", {{"mode", 1}}}});
    user->await_text(IDC_TRIAL, "Ringing");
    user->await_text(IDC_TRIAL, "It rang.");
    await_handset({{"ring", {{"mode", 0}}}});
}

TEST_F(Dialogs, ConfigSavesWhatWasChangedAndKeepsTheRest) {
    const auto before = settings();
    open_config();
    turn_page();
    user->press_alt('s');
    EXPECT_TRUE(comes_true([this] { return user->has_focus(IDC_SETTING); }));
    user->type("2500");
    user->await_text(IDC_SETTING, "2500");
    user->take_picture("config-settings");
    user->press(VK_RETURN);
    EXPECT_EQ(user->result(), 0);
    EXPECT_EQ(settings(), before + "timeouts_ms:\n  setting: 2500\n");
}

TEST_F(Dialogs, ConfigAppliesTheLevelOfTheLogAtOnceAndStaysOpen) {
    open_config();
    EXPECT_TRUE(comes_true([this] { return !user->is_enabled(IDC_APPLY); }));
    turn_page();
    user->press_alt('v');
    user->press(VK_UP);  // from off to error
    EXPECT_TRUE(comes_true([this] { return user->is_enabled(IDC_APPLY); }));
    user->press_alt('a');
    user->await_text(IDC_NOTE, "Saved. ");
    EXPECT_NE(settings().find("level: error"), std::string::npos);
    const dialog_line line(callback(), provider_id, DWORD{TUISPIDLL_OBJECT_PROVIDERID});
    EXPECT_EQ(std::get<overview>(*line.ask(ask_overview{}).value).level, 4U);
    EXPECT_FALSE(user->is_enabled(IDC_APPLY));
}

TEST_F(Dialogs, ConfigCancelledSavesNothing) {
    const auto before = settings();
    open_config();
    tick_row(0);
    EXPECT_TRUE(comes_true([this] { return user->is_enabled(IDC_APPLY); }));
    user->press(VK_ESCAPE);
    EXPECT_EQ(user->result(), 0);
    EXPECT_EQ(settings(), before);
}

TEST_F(Dialogs, ConfigSaysWhatIsWrongAndLeadsThere) {
    open_config();
    turn_page();
    user->press_alt('o');
    user->type("5");
    user->press(VK_RETURN);
    EXPECT_EQ(user->answer_box(IDOK), "Open: '5' is not a whole number from 10 to 600000 ms.");
    EXPECT_TRUE(comes_true([this] { return user->has_focus(IDC_OPEN); }));
    EXPECT_TRUE(IsWindow(user->window()));
}

TEST_F(Dialogs, ConfigWantsAHandset) {
    open_config();
    tick_row(handset);
    user->press(VK_RETURN);
    EXPECT_NE(user->answer_box(IDOK).find("No handset is chosen"), std::string::npos);
    EXPECT_TRUE(comes_true([this] { return user->has_focus(IDC_LIST); }));
}

TEST_F(Dialogs, ConfigAddsAnAddressWithEnter) {
    open_config();
    user->press_alt('n');
    EXPECT_TRUE(comes_true([this] { return user->has_focus(IDC_ADDRESS); }));
    user->type("sim:127.0.0.1:9/2");
    user->press(VK_RETURN);
    EXPECT_TRUE(comes_true([this] { return rows() == 3; }));
    EXPECT_TRUE(comes_true([this] { return user->text(IDC_ADDRESS).empty(); }));
    user->press(VK_RETURN);
    EXPECT_EQ(user->result(), 0);
    EXPECT_NE(settings().find("  - sim:127.0.0.1:9/2\n"), std::string::npos);
}

TEST_F(Dialogs, ConfigSaysWhyAnAddressIsNone) {
    open_config();
    user->press_alt('n');
    user->type("sim:nowhere");
    user->press_alt('d');
    EXPECT_NE(user->answer_box(IDOK).find("sim:"), std::string::npos);
    EXPECT_TRUE(comes_true([this] { return user->has_focus(IDC_ADDRESS); }));
    EXPECT_EQ(rows(), 2);
}

TEST_F(Dialogs, ConfigSaysThatItMayNotSave) {
    // A folder in the file's place stands for missing rights.
    open_config();
    std::filesystem::remove(file);
    std::filesystem::create_directories(file + "/inside");
    tick_row(0);
    user->press(VK_RETURN);
    EXPECT_NE(user->answer_box(IDOK).find(file), std::string::npos);
    EXPECT_TRUE(IsWindow(user->window()));
}

TEST_F(Dialogs, ConfigTellsOfAMistakeInTheFile) {
    write_settings("devices:\n  - " + address + "\nlog:\n  level: loud\n");
    open_config();
    user->await_text(IDC_NOTE, "offhook.yaml:4:10: 'level' is");
}

TEST_F(Dialogs, ConfigWorksWhenTheProviderIsLost) {
    open_config();
    select_row(handset);
    user->await_text(IDC_STATUS, "State: connected");
    carry_with([](auto, auto, auto&) { return no_answer; });
    user->await_text(IDC_NOTE, "the telephony service does not answer (error 0x80000048)");
    user->await_text(IDC_STATUS, "Nothing is known of it now.");
    EXPECT_FALSE(user->is_enabled(IDC_RING));
    user->take_picture("config-lost");
    tick_row(0);
    user->press(VK_RETURN);
    EXPECT_EQ(user->result(), 0);
    EXPECT_NE(settings().find("hid:*"), std::string::npos);
}

TEST_F(Dialogs, ConfigDoesNotTrustTheProvider) {
    carry_with([](auto, auto, std::vector<std::uint8_t>& block) {
        std::fill(block.begin(), block.end(), std::uint8_t{0xFF});
        return LONG{0};
    });
    open_config();
    user->await_text(IDC_NOTE, "the telephony service gave an answer that is not Offhook's");
    EXPECT_EQ(rows(), 2);
}

TEST_F(Dialogs, ConfigWithoutASessionShowsTheSettings) {
    tsp.end();
    open_config();
    user->await_text(IDC_NOTE, "Nobody uses the telephony service now");
    EXPECT_EQ(rows(), 2);
    select_row(handset);
    user->await_text(IDC_STATUS, "Nothing is known of it now.");
}

TEST_F(Dialogs, ConfigHasRoomForVeryManyHandsets) {
    carry_with([](auto, auto, std::vector<std::uint8_t>& block) { return answer_for_many(block); });
    open_config();
    EXPECT_TRUE(comes_true([this] { return rows() == 302; }));
    select_row(0);
    user->press(VK_END);
    user->await_text(IDC_STATUS, "status of 300");
    user->take_picture("config-many");
}

TEST_F(Dialogs, ConfigTalksToAProviderInAnotherProcess) {
    tsp.end();
    other_process other;
    EXPECT_NE(other.id(), GetCurrentProcessId());
    carry_with([&](DWORD_PTR object, DWORD type, std::vector<std::uint8_t>& block) {
        return other.carry(object, type, block);
    });
    open_config();
    select_row(handset);
    user->await_text(IDC_STATUS, "State: connected");
    user->press_alt('r');
    await_handset({{"ring", {{"mode", 1}}}});
    user->await_text(IDC_TRIAL, "It rang.");
    user.reset();
    carry_with([](auto, auto, auto&) { return no_answer; });
}

}  // namespace offhook::tests
