#include "tsp/ui/dialog_line.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <functional>

namespace offhook::tsp::ui {
namespace {

/// The host, as a dialog sees it: takes the block over, lets somebody answer, and brings it back.
struct host {
    std::function<LONG(std::span<std::uint8_t>)> answer;
    DWORD_PTR object = 0;
    DWORD type = 0;
};
host* the_host = nullptr;

LONG CALLBACK carry(DWORD_PTR object, DWORD type, LPVOID block, DWORD size) {
    the_host->object = object;
    the_host->type = type;
    auto* const bytes = static_cast<std::uint8_t*>(block);
    std::vector<std::uint8_t> copy(bytes, bytes + size);
    const LONG result = the_host->answer(copy);
    if (result == 0) std::copy(copy.begin(), copy.end(), bytes);
    return result;
}

class DialogLine : public testing::Test {
protected:
    DialogLine() { the_host = &host_; }

    void answer_with(std::function<answer(const question&)> tell) {
        host_.answer = [tell = std::move(tell)](std::span<std::uint8_t> block) {
            const auto asked = decode_question(block);
            if (!asked.value) return LONG{-1};
            std::ranges::copy(encode(tell(*asked.value)), block.begin());
            return LONG{0};
        };
    }

    host host_;
    dialog_line line_{carry, 17, DWORD{TUISPIDLL_OBJECT_PROVIDERID}};
};

TEST_F(DialogLine, CarriesTheQuestionForItsObjectAndTheAnswerBack) {
    answer_with([](const question& what) -> answer {
        return refusal{std::to_string(std::get<ask_status>(what).number)};
    });
    const auto found = line_.ask(ask_status{5});
    EXPECT_EQ(found.value, answer(refusal{"5"}));
    EXPECT_EQ(host_.object, 17U);
    EXPECT_EQ(host_.type, DWORD{TUISPIDLL_OBJECT_PROVIDERID});
}

TEST_F(DialogLine, SaysWhatTheHostSaid) {
    host_.answer = [](auto) { return static_cast<LONG>(LINEERR_OPERATIONFAILED); };
    const auto found = line_.ask(ask_overview{});
    EXPECT_FALSE(found.value);
    EXPECT_EQ(found.error, static_cast<LONG>(LINEERR_OPERATIONFAILED));
    EXPECT_EQ(found.problem, "the telephony service does not answer (error 0x80000048)");
}

TEST_F(DialogLine, TellsAnotherVersionFromNonsense) {
    host_.answer = [](std::span<std::uint8_t> block) {
        std::ranges::copy(encode(answer(done{})), block.begin());
        block[4] = 9;
        return LONG{0};
    };
    EXPECT_EQ(line_.ask(ask_overview{}).problem,
              "the telephony service runs another version of Offhook; start it anew");
    // A host that brings the question back unchanged.
    host_.answer = [](auto) { return LONG{0}; };
    EXPECT_EQ(line_.ask(ask_overview{}).problem,
              "the telephony service gave an answer that is not Offhook's");
}

TEST_F(DialogLine, WithoutACallbackThereIsNobodyToAsk) {
    const dialog_line none(nullptr, 0, 0);
    EXPECT_EQ(none.ask(ask_overview{}).problem, "the telephony service cannot be asked");
    EXPECT_TRUE(none.ask_all_handsets().empty());
}

TEST_F(DialogLine, TurnsThePagesOfTheList) {
    answer_with([](const question& what) -> answer {
        handset_page page{25, std::get<ask_handsets>(what).first, {}};
        for (auto i = page.first; i < 25 && i < page.first + 10; ++i) {
            page.lines.emplace_back().number = i + 1;
        }
        return page;
    });
    const auto all = line_.ask_all_handsets();
    ASSERT_EQ(all.size(), 25U);
    EXPECT_EQ(all.front().number, 1U);
    EXPECT_EQ(all.back().number, 25U);
}

TEST_F(DialogLine, DoesNotFollowPagesThatLeadNowhere) {
    answer_with([](const question&) -> answer { return handset_page{9, 0, {handset_line{}}}; });
    EXPECT_EQ(line_.ask_all_handsets().size(), 1U);  // the second page is the first one again
    answer_with([](const question&) -> answer { return handset_page{9, 0, {}}; });
    EXPECT_TRUE(line_.ask_all_handsets().empty());
    answer_with([](const question& what) -> answer {
        const auto first = std::get<ask_handsets>(what).first;
        return handset_page{0xFFFFFFFF, first, std::vector<handset_line>(50)};
    });
    EXPECT_LT(line_.ask_all_handsets().size(), 5000U);
}

}  // namespace
}  // namespace offhook::tsp::ui
