#include "tests/tsp/crossed_faults.hpp"

#include "driver/protocol/frame.hpp"
#include "driver/protocol/hello.hpp"
#include "driver/protocol/report_id.hpp"
#include "driver/protocol/sequence.hpp"
#include "driver/protocol/values.hpp"
#include "tests/sim/stream_client.hpp"

// What becomes of all nine when the handset refuses, says nothing, or loses the session.

namespace offhook::tests {
namespace {

using CrossedFaults = CrossedWithFaults;

/// Another program that talks to the handset, and takes it for itself.
class other_host {
public:
    explicit other_host(const std::string& socket) : client_(context_, {{}, 0, socket}) {
        client_.send(protocol::stream::select{});
        (void)client_.next_of<protocol::stream::plug>();
    }

    void say_hello() {
        const auto payload = protocol::encoded(
            protocol::hello{{1, 2, 3, 4, 5, 6, 7, 8}, protocol::major_version, 0});
        const protocol::frame request{.session = 0,
                                      .sequence = protocol::hello_sequence,
                                      .code = protocol::opcode::hello,
                                      .total = static_cast<std::uint16_t>(payload.size()),
                                      .data = payload};
        const auto report = protocol::encode_frame(protocol::report_id::frame_to_device, request);
        client_.send(protocol::stream::output{{report.begin(), report.end()}});
    }

private:
    boost::asio::io_context context_;
    test::stream_client client_;
};

/// In a new session a setting is repeated, the others fail (firmware-protocol.md §5.5).
LONG after_resync(const crossed_operation& what) {
    return what.repeated ? 0 : failed();
}

}  // namespace

TEST_F(CrossedFaults, Refusal) {
    start();
    fault_all(R"("what":"refuse","status":"HARDWARE_FAULT")");
    begin_all();

    expect_ends(fails);
    expect_recovery();
}

TEST_F(CrossedFaults, RefusalAsUnsupported) {
    start();
    fault_all(R"("what":"refuse","status":"UNSUPPORTED")");
    begin_all();

    expect_ends([](const auto&) { return static_cast<LONG>(PHONEERR_OPERATIONUNAVAIL); });
    expect_recovery();
}

// PINGs are answered, so the handset is not lost.
TEST_F(CrossedFaults, TimeOut) {
    start({}, "{setting: 2000, slow: 2500, commit: 2500}");
    host.forget_events();
    hold_all();
    begin_all();

    expect_ends(fails);
    expect_recovery();
    EXPECT_FALSE(has_come(disconnected)) << "it was there all the time";
}

TEST_F(CrossedFaults, Reboot) {
    start({}, patient);
    hold_all();
    begin_all();
    await_held();
    desk->operate(R"("do":"reboot")");
    desk->operate(R"("do":"clear")");

    expect_ends(after_resync);
    expect_recovery();
}

// Nobody tells the driver but the handset, by BAD_SESSION to its next request.
TEST_F(CrossedFaults, AnotherSession) {
    start({}, patient);
    other_host other(folder.file("wire"));
    const auto untold = add_fault(R"("what":"drop","at":"event")", R"("TAKEN")");
    hold_all();
    begin_all();
    await_held();
    other.say_hello();
    await_strikes(untold, 1);
    desk->operate(R"("do":"clear")");

    expect_ends(after_resync);
    expect_recovery();
}

// Two programs do not fight for it: this one comes back later.
TEST_F(CrossedFaults, AnotherProgramTakesTheHandset) {
    start({}, "{reconnect: 100}");
    other_host other(folder.file("wire"));
    host.forget_events();
    hold_all();
    begin_all();
    await_held();
    other.say_hello();

    expect_ends(unplugged);
    EXPECT_TRUE(host.comes(disconnected));
    EXPECT_TRUE(host.comes(connected));
    expect_recovery();
}

}  // namespace offhook::tests
