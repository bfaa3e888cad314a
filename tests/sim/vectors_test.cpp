// The document's own examples, given to the handset as they stand.
#include "tests/support/vectors.hpp"
#include "tests/sim/bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace offhook::test {
namespace {

// The document's session.
constexpr std::uint8_t session = 0x5C;

const std::vector<vector>& document() {
    static const auto all = read_vectors("tests/vectors/vectors.json");
    return all;
}

const vector& example(std::string_view name) {
    for (const auto& one : document()) {
        if (one.name == name) return one;
    }
    throw std::out_of_range("no vector " + std::string(name));
}

sim::reports give(bench& desk, std::string_view name) {
    sim::reports out;
    for (const auto& report : example(name).reports) {
        for (auto& answer : desk.device.on_report(desk.now, report)) out.push_back(answer);
    }
    return out;
}

// A desk phone whose first session is the document's.
bench with_the_documents_session() {
    for (std::uint64_t seed = 0;; ++seed) {
        bench desk(sim::desk_profile(), seed);
        give(desk, "hello-request");
        if (desk.device.session() != session) continue;
        return bench(sim::desk_profile(), seed);
    }
}

TEST(HandsetVectors, AnswerByteForByte) {
    struct row {
        const char* request;
        const char* answer;
    };
    auto desk = with_the_documents_session();
    for (const auto& [request, answer] : {row{"hello-request", "hello-answer"},
                                          row{"lamp-steady", "lamp-ok"},
                                          row{"lamp-steady-again", "lamp-ok"},
                                          row{"vendor", "vendor-answer"}}) {
        SCOPED_TRACE(request);
        const auto said = give(desk, request);
        EXPECT_EQ(said, example(answer).reports);
    }
}

TEST(HandsetVectors, OfEveryRequestAreCarriedOutInTheOrderOfTheDocument) {
    auto desk = with_the_documents_session();
    give(desk, "hello-request");
    std::size_t count = 0;

    for (const auto& one : document()) {
        // The session is open already, and stays so.
        if (one.kind != "request" || one.name == "hello-request" || one.name == "bye") continue;
        SCOPED_TRACE(one.name);
        const auto before = desk.messages.size();

        desk.heard(give(desk, one.name));

        ASSERT_EQ(desk.messages.size(), before + 1);
        EXPECT_EQ(desk.messages.back().status(), status::ok) << text_of(desk.messages.back());
        ++count;
    }
    EXPECT_GT(count, 20U);
}

}  // namespace
}  // namespace offhook::test
