#include "tests/support/vectors.hpp"

#include "tests/support/json_codec.hpp"

#include <gtest/gtest.h>

#include <set>

namespace offhook::test {
namespace {

const std::vector<vector>& document() {
    static const auto vectors = read_vectors("tests/vectors/vectors.json");
    return vectors;
}

TEST(Vectors, OfEveryKindAreInTheDocument) {
    std::set<std::string> kinds;
    for (const auto& one : document()) kinds.insert(one.kind);

    EXPECT_EQ(kinds,
              (std::set<std::string>{"request",
                                     "response",
                                     "event",
                                     "stream",
                                     "feature_identity",
                                     "feature_display",
                                     "input_volume_keys",
                                     "input_telephony",
                                     "input_display_status",
                                     "output_indicators",
                                     "output_display_control",
                                     "output_display_text"}));
}

TEST(Vectors, DecodeToTheirFields) {
    for (const auto& one : document()) {
        SCOPED_TRACE(one.name);

        const auto decoded = decode_message(one.kind, one.reports);

        ASSERT_TRUE(decoded) << decoded.error().message();
        EXPECT_EQ(*decoded, one.fields);
    }
}

TEST(Vectors, AreWhatTheirFieldsEncodeTo) {
    for (const auto& one : document()) {
        SCOPED_TRACE(one.name);

        EXPECT_EQ(encode_message(one.kind, one.fields), one.reports);
    }
}

TEST(Vectors, AreRefusedWhenAReportIsOneByteShortOrLong) {
    for (const auto& one : document()) {
        if (one.kind == "stream") continue;  // a frame of a stream has its own length
        SCOPED_TRACE(one.name);
        auto shorter = one.reports;
        auto longer = one.reports;
        shorter.back().pop_back();
        longer.back().push_back(0);

        EXPECT_EQ(decode_message(one.kind, shorter).error(), protocol::errc::wrong_length);
        EXPECT_EQ(decode_message(one.kind, longer).error(), protocol::errc::wrong_length);
    }
}

}  // namespace
}  // namespace offhook::test
