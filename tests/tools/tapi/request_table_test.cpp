#include "tools/tapi/request_table.hpp"

#include <gtest/gtest.h>

namespace offhook::tapi {
namespace {

completion_fate complete(request_table& table, DRV_REQUESTID request, LONG result = 0) {
    completion ended;
    return table.complete({.request = request, .result = result}, ended);
}

TEST(RequestTable, BeginsAtOneAgainAfterTheHighestNumber) {
    request_table table(highest_request_id);
    EXPECT_EQ(table.begin(1, 0), highest_request_id);
    EXPECT_EQ(table.begin(1, 0), 1U);
    EXPECT_EQ(table.begin(1, 0), 2U);
}

TEST(RequestTable, GivesNoNumberThatIsOutstanding) {
    request_table table(1, 4);
    for (DRV_REQUESTID expected = 1; expected <= 4; ++expected) {
        EXPECT_EQ(table.begin(1, 0), expected);
    }
    EXPECT_FALSE(table.refused(3));

    EXPECT_EQ(table.begin(1, 0), 3U);
}

TEST(RequestTable, KeepsACompletionUntilItsFunctionAccepted) {
    request_table table;
    const DRV_REQUESTID id = table.begin(7, 0);

    EXPECT_EQ(complete(table, id, -5), completion_fate::held);
    EXPECT_EQ(complete(table, id, -6), completion_fate::duplicate);

    const auto held = table.accepted(id);
    ASSERT_TRUE(held.has_value());
    EXPECT_EQ(held->result, -5);
    EXPECT_EQ(held->phone, 7U);
    EXPECT_EQ(table.outstanding(), 0U);
}

TEST(RequestTable, TellsLateFromUnknown) {
    request_table table;
    const DRV_REQUESTID id = table.begin(7, 0);
    EXPECT_FALSE(table.accepted(id).has_value());
    EXPECT_EQ(complete(table, id), completion_fate::ended);

    EXPECT_EQ(complete(table, id), completion_fate::late);
    EXPECT_EQ(complete(table, id + 1), completion_fate::unknown);
    EXPECT_EQ(complete(table, 0), completion_fate::unknown);
}

TEST(RequestTable, AbandonsTheAcceptedOperationsOfOneDevice) {
    request_table table;
    const DRV_REQUESTID mine = table.begin(7, 0);
    const DRV_REQUESTID elsewhere = table.begin(8, 1);
    const DRV_REQUESTID in_call = table.begin(7, 0);
    EXPECT_FALSE(table.accepted(mine).has_value());
    EXPECT_FALSE(table.accepted(elsewhere).has_value());

    const auto ended = table.abandon(0, -9);

    ASSERT_EQ(ended.size(), 1U);
    EXPECT_EQ(ended[0].request, mine);
    EXPECT_EQ(ended[0].result, -9);
    EXPECT_EQ(table.outstanding(), 2U);
    EXPECT_FALSE(table.refused(in_call));
}

}  // namespace
}  // namespace offhook::tapi
