#include "tools/offhook/output.hpp"

#include "tools/offhook/state_words.hpp"

#include <gtest/gtest.h>

namespace offhook::cli {
namespace {

TEST(Output, ColumnsAreAsWideAsTheirWidestCharacters) {
    const auto lines = in_columns({{"A", "B", "C"}, {"Grüße", "x", ""}, {"b", "long", "end"}});
    EXPECT_EQ(lines[0], "A      B     C");
    EXPECT_EQ(lines[1], "Grüße  x");
    EXPECT_EQ(lines[2], "b      long  end");
}

TEST(Output, ControlCharactersDoNotReachATerminal) {
    EXPECT_EQ(printable("a\x1B[2Jb\n\x7F"), "a?[2Jb??");
    EXPECT_EQ(printable("Grüße"), "Grüße");
}

TEST(Output, BytesAreDumpedSixteenALine) {
    protocol::byte_vector bytes(17, 'A');
    bytes[1] = 0;
    const auto lines = hex_dump(bytes);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0],
              "000000  41 00 41 41 41 41 41 41 41 41 41 41 41 41 41 41  |A.AAAAAAAAAAAAAA|");
    EXPECT_EQ(lines[1].substr(0, 11), "000010  41 ");
    EXPECT_TRUE(hex_dump({}).empty());
}

TEST(Output, DisplaysAreToldRowByRow) {
    protocol::handset_state state;
    state.rows = 2;
    state.columns = 3;
    state.display = u"abcdéf";
    EXPECT_EQ(display_rows(state), (std::vector<std::string>{"abc", "déf"}));
}

}  // namespace
}  // namespace offhook::cli
