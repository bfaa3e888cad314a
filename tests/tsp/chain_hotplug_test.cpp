#include "tests/tsp/chain.hpp"

#include <boost/json/array.hpp>

namespace offhook::tests {
namespace {

class ChainHotplug : public Chain {
protected:
    /// Three handsets, and those that are named are pulled out.
    void start_three(std::initializer_list<int> unplugged) {
        three.start();
        for (const int each : unplugged) pull(each);
    }

    void pull(int handset) {
        three.operate(R"("do":"unplug","handset":)" + std::to_string(handset));
    }

    void plug(int handset) { three.operate(R"("do":"plug","handset":)" + std::to_string(handset)); }

    /// Waits for the next PHONE_CREATE and says its temporary ID.
    DWORD_PTR created() {
        const auto event = host.next(PHONE_CREATE);
        EXPECT_EQ(event.phone, nullptr);
        EXPECT_EQ(event.p1, provider_handle);
        EXPECT_EQ(event.p3, 0U);
        return event.p2;
    }

    LONG create(DWORD_PTR number, DWORD id) {
        return OFFHOOK_TSPI(tsp, providerCreatePhoneDevice)(number, id);
    }

    /// A file by which handsets of the pattern are given up after so many seconds.
    [[nodiscard]] std::string forgetful(int seconds) const {
        return folder.write("offhook.yaml",
                            "devices: ['" + three.pattern() +
                                "']\nforget_after_s: " + std::to_string(seconds) + "\n");
    }

    simulator three{folder, {"--handsets", "3"}};
};

TEST_F(ChainHotplug, APatternIsAllThatArePluggedInInTheirOrder) {
    start_three({1});
    EXPECT_EQ(start_provider(three.pattern()), 2U);
    EXPECT_EQ(name_of_device(first_device), u"Desk SIM-0000");
    EXPECT_EQ(name_of_device(first_device + 1), u"Desk SIM-0002");
}

TEST_F(ChainHotplug, AHandsetThatIsPluggedInLaterIsANewPhoneWithAnyId) {
    start_three({1, 2});
    ASSERT_EQ(start_provider(three.pattern()), 1U);

    plug(1);
    const auto number = created();
    EXPECT_EQ(create(number + 1, 900), error(PHONEERR_BADDEVICEID));
    EXPECT_EQ(create(number, first_device), error(PHONEERR_BADDEVICEID)) << "taken";
    EXPECT_EQ(create(number, 900), 0);
    EXPECT_EQ(create(number, 901), error(PHONEERR_BADDEVICEID));

    DWORD version = 0;
    EXPECT_EQ(OFFHOOK_TSPI(tsp, phoneNegotiateTSPIVersion)(900, 0, ~0U, &version), 0);
    EXPECT_EQ(name_of_device(900), u"Desk SIM-0001");
    const auto phone = open_phone(900 - first_device);
    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_STEADY), 1);
    EXPECT_EQ(host.result_of(1), 0);

    plug(2);
    EXPECT_EQ(create(created(), 40), 0);
    EXPECT_EQ(name_of_device(40), u"Desk SIM-0002");
}

TEST_F(ChainHotplug, AReplugIsTheSamePhoneWithWhatWasSet) {
    start_three({1, 2});
    ASSERT_EQ(start_provider(three.pattern()), 1U);
    plug(1);
    ASSERT_EQ(create(created(), 20), 0);
    const auto phone = open_phone(20 - first_device);
    ASSERT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_FLUTTER), 1);
    ASSERT_EQ(host.result_of(1), 0);

    pull(1);
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_DISCONNECTED, 0, 20 - first_device)));
    EXPECT_EQ(set_lamp(2, phone, 12, PHONELAMPMODE_OFF), error(PHONEERR_INVALPHONESTATE));
    plug(1);
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_CONNECTED, 0, 20 - first_device)));

    const auto lamps = three.state(1).at("buttons").as_array();
    EXPECT_EQ(lamps.at(12).as_object().at("lamp").as_string(), "flutter");
    EXPECT_EQ(set_lamp(3, phone, 12, PHONELAMPMODE_OFF), 3);
    EXPECT_EQ(host.result_of(3), 0);
    EXPECT_EQ(host.count_of(PHONE_CREATE), 1U);
    EXPECT_EQ(host.count_of(PHONE_REMOVE), 0U);
}

TEST_F(ChainHotplug, AHandsetThatIsAwayForGoodIsRemovedAndComesBackAsANewPhone) {
    start_three({2});
    ASSERT_EQ(start_provider_from(forgetful(1)), 2U);
    const auto phone = open_phone(1);

    pull(1);
    EXPECT_TRUE(host.comes({nullptr, PHONE_REMOVE, first_device + 1, 0, 0}));

    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_OFF), error(PHONEERR_INVALPHONESTATE));
    EXPECT_EQ(close(phone), 0);
    HDRVPHONE again = nullptr;
    EXPECT_EQ(open(1, again), error(PHONEERR_NODRIVER));
    EXPECT_EQ(name_of_device(first_device), u"Desk SIM-0000") << "the other one stays";

    plug(1);
    EXPECT_EQ(create(created(), 33), 0);
    EXPECT_EQ(name_of_device(33), u"Desk SIM-0001");
}

TEST_F(ChainHotplug, AHandsetThatIsBackInTimeIsNotRemoved) {
    start_three({1, 2});
    ASSERT_EQ(start_provider_from(forgetful(5)), 1U);
    const auto phone = open_phone();
    pull(0);
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_DISCONNECTED)));
    plug(0);
    EXPECT_TRUE(host.comes(state_event(PHONESTATE_CONNECTED)));
    // One that is pulled out now is forgotten later than the first would have been.
    plug(1);
    ASSERT_EQ(create(created(), 50), 0);
    pull(1);
    EXPECT_TRUE(host.comes({nullptr, PHONE_REMOVE, 50, 0, 0}));

    EXPECT_EQ(host.count_of(PHONE_REMOVE), 1U);
    EXPECT_EQ(status(phone).dwStatusFlags, PHONESTATUSFLAGS_CONNECTED);
}

TEST_F(ChainHotplug, ANamedHandsetIsNoSecondPhoneForAPattern) {
    start_three({2});
    EXPECT_EQ(start_provider(three.pattern() + "," + three.address(1)), 2U);
}

TEST_F(ChainHotplug, AHostThatTakesNoNewPhonesIsLeftAlone) {
    start_three({1, 2});
    ASSERT_EQ(start_provider(three.pattern()), 1U);
    plug(1);
    (void)created();
    const auto phone = open_phone();
    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_STEADY), 1);
    EXPECT_EQ(host.result_of(1), 0);
    EXPECT_EQ(host.count_of(PHONE_CREATE), 1U);
}

}  // namespace
}  // namespace offhook::tests
