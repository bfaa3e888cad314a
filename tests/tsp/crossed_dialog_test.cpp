#include "tests/tsp/crossed.hpp"
#include "tsp/ui/dialog_line.hpp"

// The dialogs' questions over TSPI_providerGenericDialogData, with a handset in memory and in
// virtual time: what an application sends, through a host that copies the block.

namespace offhook::tests {
namespace {

using namespace std::chrono_literals;
using namespace tsp::ui;

constexpr DWORD of_provider = DWORD{TUISPIDLL_OBJECT_PROVIDERID};
constexpr DWORD of_phone = DWORD{TUISPIDLL_OBJECT_PHONEID};
constexpr LONG wrong = static_cast<LONG>(LINEERR_INVALPARAM);

decltype(&TSPI_providerGenericDialogData) the_entry = nullptr;

LONG CALLBACK carry(DWORD_PTR object, DWORD type, LPVOID block, DWORD size) {
    auto* const bytes = static_cast<std::uint8_t*>(block);
    std::vector<std::uint8_t> copy(bytes, bytes + size);
    const LONG result = the_entry(object, type, copy.data(), size);
    if (result == 0) std::copy(copy.begin(), copy.end(), bytes);
    return result;
}

class CrossedDialog : public Crossed {
protected:
    CrossedDialog() { the_entry = OFFHOOK_TSPI(tsp, providerGenericDialogData); }

    template <class Answer>
    Answer ask(const question& what) {
        const auto found = provider_line.ask(what);
        if (!found.value) throw std::runtime_error(found.problem);
        return std::get<Answer>(*found.value);
    }

    handset_status status() { return ask<handset_status>(ask_status{1}); }

    const dialog_line provider_line{carry, permanent_id, of_provider};
    const dialog_line phone_line{carry, first_device, of_phone};
};

}  // namespace

TEST_F(CrossedDialog, WithoutASessionOnlyTheProviderAnswers) {
    shut_down();
    EXPECT_FALSE(ask<overview>(ask_overview{}).in_session);
    EXPECT_TRUE(provider_line.ask_all_handsets().empty());
    EXPECT_EQ(ask<refusal>(ask_status{1}).reason,
              "no application uses the telephony service just now");
}

TEST_F(CrossedDialog, ListsThePhoneWithItsIdAndName) {
    EXPECT_TRUE(ask<overview>(ask_overview{}).in_session);
    const auto lines = provider_line.ask_all_handsets();
    ASSERT_FALSE(lines.empty());
    EXPECT_EQ(lines[0].number, 1U);
    EXPECT_EQ(lines[0].device, first_device);
    EXPECT_TRUE(lines[0].connected);
    EXPECT_FALSE(lines[0].name.empty());
}

TEST_F(CrossedDialog, FollowsTheHandsetsState) {
    EXPECT_EQ(status().keys_held, 0U);
    device.press(5, true);
    device.settle();
    EXPECT_EQ(status().keys_held, 1U);
    device.unplug();
    device.settle();
    EXPECT_FALSE(status().line.connected);
    EXPECT_FALSE(status().line.problem.empty());
}

TEST_F(CrossedDialog, APhonesDialogMeansItsPhone) {
    const auto found = phone_line.ask(ask_status{});
    ASSERT_TRUE(found.value);
    EXPECT_EQ(std::get<handset_status>(*found.value).line.device, first_device);

    const dialog_line other(carry, first_device + 9, of_phone);
    EXPECT_EQ(std::get<refusal>(*other.ask(ask_status{}).value).reason,
              "there is no such phone any more");
    EXPECT_EQ(ask<refusal>(ask_status{no_number}).reason, "there is no such phone any more");
}

TEST_F(CrossedDialog, RingsForAMomentAndSaysHowItWent) {
    ask<done>(ask_ring{1, 2, 0x7000});
    EXPECT_EQ(status().ring_trial, trial::under_way);
    device.settle();
    EXPECT_EQ(status().ring_mode, 2U);
    EXPECT_EQ(status().ring_volume, 0x7000U);
    EXPECT_EQ(ask<refusal>(ask_ring{1, 1, 9}).reason, "it is ringing already");
    device.pass(3s);
    EXPECT_EQ(status().ring_mode, 0U);
    EXPECT_EQ(status().ring_trial, trial::succeeded);
}

TEST_F(CrossedDialog, ARingThatTheHandsetRefusesHasFailed) {
    device.refuse(protocol::opcode::ring, protocol::status::hardware_fault);
    ask<done>(ask_ring{1, 1, 0x7000});
    device.settle();
    EXPECT_EQ(status().ring_trial, trial::failed);
    EXPECT_FALSE(status().trial_problem.empty());
}

TEST_F(CrossedDialog, ARingOfSomebodyElseGoesOn) {
    ask<done>(ask_ring{1, 2, 0x7000});
    device.settle();
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneSetRing)(9, phone, 3, 0xFFFF), 9);
    device.pass(3s);
    EXPECT_EQ(status().ring_mode, 3U);
    EXPECT_EQ(status().ring_trial, trial::succeeded);
}

TEST_F(CrossedDialog, ARingIsRefusedWhereItCannotBe) {
    EXPECT_EQ(ask<refusal>(ask_ring{1, 99, 9}).reason.substr(0, 19), "it has no melody 99");
    EXPECT_EQ(ask<refusal>(ask_ring{7, 1, 9}).reason, "there is no such phone any more");
    device.unplug();
    device.settle();
    EXPECT_EQ(ask<refusal>(ask_ring{1, 1, 9}).reason, "it is not connected");
}

TEST_F(CrossedDialog, ASessionMayEndWhileItRings) {
    ask<done>(ask_ring{1, 2, 0x7000});
    close();
    shut_down();
    EXPECT_FALSE(ask<overview>(ask_overview{}).in_session);
}

TEST_F(CrossedDialog, TheLevelOfTheLogChangesAtOnce) {
    const auto before = ask<overview>(ask_overview{}).level;
    ask<done>(ask_level{5});
    EXPECT_EQ(ask<overview>(ask_overview{}).level, 5U);
    ask<done>(ask_level{before});
}

TEST_F(CrossedDialog, WrongBlocksAndObjectsAreRefusedUntouched) {
    auto block = encode(question(ask_overview{}));
    const auto before = block;
    EXPECT_EQ(the_entry(1, DWORD{TUISPIDLL_OBJECT_LINEID}, block.data(), 4096), wrong);
    EXPECT_EQ(the_entry(1, DWORD{TUISPIDLL_OBJECT_DIALOGINSTANCE}, block.data(), 4096), wrong);
    EXPECT_EQ(the_entry(1, of_provider, block.data(), 4095), wrong);
    EXPECT_EQ(the_entry(1, of_provider, nullptr, 0), wrong);
    EXPECT_EQ(block, before);
    block[4] = 2;
    EXPECT_EQ(the_entry(1, of_provider, block.data(), 4096), 0);
    EXPECT_TRUE(std::holds_alternative<refusal>(*decode_answer(block).value));
}

}  // namespace offhook::tests
