#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "tools/tapi/api/provider_list.hpp"

namespace offhook::tapi::api {

/// Lines `ID = FILE`, at most one `next = ID`, and comments from # to the end of a line. `name` is
/// the file's name for messages. Throws list_error with name and line.
[[nodiscard]] provider_entries parse_provider_list(std::string_view text, const std::string& name);

/// What parse_provider_list reads back.
[[nodiscard]] std::string format_provider_list(const provider_entries& entries);

/// The list in a file: read from the first that exists, written to the first.
class provider_list_file final : public provider_list {
public:
    /// `shared` is read where `own` does not exist; it may be empty.
    provider_list_file(std::filesystem::path own, std::filesystem::path shared);

    /// No file at all is an empty list.
    [[nodiscard]] provider_entries read() override;
    /// Makes the folder too. Readers see the old list or the new one, nothing between.
    void write(const provider_entries& entries) override;

private:
    std::filesystem::path own_;
    std::filesystem::path shared_;
};

}  // namespace offhook::tapi::api
