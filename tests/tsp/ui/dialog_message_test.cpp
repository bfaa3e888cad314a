#include "tsp/ui/dialog_message.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp::ui {
namespace {

handset_line line(std::uint32_t number, std::string name) {
    return {number, 3, true, "hid:1209:4F53:" + std::to_string(number), std::move(name), "why not"};
}

handset_status a_status() {
    handset_status status;
    status.line = line(2, "Desk Phone 7");
    status.info = "Offhook Desk Phone";
    status.hook = {1, 8, 0};
    status.ring_modes = 4;
    status.ring_mode = 2;
    status.ring_volume = 0x1234;
    status.lamps_lit = 3;
    status.keys_held = 1;
    status.columns = 16;
    status.display = "Hello";
    status.ring_trial = trial::failed;
    status.trial_problem = "timed out";
    return status;
}

const std::vector<question> questions{
    ask_overview{}, ask_handsets{7}, ask_status{2}, ask_ring{2, 3, 0x8000}, ask_level{6}};

std::vector<answer> answers() {
    return {overview{true, 2, 5, "C:\\ProgramData\\Offhook\\offhook.yaml"},
            handset_page{9, 0, {line(1, "one"), line(2, "two")}},
            a_status(),
            done{},
            refusal{"it is ringing already"}};
}

TEST(DialogMessage, EveryQuestionComesBackInABlockOfTheOneSize) {
    for (const auto& each : questions) {
        const auto block = encode(each);
        EXPECT_EQ(block.size(), block_size);
        EXPECT_EQ(decode_question(block).value, each);
        EXPECT_FALSE(decode_answer(block).value);
    }
}

TEST(DialogMessage, EveryAnswerComesBack) {
    for (const auto& each : answers()) {
        const auto block = encode(each);
        EXPECT_EQ(block.size(), block_size);
        EXPECT_EQ(decode_answer(block).value, each);
        EXPECT_FALSE(decode_question(block).value);
    }
}

TEST(DialogMessage, HasTheLayoutThatIsWrittenDown) {
    const auto block = encode(question(ask_ring{2, 3, 0x8001}));
    const protocol::byte_vector start(block.begin(), block.begin() + 20);
    EXPECT_EQ(start, (protocol::byte_vector{'O', 'F', 'U', 'I', 1, 0, 3, 0,    7,    0,
                                            0,   0,   2,   0,   0, 0, 3, 0x01, 0x80, 0}));
}

TEST(DialogMessage, AnotherSizeIsNoBlock) {
    auto block = encode(question(ask_overview{}));
    for (const std::size_t size : {0U, 1U, 11U, 12U, 4095U}) {
        const protocol::byte_vector part(block.begin(), block.begin() + static_cast<int>(size));
        EXPECT_FALSE(decode_question(part).value) << size;
    }
    block.push_back(0);
    EXPECT_FALSE(decode_question(block).value);
}

TEST(DialogMessage, AnotherVersionIsTold) {
    auto block = encode(question(ask_overview{}));
    block[4] = 2;
    const auto found = decode_question(block);
    EXPECT_FALSE(found.value);
    EXPECT_EQ(found.problem, block_problem::other_version);
}

TEST(DialogMessage, AWrongHeadIsMalformed) {
    // Magic, kind, length and the reserved field.
    for (const std::size_t at : {0U, 3U, 6U, 7U, 9U, 10U}) {
        auto block = encode(question(ask_status{1}));
        block[at] = 0x77;
        const auto found = decode_question(block);
        EXPECT_FALSE(found.value) << at;
        EXPECT_EQ(found.problem, block_problem::malformed) << at;
    }
}

TEST(DialogMessage, ABodyEndsWhereItSays) {
    for (const auto& each : answers()) {
        auto block = encode(each);
        const auto length = static_cast<std::uint8_t>(block[8]);
        block[8] = static_cast<std::uint8_t>(length + 1);
        EXPECT_FALSE(decode_answer(block).value) << "one byte more, kind " << each.index();
        if (length == 0) continue;
        block[8] = static_cast<std::uint8_t>(length - 1);
        EXPECT_FALSE(decode_answer(block).value) << "one byte less, kind " << each.index();
    }
}

TEST(DialogMessage, ValuesThatMeanNothingAreRefused) {
    auto level = encode(question(ask_level{6}));
    level[12] = 7;
    EXPECT_FALSE(decode_question(level).value);

    auto session = encode(answer(overview{true, 2, 0, ""}));
    session[12] = 2;
    EXPECT_FALSE(decode_answer(session).value);

    handset_status empty;
    auto status = encode(answer(empty));
    status[12 + status[8] - 2U] = 4;  // the trial, before an empty text
    EXPECT_FALSE(decode_answer(status).value);
}

TEST(DialogMessage, APageTakesTheLinesThatHaveRoom) {
    handset_page all;
    all.total = 100;
    for (std::uint32_t i = 1; i <= 100; ++i) all.lines.push_back(line(i, std::string(200, 'n')));
    const auto found = decode_answer(encode(answer(all)));
    ASSERT_TRUE(found.value);
    const auto& page = std::get<handset_page>(*found.value);
    EXPECT_EQ(page.total, 100U);
    EXPECT_GT(page.lines.size(), 10U);
    EXPECT_LT(page.lines.size(), 20U);
    EXPECT_EQ(page.lines.back(), all.lines[page.lines.size() - 1]);
}

TEST(DialogMessage, TheLongestLinesAndStatusHaveRoom) {
    const std::string longest(255, 'x');
    handset_status status = a_status();
    status.line.address = status.line.name = status.line.problem = longest;
    status.info = status.display = status.trial_problem = longest;
    EXPECT_EQ(decode_answer(encode(answer(status))).value, answer(status));

    handset_page page{1, 0, {status.line}};
    EXPECT_EQ(decode_answer(encode(answer(page))).value, answer(page));
}

TEST(DialogMessage, ALongTextIsCutBetweenCharacters) {
    const auto found = decode_answer(encode(answer(refusal{std::string(254, 'x') + "\u00FC!"})));
    ASSERT_TRUE(found.value);
    EXPECT_EQ(std::get<refusal>(*found.value).reason, std::string(254, 'x'));
}

}  // namespace
}  // namespace offhook::tsp::ui
