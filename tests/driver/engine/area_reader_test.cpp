#include "driver/engine/area_reader.hpp"

#include "driver/protocol/data_area.hpp"

#include <gtest/gtest.h>

using namespace offhook;
using namespace offhook::engine;

namespace {

constexpr std::size_t max_message = 64;  // pieces of 56 bytes
const protocol::byte_vector content(100, 7);

/// What a device with this content answers.
outcome answer(const request& asked, const protocol::byte_vector& all) {
    const auto wanted = protocol::ul_read::decode(asked.payload).value();
    const protocol::bytes_view view = all;
    const auto from = view.subspan(std::min<std::size_t>(wanted.offset, all.size()));
    const auto piece = from.first(std::min<std::size_t>(wanted.length, from.size()));
    outcome told;
    told.data = protocol::encoded(protocol::ul_read_answer{static_cast<std::uint32_t>(all.size()),
                                                           protocol::crc32(all),
                                                           {piece.begin(), piece.end()}});
    return told;
}

/// Requests until it is over.
int read_all(area_reader& reader, const protocol::byte_vector& all) {
    int requests = 0;
    for (; reader.next() && requests < 1000; ++requests) {
        reader.on_ended(answer(*reader.next(), all));
    }
    return requests;
}

outcome piece(std::uint32_t size, std::uint32_t crc, std::size_t bytes) {
    outcome told;
    told.data =
        protocol::encoded(protocol::ul_read_answer{size, crc, protocol::byte_vector(bytes)});
    return told;
}

}  // namespace

TEST(AreaReader, ReadsPieceByPiece) {
    area_reader reader(1, max_message, 200, nullptr);

    EXPECT_EQ(read_all(reader, content), 2);

    ASSERT_TRUE(reader.content());
    EXPECT_EQ(*reader.content(), content);
    EXPECT_EQ(reader.area(), 1);
}

TEST(AreaReader, ReadsAnEmptyArea) {
    area_reader reader(1, max_message, 200, nullptr);

    EXPECT_EQ(read_all(reader, {}), 1);

    ASSERT_TRUE(reader.content());
    EXPECT_TRUE(reader.content()->empty());
}

TEST(AreaReader, ReadsOnlyTheFirstPieceOfWhatIsKnown) {
    const auto known = std::make_shared<const protocol::byte_vector>(content);
    area_reader reader(1, max_message, 200, known);

    EXPECT_EQ(read_all(reader, content), 1);

    EXPECT_EQ(reader.content(), known);
}

TEST(AreaReader, BeginsAgainWhenTheContentChangesUnderIt) {
    area_reader reader(1, max_message, 200, nullptr);
    const protocol::byte_vector other(100, 8);

    reader.on_ended(answer(*reader.next(), content));
    reader.on_ended(answer(*reader.next(), other));
    EXPECT_EQ(protocol::ul_read::decode(reader.next()->payload)->offset, 0U);
    EXPECT_EQ(read_all(reader, other), 2);

    ASSERT_TRUE(reader.content());
    EXPECT_EQ(*reader.content(), other);
}

TEST(AreaReader, EndsWhenTheContentNeverStandsStill) {
    area_reader reader(1, max_message, 200, nullptr);
    int requests = 0;
    for (std::uint8_t i = 0; reader.next() && requests < 1000; ++i, ++requests) {
        reader.on_ended(answer(*reader.next(), protocol::byte_vector(100, i)));
    }
    EXPECT_LT(requests, 100);
    EXPECT_EQ(reader.content(), nullptr);
}

TEST(AreaReader, HasNoContentAfterNonsense) {
    const outcome nothing;
    const outcome refused{refusal(protocol::status::unsupported), 0, {}};
    struct row {
        const char* name;
        outcome ended;
    };
    const row rows[] = {
        {"nothing", nothing},
        {"refused", refused},
        {"larger than the area", piece(201, 0, 5)},
        {"a wrong CRC", piece(5, 0, 5)},
        {"more than all", piece(5, protocol::crc32(protocol::byte_vector(6)), 6)},
        {"less, and no more", piece(5, 0, 0)},
    };
    for (const auto& row : rows) {
        SCOPED_TRACE(row.name);
        area_reader reader(1, max_message, 200, nullptr);
        int requests = 0;
        for (; reader.next() && requests < 1000; ++requests) reader.on_ended(row.ended);
        EXPECT_LT(requests, 100);
        EXPECT_EQ(reader.content(), nullptr);
    }
}
