#include "tsp/device_table.hpp"

#include <gtest/gtest.h>

namespace offhook::tsp {
namespace {

using table = device_table<int>;

std::shared_ptr<int> device(int value) {
    return std::make_shared<int>(value);
}

int at(const table& in, DWORD id) {
    const auto found = in.find(id);
    return found ? *found : -1;
}

TEST(DeviceTable, TheBlockIsInOrderOfRankWhoeverCameFirst) {
    table devices;
    devices.add({1, "b"}, device(12));
    devices.add({1, "a"}, device(11));
    devices.add({0, "z"}, device(10));
    EXPECT_EQ(devices.count(), 3U);
    devices.begin(7, 3);

    EXPECT_EQ(at(devices, 7), 10);
    EXPECT_EQ(at(devices, 8), 11);
    EXPECT_EQ(at(devices, 9), 12);
    EXPECT_EQ(at(devices, 6), -1);
    EXPECT_EQ(at(devices, 10), -1);
}

TEST(DeviceTable, BeforeTheSessionThereAreNoIdsAndNothingIsAnnounced) {
    table devices;
    const auto first = devices.add({0, ""}, device(1));
    EXPECT_EQ(at(devices, 0), -1);
    EXPECT_FALSE(devices.announce(first));
    EXPECT_FALSE(devices.create(first, 5));
}

TEST(DeviceTable, ALateDeviceIsAnnouncedOnceAndGetsAnyId) {
    table devices;
    const auto counted = devices.add({0, ""}, device(1));
    EXPECT_EQ(devices.count(), 1U);
    const auto between = devices.add({1, ""}, device(2));
    devices.begin(0, 1);
    const auto late = devices.add({2, ""}, device(3));

    EXPECT_FALSE(devices.announce(counted));
    EXPECT_TRUE(devices.announce(between));
    EXPECT_TRUE(devices.announce(late));
    EXPECT_FALSE(devices.announce(late));
    EXPECT_TRUE(devices.create(late, 900));
    EXPECT_TRUE(devices.create(between, 17));
    EXPECT_EQ(at(devices, 900), 3);
    EXPECT_EQ(at(devices, 17), 2);
}

TEST(DeviceTable, OnlyAnAnnouncedDeviceAndAFreeIdCanBeCreated) {
    table devices;
    devices.add({0, ""}, device(1));
    EXPECT_EQ(devices.count(), 1U);
    devices.begin(0, 1);
    const auto late = devices.add({1, ""}, device(2));

    EXPECT_FALSE(devices.create(late, 5)) << "not announced";
    EXPECT_TRUE(devices.announce(late));
    EXPECT_FALSE(devices.create(late, 0)) << "taken";
    EXPECT_FALSE(devices.create(late + 1, 5)) << "unknown";
    EXPECT_TRUE(devices.create(late, 5));
    EXPECT_FALSE(devices.create(late, 6)) << "has an ID";
}

TEST(DeviceTable, WhatTheHostDidNotCountInIsAnnouncedLikeALateOne) {
    table devices;
    devices.add({0, ""}, device(1));
    const auto second = devices.add({1, ""}, device(2));
    EXPECT_EQ(devices.count(), 2U);
    devices.begin(4, 1);

    EXPECT_EQ(at(devices, 4), 1);
    EXPECT_EQ(at(devices, 5), -1) << "another provider's";
    EXPECT_TRUE(devices.announce(second));
}

TEST(DeviceTable, ARemovedDeviceTellsItsIdIfTheHostKnowsIt) {
    table devices;
    const auto counted = devices.add({0, ""}, device(1));
    EXPECT_EQ(devices.count(), 1U);
    devices.begin(3, 1);
    const auto announced = devices.add({1, ""}, device(2));
    EXPECT_TRUE(devices.announce(announced));

    EXPECT_EQ(devices.remove(counted), 3U);
    EXPECT_EQ(devices.remove(counted), std::nullopt);
    EXPECT_EQ(devices.remove(announced), std::nullopt);
    EXPECT_EQ(at(devices, 3), -1);
    EXPECT_FALSE(devices.create(announced, 8)) << "gone before the host took it";
    EXPECT_TRUE(devices.all().empty());
}

TEST(DeviceTable, AfterTheEndNothingIsAnnounced) {
    table devices;
    devices.begin(0, 0);
    const auto late = devices.add({0, ""}, device(1));
    devices.end();
    EXPECT_FALSE(devices.announce(late));
}

}  // namespace
}  // namespace offhook::tsp
