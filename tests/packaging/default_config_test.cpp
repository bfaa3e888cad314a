#include "driver/config_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace offhook {
namespace {

TEST(ShippedConfig, IsUnderstoodAndTakesEveryHandset) {
    std::ifstream file("packaging/windows/offhook.yaml");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    ASSERT_FALSE(text.empty());
    config read;

    apply_config_file(read, text, "offhook.yaml");

    EXPECT_EQ(read.complaints, std::vector<std::string>{});
    ASSERT_EQ(read.devices.size(), 1U);
    EXPECT_EQ(read.devices.front().address, "hid:*");
    EXPECT_EQ(read.log.file, "") << "the place that the service's account may write";
}

}  // namespace
}  // namespace offhook
