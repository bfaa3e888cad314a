#include "tests/tsp/crossed_faults.hpp"

// What becomes of all nine when the stream that carries the reports has faults: it comes in pieces,
// is reset, or stays open and carries nothing (firmware-protocol.md appendix B).

namespace offhook::tests {
namespace {

class CrossedStream : public CrossedWithFaults {
protected:
    /// What a host hears when each operation is asked for by itself, and then somebody is at the
    /// handset.
    struct heard {
        std::vector<LONG> results;
        std::vector<phone_event> events;
    };

    /// Request IDs count from 1. OTHER says that there is something new to read; how often it says
    /// so depends on when it is read.
    [[nodiscard]] static std::vector<phone_event> comparable(std::vector<phone_event> events,
                                                             DRV_REQUESTID before) {
        std::erase(events, state_event(PHONESTATE_OTHER));
        for (auto& each : events) {
            if (each.message == PHONE_DEVSPECIFIC && each.p1 != 0) each.p1 -= before;
        }
        return events;
    }

    [[nodiscard]] heard session(bool sliced) {
        start();
        if (sliced) desk->operate(R"("do":"fault","what":"slice","bytes":1)");
        host.forget_events();
        const auto before = request_;
        heard all;
        for (const auto& each : crossed_operations()) {
            EXPECT_GT(each.begin(tsp, ++request_, phone), 0) << each.name;
            all.results.push_back(host.result_of(request_));
        }
        desk->operate(R"("do":"tap","key":"5")");
        desk->operate(R"("do":"vendor","data":"0102030405")");
        desk->operate(R"("do":"hook","device":"handset","mode":"mic")");
        EXPECT_TRUE(host.comes(state_event(PHONESTATE_HANDSETHOOKSWITCH, PHONEHOOKSWITCHMODE_MIC)));
        all.events = comparable(host.events(), before);
        EXPECT_EQ(shut_down(), 0);
        return all;
    }

    /// The link was lost, and is there again by itself.
    void expect_return() {
        EXPECT_TRUE(host.comes(disconnected));
        EXPECT_TRUE(host.comes(connected));
        expect_recovery();
    }

private:
    DRV_REQUESTID request_ = 0;
};

}  // namespace

TEST_F(CrossedStream, SlicesChangeNothing) {
    const auto whole = session(false);

    EXPECT_EQ(whole.results, std::vector<LONG>(crossed_operations().size(), 0));
    const auto sliced = session(true);
    EXPECT_EQ(sliced.results, whole.results);
    EXPECT_EQ(sliced.events, whole.events);
}

TEST_F(CrossedStream, AHandsetIsOpenedThroughSlices) {
    start_desk();
    desk->operate(R"("do":"fault","what":"slice","bytes":3)");
    open_desk();

    expect_all_work();
}

// On a Unix socket a reset reads as an end, on TCP as a reset: the transport takes both for the
// same.
TEST_F(CrossedStream, AResetIsALostLink) {
    start({}, patient);
    host.forget_events();
    hold_all();
    begin_all();
    await_held();
    desk->operate(R"("do":"fault","what":"reset","now":true)");

    expect_ends(unplugged);
    expect_return();
}

// Neither an answer nor a close: the time-outs end the nine, then a PING finds out that the link is
// dead (firmware-protocol.md §12.4, §12.5).
TEST_F(CrossedStream, AHalfOpenStreamEndsAllInTime) {
    start({}, "{setting: 2000, slow: 2500, commit: 2500, link: 6000}");
    host.forget_events();
    desk->operate(R"("do":"fault","what":"half-open","now":true)");
    begin_all();

    expect_ends(fails);
    expect_return();
}

// Everything returns before the first time-out has ended anything.
TEST_F(CrossedStream, AHalfOpenStreamHoldsUpNobody) {
    start({}, "{link: 60000, setting: 60000, slow: 60000, commit: 60000}");
    desk->operate(R"("do":"fault","what":"half-open","now":true)");
    begin_all();
    DWORD mode = 0;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneGetLamp)(phone, 12, &mode), 0);
    EXPECT_EQ(status(phone).dwStatusFlags, PHONESTATUSFLAGS_CONNECTED) << "nobody knows yet";
    EXPECT_EQ(host.completions(), std::vector<completed>());

    EXPECT_EQ(close(phone), 0);
    EXPECT_EQ(host.completions().size(), crossed_operations().size()) << "before it returned";
    expect_ends(fails);
    EXPECT_EQ(shut_down(), 0);
    expect_nothing_more();
}

}  // namespace offhook::tests
