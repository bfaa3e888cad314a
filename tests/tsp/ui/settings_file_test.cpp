#include "tsp/ui/settings_file.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace offhook::tsp::ui {
namespace {

namespace fs = std::filesystem;

class SettingsFile : public testing::Test {
protected:
    std::vector<std::string> names_in(const fs::path& where) {
        std::vector<std::string> names;
        for (const auto& each : fs::directory_iterator(where)) {
            names.push_back(each.path().filename().string());
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    test::temporary_folder folder;
    const fs::path file = folder.path() / "Offhook" / "offhook.yaml";
};

TEST_F(SettingsFile, ThatIsNotThereIsEmpty) {
    const auto found = load_settings(file);
    EXPECT_EQ(found.text, "");
    EXPECT_EQ(found.problem, "");
}

TEST_F(SettingsFile, IsMadeWithItsFolder) {
    EXPECT_EQ(save_settings(file, "devices:\r\n", false), "");
    EXPECT_EQ(load_settings(file).text, "devices:\r\n");
    EXPECT_EQ(names_in(file.parent_path()), std::vector<std::string>{"offhook.yaml"});
}

TEST_F(SettingsFile, IsReplacedAndTheOldOneKeptIfWanted) {
    EXPECT_EQ(save_settings(file, "old", false), "");
    EXPECT_EQ(save_settings(file, "new", true), "");
    EXPECT_EQ(load_settings(file).text, "new");
    EXPECT_EQ(load_settings(file.parent_path() / "offhook.yaml.old").text, "old");
    EXPECT_EQ(save_settings(file, "newer", true), "");
    EXPECT_EQ(load_settings(file.parent_path() / "offhook.yaml.old").text, "new");
}

TEST_F(SettingsFile, StaysAsItWasWhenItCannotBeReplaced) {
    // A folder of that name stands for whatever makes the last step fail.
    fs::create_directories(file / "inside");
    const auto problem = save_settings(file, "new", false);
    EXPECT_TRUE(problem.starts_with("The settings cannot be saved in " + path_text(file) + ": "))
        << problem;
    EXPECT_TRUE(fs::is_directory(file / "inside"));
    EXPECT_EQ(names_in(file.parent_path()), std::vector<std::string>{"offhook.yaml"});
}

TEST_F(SettingsFile, SaysWhenAFileIsWhereTheFolderShouldBe) {
    std::ofstream(folder.path() / "Offhook") << "no folder";
    EXPECT_NE(save_settings(file, "new", false), "");
}

TEST_F(SettingsFile, SaysWhenItCannotBeRead) {
    fs::create_directories(file);
    EXPECT_TRUE(load_settings(file).problem.starts_with(path_text(file) + " cannot be read: "));
}

}  // namespace
}  // namespace offhook::tsp::ui
