#include "tests/tsp/chain.hpp"
#include "tests/tsp/crossed.hpp"

#include <algorithm>
#include <optional>

// The same crossings over a socket: offhook.tsp itself, offhook-sim as a process, real time. All
// nine operations are under way at once.

namespace offhook::tests {
namespace {

/// A desk phone that needs longer for everything than any test.
constexpr std::string_view slow =
    "display: {rows: 2, columns: 24}\n"
    "ring_modes: 4\n"
    "pipe: {vendor_longest: 512}\n"
    "hooks: {handset: {}, speaker: {}}\n"
    "buttons: [{mode: feature, lamp: all, count: 4}]\n"
    "areas: [{size: 1024, access: [write, read]}]\n"
    "pace: {pending_ms: 250, latency_ms: {LAMP: 25000, RING: 25000, HOOK: 25000, VOLUME: 25000,\n"
    "       GAIN: 25000, DISPLAY: 25000, SET_BUTTON: 25000, VENDOR: 25000, DL_BEGIN: 25000}}\n";

class CrossedSocket : public Chain {
protected:
    /// Begins all nine on a handset of this profile; request IDs are 1 to 9.
    void begin_all(std::string_view profile) {
        std::vector<std::string> options;
        if (!profile.empty()) options = {"--profile", folder.write("profile.yaml", profile)};
        desk.emplace(folder, options);
        desk->start();
        ASSERT_EQ(start_provider(desk->address()), 1U);
        phone = open_phone();
        for (DRV_REQUESTID id = 1; const auto& each : crossed_operations()) {
            EXPECT_EQ(each.begin(tsp, id, phone), static_cast<LONG>(id)) << each.name;
            ++id;
        }
    }

    /// Each has ended once, with the result that `of` has for it.
    void expect_ends(const std::function<LONG(const crossed_operation&)>& of) {
        std::vector<completed> expected;
        for (DRV_REQUESTID id = 1; const auto& each : crossed_operations()) {
            EXPECT_EQ(host.result_of(id), of(each)) << each.name;
            expected.push_back({id++, of(each)});
        }
        auto ended = host.completions();
        std::ranges::sort(ended, {}, &completed::request);
        EXPECT_EQ(ended, expected);
    }

    std::optional<simulator> desk;
    HDRVPHONE phone = nullptr;
};

LONG fails(const crossed_operation&) {
    return failed();
}

}  // namespace

TEST_F(CrossedSocket, Acknowledgement) {
    begin_all({});

    expect_ends([](const auto&) { return LONG{0}; });
}

TEST_F(CrossedSocket, Unplug) {
    begin_all(slow);
    desk->operate(R"("do":"unplug")");

    expect_ends([](const auto& each) { return each.unplugged; });
}

TEST_F(CrossedSocket, TheSimulatorDies) {
    begin_all(slow);
    desk->kill();

    expect_ends([](const auto& each) { return each.unplugged; });
}

TEST_F(CrossedSocket, Close) {
    begin_all(slow);
    EXPECT_EQ(close(phone), 0);

    EXPECT_EQ(host.completions().size(), crossed_operations().size()) << "before it returned";
    expect_ends(fails);
}

TEST_F(CrossedSocket, Shutdown) {
    begin_all(slow);
    EXPECT_EQ(shut_down(), 0);

    EXPECT_EQ(host.completions().size(), crossed_operations().size()) << "before it returned";
    expect_ends(fails);
}

}  // namespace offhook::tests
