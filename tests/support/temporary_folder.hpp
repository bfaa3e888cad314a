#pragma once

#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <system_error>

namespace offhook::test {

/// A folder of one test, gone with it.
class temporary_folder {
public:
    temporary_folder() {
        const auto name = "offhook-" + std::to_string(std::random_device{}());
        path_ = std::filesystem::temp_directory_path() / name;
        if (!std::filesystem::create_directory(path_)) {
            throw std::runtime_error("there is a " + path_.string() + " already");
        }
    }

    ~temporary_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// The path of a file in it.
    [[nodiscard]] std::string file(const std::string& name) const {
        return (path_ / name).string();
    }

private:
    std::filesystem::path path_;
};

}  // namespace offhook::test
