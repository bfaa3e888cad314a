#include "tests/tsp/crossed_socket.hpp"

// What becomes of all nine at the hands of people and of the host.

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
    "       GAIN: 25000, DISPLAY: 25000, SET_BUTTON: 25000, BATCH: 25000, VENDOR: 25000,\n"
    "       DL_BEGIN: 25000}}\n";

}  // namespace

TEST_F(CrossedSocket, Acknowledgement) {
    start();
    begin_all();

    expect_ends(works);
}

TEST_F(CrossedSocket, Unplug) {
    start(slow);
    begin_all();
    desk->operate(R"("do":"unplug")");

    expect_ends(unplugged);
}

TEST_F(CrossedSocket, TheSimulatorDies) {
    start(slow);
    begin_all();
    desk->kill();

    expect_ends(unplugged);
}

TEST_F(CrossedSocket, Close) {
    start(slow);
    begin_all();
    EXPECT_EQ(close(phone), 0);

    EXPECT_EQ(host.completions().size(), crossed_operations().size()) << "before it returned";
    expect_ends(fails);
}

TEST_F(CrossedSocket, Shutdown) {
    start(slow);
    begin_all();
    EXPECT_EQ(shut_down(), 0);

    EXPECT_EQ(host.completions().size(), crossed_operations().size()) << "before it returned";
    expect_ends(fails);
}

}  // namespace offhook::tests
