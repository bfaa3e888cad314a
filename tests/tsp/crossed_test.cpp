#include "tests/tsp/crossed.hpp"

// Each of the nine asynchronous operations, crossed with everything that can become of it: it is
// completed once, with the code that the documents have for that.

namespace offhook::tests {
namespace {

using namespace std::chrono_literals;
using protocol::status;

constexpr DRV_REQUESTID id = 77;

/// Longer than anything lasts (firmware-protocol.md §12.3).
constexpr auto long_after = 40s;

class CrossedWith : public Crossed, public testing::WithParamInterface<crossed_operation> {
protected:
    /// It has ended so, and nothing comes later, nor after the close.
    void expect_end(LONG result) {
        expect_ends({{id, result}});
        device.pass(long_after);
        close();
        device.pass(1s);
        expect_ends({{id, result}});
    }
};

}  // namespace

TEST_P(CrossedWith, Acknowledgement) {
    EXPECT_EQ(GetParam().begin(tsp, id, phone), static_cast<LONG>(id));
    device.settle();

    expect_end(0);
}

TEST_P(CrossedWith, Refusal) {
    device.refuse(GetParam().code, status::hardware_fault);
    EXPECT_EQ(GetParam().begin(tsp, id, phone), static_cast<LONG>(id));
    device.settle();

    expect_end(failed());
}

TEST_P(CrossedWith, RefusalAsUnsupported) {
    device.refuse(GetParam().code, status::unsupported);
    EXPECT_EQ(GetParam().begin(tsp, id, phone), static_cast<LONG>(id));
    device.settle();

    expect_end(static_cast<LONG>(PHONEERR_OPERATIONUNAVAIL));
}

TEST_P(CrossedWith, TimeOut) {
    begin_held(GetParam(), id);
    device.pass(1s);
    expect_ends({});
    device.pass(11s);  // DL_BEGIN has the most, firmware-protocol.md §12

    expect_end(failed());
}

TEST_P(CrossedWith, Unplug) {
    begin_held(GetParam(), id);
    device.unplug();
    device.settle();

    expect_end(GetParam().unplugged);
}

TEST_P(CrossedWith, CloseByTheOnlyHandle) {
    begin_held(GetParam(), id);
    close();
    expect_ends({{id, failed()}});
    device.hold({});
    device.pass(long_after);

    expect_ends({{id, failed()}});
}

TEST_P(CrossedWith, Shutdown) {
    begin_held(GetParam(), id);
    shut_down();

    expect_ends({{id, failed()}});
}

// The handset starts anew under it: a setting is repeated, the others fail (§5.5).
TEST_P(CrossedWith, Resync) {
    begin_held(GetParam(), id);
    device.hold({});
    device.reboot();
    device.settle();

    expect_end(GetParam().repeated ? 0 : failed());
}

TEST_P(CrossedWith, ASecondHandsetInItsPlaceAfterAnUnplug) {
    begin_held(GetParam(), id);
    device.unplug();
    device.hold({});
    device.plug();
    device.pass(10s);
    expect_ends({{id, GetParam().unplugged}});
    EXPECT_EQ(GetParam().begin(tsp, id + 1, phone), static_cast<LONG>(id + 1));
    device.settle();

    expect_ends({{id, GetParam().unplugged}, {id + 1, 0}});
}

INSTANTIATE_TEST_SUITE_P(Each,
                         CrossedWith,
                         testing::ValuesIn(crossed_operations()),
                         [](const auto& one) { return std::string(one.param.name); });

/// What belongs to no operation alone.
class CrossedTogether : public Crossed {};

TEST_F(CrossedTogether, AllNineAtOnceEndOnceAtAClose) {
    std::set<protocol::opcode> codes{protocol::opcode::batch};
    for (const auto& each : crossed_operations()) codes.insert(each.code);
    device.hold(codes);
    std::vector<completed> expected;
    for (DRV_REQUESTID request = 1; const auto& each : crossed_operations()) {
        EXPECT_EQ(each.begin(tsp, request, phone), static_cast<LONG>(request));
        expected.push_back({request++, failed()});
    }
    device.settle();
    expect_ends({});

    close();
    expect_ends(expected);
    device.hold({});
    device.pass(long_after);
    expect_ends(expected);
}

// Ownership: a device is one host's, and one open handle's.
TEST_F(CrossedTogether, APhoneIsOpenedOnceAtATime) {
    HDRVPHONE second = nullptr;
    const auto name = reinterpret_cast<HTAPIPHONE>(std::uintptr_t{0x2000});
    const auto open_again = [&] {
        return OFFHOOK_TSPI(tsp, phoneOpen)(
            first_device, name, &second, tspi::version_3_1, recorder::event());
    };
    EXPECT_EQ(open_again(), static_cast<LONG>(PHONEERR_INUSE));

    close();
    EXPECT_EQ(open_again(), 0);
    EXPECT_EQ(crossed_operations()[6].begin(tsp, 1, phone),
              static_cast<LONG>(PHONEERR_INVALPHONEHANDLE))
        << "the handle is of a phone that was closed";
    EXPECT_EQ(crossed_operations()[6].begin(tsp, 2, second), 2);
    device.settle();
    expect_ends({{2, 0}});
}

}  // namespace offhook::tests
