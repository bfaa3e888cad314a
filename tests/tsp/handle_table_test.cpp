#include "tsp/handle_table.hpp"

#include "tsp/tspi.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace offhook::tsp {
namespace {

using table = handle_table<HDRVPHONE, int>;

TEST(HandleTable, FindsWhatItGaveAHandleTo) {
    table handles;
    const auto one = handles.insert(std::make_shared<int>(1));
    const auto two = handles.insert(std::make_shared<int>(2));

    EXPECT_NE(one, nullptr);
    EXPECT_NE(one, two);
    EXPECT_EQ(*handles.find(one), 1);
    EXPECT_EQ(*handles.find(two), 2);
}

TEST(HandleTable, AStaleHandleFindsNothingForEver) {
    table handles;
    const auto stale = handles.insert(std::make_shared<int>(1));
    EXPECT_EQ(*handles.take(stale), 1);

    const auto next = handles.insert(std::make_shared<int>(2));

    EXPECT_NE(next, stale);
    EXPECT_EQ(handles.find(stale), nullptr);
    EXPECT_EQ(handles.take(stale), nullptr);
}

TEST(HandleTable, NullAndInventedHandlesFindNothing) {
    table handles;
    const auto given = handles.insert(std::make_shared<int>(1));

    EXPECT_EQ(handles.find(nullptr), nullptr);
    EXPECT_EQ(handles.find(reinterpret_cast<HDRVPHONE>(std::uintptr_t{0xDEADBEEF})), nullptr);
    EXPECT_NE(handles.find(given), nullptr);
}

TEST(HandleTable, TakesAllAtOnce) {
    table handles;
    const auto one = handles.insert(std::make_shared<int>(1));
    static_cast<void>(handles.insert(std::make_shared<int>(2)));

    EXPECT_EQ(handles.take_all().size(), 2U);
    EXPECT_EQ(handles.find(one), nullptr);
    EXPECT_TRUE(handles.take_all().empty());
}

TEST(HandleTable, OneOfManyCallersGetsTheObject) {
    table handles;
    const auto handle = handles.insert(std::make_shared<int>(1));
    std::atomic<int> got{0};
    std::vector<std::thread> callers;

    for (int i = 0; i < 8; ++i) {
        callers.emplace_back([&] { got += handles.take(handle) ? 1 : 0; });
    }
    for (auto& each : callers) each.join();

    EXPECT_EQ(got, 1);
}

}  // namespace
}  // namespace offhook::tsp
