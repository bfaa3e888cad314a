#include "tests/tsp/chain.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace offhook::tests {
namespace {

class ChainConfig : public Chain {
protected:
    [[nodiscard]] static std::string read(const std::string& path) {
        std::ifstream file(path);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    [[nodiscard]] static std::size_t lines_of(const std::string& text) {
        return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    }
};

TEST_F(ChainConfig, AFileNamesTheHandsetsAndTheLog) {
    sim.start();
    const auto log = folder.file("offhook.log");
    const auto file =
        folder.write("offhook.yaml",
                     "devices:\n  - nonsense:1\n  - " + sim.address() +
                         "\ntimeouts_ms: {setting: soon}\nlog: {file: " + log + "}\n");
    testing::internal::CaptureStderr();
    EXPECT_EQ(start_provider_from(file), 1U) << "the valid one";
    const auto told = testing::internal::GetCapturedStderr();

    for (const auto& text : {told, read(log)}) {
        EXPECT_EQ(lines_of(text), 2U) << text;
        EXPECT_NE(text.find(file + ":4:24: 'setting'"), std::string::npos) << text;
        EXPECT_NE(text.find(file + ":2:5: "), std::string::npos) << text;
    }
    const auto phone = open_phone();
    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_STEADY), 1);
    EXPECT_EQ(host.result_of(1), 0);
}

TEST_F(ChainConfig, EachSessionReadsTheFileAnew) {
    sim.start();
    const auto file = folder.write("offhook.yaml", "devices: []\n");
    EXPECT_EQ(start_provider_from(file), 0U);
    EXPECT_EQ(shut_down(), 0);

    EXPECT_EQ(
        start_provider_from(folder.write("offhook.yaml", "devices: ['" + sim.address() + "']")),
        1U);
    const auto phone = open_phone();
    EXPECT_EQ(set_lamp(1, phone, 12, PHONELAMPMODE_STEADY), 1);
    EXPECT_EQ(host.result_of(1), 0);
}

TEST_F(ChainConfig, AFullLogIsPutAside) {
    const auto log = folder.file("offhook.log");
    const auto file = folder.write("offhook.yaml",
                                   "devices: ['sim:unix:" + folder.file("none") +
                                       "']\ntimeouts_ms: {first_look: 10}\nlog: {file: " + log +
                                       ", size_kib: 1, files: 2}\n");
    for (int i = 0; i < 8; ++i) {
        testing::internal::CaptureStderr();
        EXPECT_EQ(start_provider_from(file), 1U);
        testing::internal::GetCapturedStderr();
        EXPECT_EQ(shut_down(), 0);
    }
    EXPECT_LE(read(log).size(), 1024U);
    EXPECT_FALSE(read(folder.file("offhook.1.log")).empty());
}

TEST_F(ChainConfig, ALogThatCannotBeWrittenStopsNothing) {
    sim.start();
    const auto file = folder.write(
        "offhook.yaml",
        "devices: ['" + sim.address() + "']\nlog: {file: " + folder.file("offhook.yaml/x") + "}\n");
    testing::internal::CaptureStderr();
    EXPECT_EQ(start_provider_from(file), 1U);
    const auto told = testing::internal::GetCapturedStderr();
    EXPECT_NE(told.find("the log file cannot be used"), std::string::npos) << told;
}

}  // namespace
}  // namespace offhook::tests
