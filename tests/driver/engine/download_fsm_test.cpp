#include "driver/engine/download_fsm.hpp"

#include "driver/protocol/data_area.hpp"

#include <gtest/gtest.h>

using namespace offhook;
using namespace offhook::engine;
using protocol::opcode;
using protocol::status;

namespace {

outcome ok() {
    return {};
}

outcome next_offset(std::uint32_t next) {
    outcome told;
    told.data = protocol::encoded(protocol::dl_data_answer{next});
    return told;
}

outcome refused(status code, std::uint32_t detail = 0) {
    return {refusal(code), detail, {}};
}

download content(std::size_t size) {
    return {2, protocol::byte_vector(size, 9)};
}

protocol::dl_data data_of(const download_fsm& fsm) {
    const auto request = fsm.next();
    EXPECT_EQ(request->code, opcode::dl_data);
    return protocol::dl_data::decode(request->payload).value();
}

/// One that has begun; pieces of 64 - 5 = 59 bytes.
download_fsm begun(std::size_t size) {
    download_fsm fsm(content(size), 64);
    EXPECT_EQ(fsm.next()->code, opcode::dl_begin);
    fsm.on_ended(ok());
    return fsm;
}

}  // namespace

TEST(DownloadFsm, AnnouncesSendsAndEnds) {
    download_fsm fsm(content(100), 64);

    const auto begin = protocol::dl_begin::decode(fsm.next()->payload).value();
    EXPECT_EQ(begin, (protocol::dl_begin{2, 100, protocol::crc32(content(100).data)}));
    fsm.on_ended(ok());
    EXPECT_EQ(data_of(fsm).data.size(), 59U);
    fsm.on_ended(next_offset(59));
    EXPECT_EQ(data_of(fsm).offset, 59U);
    EXPECT_EQ(data_of(fsm).data.size(), 41U);
    fsm.on_ended(next_offset(100));
    EXPECT_EQ(fsm.next()->code, opcode::dl_end);
    EXPECT_EQ(fsm.result(), std::nullopt);
    fsm.on_ended(ok());
    EXPECT_FALSE(fsm.result()->error);
    EXPECT_EQ(fsm.next(), std::nullopt);
}

TEST(DownloadFsm, EmptiesAnAreaWithoutData) {
    auto fsm = begun(0);

    EXPECT_EQ(fsm.next()->code, opcode::dl_end);
}

TEST(DownloadFsm, KeepsTheOrderOfAllItsRequests) {
    auto fsm = begun(100);

    EXPECT_EQ(fsm.next()->key, download_key);
    EXPECT_NE(download_key, 0U);
}

TEST(DownloadFsm, GoesOnFromWhereTheDeviceIs) {
    auto fsm = begun(100);
    fsm.on_ended(next_offset(59));

    fsm.on_ended(refused(status::bad_offset, 10));

    EXPECT_EQ(data_of(fsm).offset, 10U);
    EXPECT_EQ(data_of(fsm).data.size(), 59U);
}

TEST(DownloadFsm, EndsWhenTheDeviceNeverAgreesOnAnOffset) {
    auto fsm = begun(100);
    int rewinds = 0;
    while (!fsm.result()) {
        ASSERT_LT(++rewinds, 100);
        fsm.on_ended(refused(status::bad_offset, 0));
    }
    EXPECT_EQ(fsm.result()->error, refusal(status::bad_offset));
}

TEST(DownloadFsm, EndsAsRefusedAtEveryStep) {
    download_fsm fsm(content(1), 64);
    fsm.on_ended(refused(status::no_space));
    EXPECT_EQ(fsm.result()->error, refusal(status::no_space));

    auto second = begun(1);
    second.on_ended(refused(status::bad_state));
    EXPECT_EQ(second.result()->error, refusal(status::bad_state));

    auto third = begun(1);
    third.on_ended(next_offset(1));
    third.on_ended(refused(status::bad_crc, 5));
    EXPECT_EQ(third.result()->error, refusal(status::bad_crc));
    EXPECT_EQ(third.result()->detail, 5U);
}

TEST(DownloadFsm, TakesNoNonsenseForAnOffset) {
    struct row {
        const char* name;
        outcome ended;
        boost::system::error_code error;
    };
    const row rows[] = {
        {"no offset", ok(), errc::bad_answer},
        {"no step forward", next_offset(0), errc::bad_answer},
        {"beyond the end", next_offset(101), errc::bad_answer},
        {"rewound too far", refused(status::bad_offset, 101), refusal(status::bad_offset)},
    };
    for (const auto& row : rows) {
        SCOPED_TRACE(row.name);
        auto fsm = begun(100);
        fsm.on_ended(row.ended);
        ASSERT_TRUE(fsm.result());
        EXPECT_EQ(fsm.result()->error, row.error);
    }
}
