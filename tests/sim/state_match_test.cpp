// What a condition asks of a state: sim/control/README.md.
#include "sim/control/state_match.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace offhook::sim {
namespace {

std::string compared(std::string_view wanted) {
    static const auto state = boost::json::parse(
        R"({"plugged":true,"ring":{"mode":1,"volume":500},"display":["Anna Bell   ","            "],
            "buttons":[{"id":0,"lamp":"none"},{"id":13,"lamp":"flash","label":"Line 2"}]})");
    return mismatch(boost::json::parse({wanted.data(), wanted.size()}), state);
}

TEST(StateMatch, HoldsWhenAllThatIsAskedForIsSo) {
    for (const char* wanted : {R"({})",
                               R"({"plugged":true})",
                               R"({"ring":{"mode":1}})",
                               R"({"ring":{"volume":{"least":500}}})",
                               R"({"ring":{"volume":{"most":500}}})",
                               R"({"ring":{"mode":{"not":0}}})",
                               R"({"display":["Anna Bell"]})",
                               R"({"display":[{"has":"Bell"}]})",
                               R"({"buttons":[{"id":13,"lamp":"flash"}]})",
                               R"({"buttons":[{"id":13,"lamp":{"not":"off"}},{"id":0}]})"}) {
        EXPECT_EQ(compared(wanted), "") << wanted;
    }
}

TEST(StateMatch, SaysTheFirstThingThatDiffers) {
    EXPECT_EQ(compared(R"({"plugged":false})"), "plugged is true, wanted false");
    EXPECT_EQ(compared(R"({"ring":{"mode":0}})"), "ring.mode is 1, wanted 0");
    EXPECT_EQ(compared(R"({"ring":{"mode":{"not":1}}})"), R"(ring.mode is 1, wanted {"not":1})");
    EXPECT_EQ(compared(R"({"ring":{"volume":{"least":501}}})"),
              R"(ring.volume is 500, wanted {"least":501})");
    EXPECT_EQ(compared(R"({"ring":{"loudness":1}})"), "ring.loudness does not exist");
    EXPECT_EQ(compared(R"({"display":["Bell"]})"),
              R"(display is ["Anna Bell   ","            "], wanted a row "Bell")");
    EXPECT_EQ(compared(R"({"buttons":[{"id":13,"lamp":"off"}]})"),
              R"(buttons.lamp is "flash", wanted "off" (id 13))");
    EXPECT_EQ(compared(R"({"buttons":[{"id":99}]})"), R"(no item of buttons is like {"id":99})");
}

}  // namespace
}  // namespace offhook::sim
