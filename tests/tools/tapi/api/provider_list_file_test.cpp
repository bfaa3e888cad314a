#include "tools/tapi/api/provider_list_file.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace offhook::tapi::api {
namespace {

namespace fs = std::filesystem;

class ProviderListFile : public testing::Test {
protected:
    ProviderListFile() {
        std::string name = fs::temp_directory_path() / "offhook-XXXXXX";
        folder_ = mkdtemp(name.data());
    }
    ~ProviderListFile() override { fs::remove_all(folder_); }

    fs::path folder_;
};

std::string complaint(std::string_view text) {
    try {
        static_cast<void>(parse_provider_list(text, "list"));
    } catch (const list_error& error) {
        return error.what();
    }
    return "";
}

TEST_F(ProviderListFile, ReadsIdsFilesAndComments) {
    const auto entries =
        parse_provider_list("# providers\r\n 3 = /a b/x.tsp # mine\n\n12=y.tsp", "list");

    ASSERT_EQ(entries.providers.size(), 2U);
    EXPECT_EQ(entries.providers[0].permanent_id, 3U);
    EXPECT_EQ(entries.providers[0].path, "/a b/x.tsp");
    EXPECT_EQ(entries.providers[1].permanent_id, 12U);
    EXPECT_EQ(entries.providers[1].path, "y.tsp");
    EXPECT_EQ(entries.next_id, 13U);
}

TEST_F(ProviderListFile, SaysWhatIsWrongInWhichLine) {
    EXPECT_EQ(complaint("\n\nx.tsp\n"), "list:3: expected `ID = FILE`");
    EXPECT_EQ(complaint("1 = a/x.tsp"),
              "list:1: expected an absolute path, or a name without a folder, and not 'a/x.tsp'");
    EXPECT_EQ(complaint("1 ="),
              "list:1: expected an absolute path, or a name without a folder, and not ''");
    for (const char* id : {"0", "-1", "one", "1.5", "4294967295", "99999999999"}) {
        EXPECT_EQ(complaint(std::string(id) + " = /x"),
                  "list:1: '" + std::string(id) + "' is no ID: a number from 1 to 4294967294");
    }
    EXPECT_EQ(complaint("1 = /x\n1 = /y"), "list:2: the ID 1 is there twice");
}

TEST_F(ProviderListFile, NeverLetsNextFallOntoAnIdInUse) {
    EXPECT_EQ(parse_provider_list("next = 2\n5 = /x", "list").next_id, 6U);
    EXPECT_EQ(parse_provider_list("next = 9\n5 = /x", "list").next_id, 9U);
    EXPECT_EQ(parse_provider_list("", "list").next_id, 1U);
}

TEST_F(ProviderListFile, ReadsBackWhatItWrote) {
    provider_list_file list(folder_ / "new" / "providers", {});
    list.write({.next_id = 8, .providers = {{2, "/a/b.tsp"}, {7, "c.tsp"}}});

    const auto entries = list.read();

    EXPECT_EQ(entries.next_id, 8U);
    ASSERT_EQ(entries.providers.size(), 2U);
    EXPECT_EQ(entries.providers[1].path, "c.tsp");
}

TEST_F(ProviderListFile, ReadsTheSharedListWhereThereIsNoOwn) {
    std::ofstream(folder_ / "shared") << "1 = /shared.tsp\n";
    provider_list_file list(folder_ / "own", folder_ / "shared");
    auto entries = list.read();
    ASSERT_EQ(entries.providers.size(), 1U);

    entries.providers.clear();
    list.write(entries);

    EXPECT_TRUE(list.read().providers.empty());
    EXPECT_EQ(list.read().next_id, 2U);
    EXPECT_TRUE(provider_list_file(folder_ / "none", {}).read().providers.empty());
}

TEST_F(ProviderListFile, SaysWhenItCannotBeReadOrWritten) {
    EXPECT_THROW(static_cast<void>(provider_list_file(folder_, {}).read()), list_error);
    std::ofstream(folder_ / "file") << "";
    EXPECT_THROW(provider_list_file(folder_ / "file" / "list", {}).write({}), list_error);
}

}  // namespace
}  // namespace offhook::tapi::api
