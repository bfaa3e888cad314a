#include "tsp/completion.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <thread>
#include <vector>

namespace offhook::tsp {
namespace {

struct completed {
    DRV_REQUESTID request;
    LONG result;
    bool operator==(const completed&) const = default;
};

std::mutex told_mutex;
std::vector<completed> told;

void CALLBACK on_completion(DRV_REQUESTID request, LONG result) {
    const std::lock_guard lock(told_mutex);
    told.push_back({request, result});
}

class CompletionTable : public testing::Test {
protected:
    CompletionTable() { told.clear(); }

    completion_table table{on_completion};
};

TEST_F(CompletionTable, TellsTheHostOnce) {
    const auto ticket = table.accept(7);
    ASSERT_TRUE(ticket);
    EXPECT_EQ(table.outstanding(), 1U);

    table.end(*ticket, -1);
    table.end(*ticket, 0);
    table.end_all(0);

    EXPECT_EQ(told, (std::vector<completed>{{7, -1}}));
    EXPECT_EQ(table.outstanding(), 0U);
}

TEST_F(CompletionTable, RefusesIdsThatNoHostMayUse) {
    EXPECT_FALSE(table.accept(0));
    EXPECT_FALSE(table.accept(0x80000000));
    EXPECT_TRUE(table.accept(0x7FFFFFFF));
}

TEST_F(CompletionTable, RefusesAnIdThatIsOutstanding) {
    const auto first = table.accept(7);

    EXPECT_FALSE(table.accept(7));
    table.end(*first, 0);
    EXPECT_TRUE(table.accept(7));
}

TEST_F(CompletionTable, ALateEndDoesNotMeetANewRequestWithTheSameId) {
    const auto first = table.accept(7);
    table.end(*first, 0);
    const auto second = table.accept(7);

    table.end(*first, -5);
    EXPECT_EQ(told, (std::vector<completed>{{7, 0}}));

    table.end(*second, -6);
    EXPECT_EQ(told, (std::vector<completed>{{7, 0}, {7, -6}}));
}

TEST_F(CompletionTable, AWithdrawnRequestIsNotToldOf) {
    const auto ticket = table.accept(7);

    EXPECT_TRUE(table.withdraw(*ticket));
    EXPECT_FALSE(table.withdraw(*ticket));
    table.end(*ticket, 0);

    EXPECT_TRUE(told.empty());
}

TEST_F(CompletionTable, EndsAllInTheOrderOfAcceptance) {
    const auto ignored = {table.accept(9), table.accept(3), table.accept(5)};
    ASSERT_EQ(ignored.size(), 3U);

    table.end_all(-2);

    EXPECT_EQ(told, (std::vector<completed>{{9, -2}, {3, -2}, {5, -2}}));
}

TEST_F(CompletionTable, AcceptsNothingOnceShutButStillEndsTheRest) {
    const auto ticket = table.accept(7);

    table.shut();

    EXPECT_FALSE(table.accept(8));
    table.end(*ticket, 0);
    EXPECT_EQ(told, (std::vector<completed>{{7, 0}}));
}

TEST_F(CompletionTable, EndsEachOnceWhenThreadsRace) {
    std::vector<completion_table::ticket> tickets;
    for (DRV_REQUESTID id = 1; id <= 500; ++id) tickets.push_back(*table.accept(id));

    std::thread one([&] {
        for (const auto each : tickets) table.end(each, 0);
    });
    std::thread two([&] { table.end_all(-1); });
    one.join();
    two.join();

    EXPECT_EQ(told.size(), 500U);
    EXPECT_EQ(table.outstanding(), 0U);
}

TEST_F(CompletionTable, HoldsNoLockWhileTheHostIsCalled) {
    static completion_table* under_test = nullptr;
    completion_table own([](DRV_REQUESTID, LONG) {
        // A host that asks back; with a lock held this would never return.
        static_cast<void>(under_test->outstanding());
        told.push_back({1, 1});
    });
    under_test = &own;
    const auto ticket = own.accept(1);

    own.end(*ticket, 0);

    EXPECT_EQ(told.size(), 1U);
}

}  // namespace
}  // namespace offhook::tsp
