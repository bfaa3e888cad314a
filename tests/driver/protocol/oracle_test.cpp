#include "tests/support/json_codec.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/vectors.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

namespace offhook::test {
namespace {

constexpr const char* default_seed = "20240117";
constexpr const char* message_count = "2000";

std::string environment_or(const char* name, const char* otherwise) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : otherwise;
}

// Messages of the second codec, drawn once for all tests of the program.
class OracleExchange : public testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = std::make_unique<temporary_folder>();
        const auto seed = environment_or("OFFHOOK_SEED", default_seed);
        std::cout << "seed " << seed << " (OFFHOOK_SEED sets another)\n";
        const auto command = environment_or("OFFHOOK_PYTHON", "python3") +
                             " -B tests/oracle/generate.py --seed " + seed + " --count " +
                             message_count + " --out " + path("good") + " --bad-out " +
                             path("bad") + " --lax-out " + path("lax");
        ASSERT_EQ(std::system(command.c_str()), 0) << command;
    }

    static void TearDownTestSuite() { folder_.reset(); }

    static std::string path(const char* name) { return folder_->file(name); }

    static std::unique_ptr<temporary_folder> folder_;
};

std::unique_ptr<temporary_folder> OracleExchange::folder_;

TEST_F(OracleExchange, AgreesOnWhatEachMessageSays) {
    const auto messages = read_vector_lines(path("good"));
    ASSERT_GE(messages.size(), 2000U);

    for (const auto& one : messages) {
        SCOPED_TRACE(one.name);
        const auto decoded = decode_message(one.kind, one.reports);
        ASSERT_TRUE(decoded) << decoded.error().message();
        EXPECT_EQ(*decoded, one.fields);
    }
}

TEST_F(OracleExchange, AgreesOnTheBytesOfEachMessage) {
    for (const auto& one : read_vector_lines(path("good"))) {
        SCOPED_TRACE(one.name);
        EXPECT_EQ(encode_message(one.kind, one.fields), one.reports);
    }
}

TEST_F(OracleExchange, AgreesOnWhatAReceiverIgnores) {
    const auto messages = read_vector_lines(path("lax"));
    ASSERT_GE(messages.size(), 2000U);

    for (const auto& one : messages) {
        SCOPED_TRACE(one.name);
        const auto decoded = decode_message(one.kind, one.reports);
        ASSERT_TRUE(decoded) << decoded.error().message();
        EXPECT_EQ(*decoded, one.fields);
    }
}

TEST_F(OracleExchange, AgreesOnWhatIsRefused) {
    const auto messages = read_bad_vector_lines(path("bad"));
    ASSERT_GE(messages.size(), 300U);

    for (const auto& one : messages) {
        SCOPED_TRACE(one.name + ": " + one.why);
        EXPECT_FALSE(decode_message(one.kind, one.reports));
    }
}

}  // namespace
}  // namespace offhook::test
