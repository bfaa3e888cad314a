#pragma once

#include <stdexcept>
#include <string>

namespace offhook::tapi {

/// A file could not be used as a TSP: one clear line with the path, the reason and what to do.
class load_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One dynamic library, loaded as long as this lives. The only place that knows how a platform
/// loads modules.
class loaded_module {
public:
    /// Loads the file at `path`, never one found on a search path. Throws load_error.
    explicit loaded_module(const std::string& path);
    ~loaded_module();
    loaded_module(const loaded_module&) = delete;
    loaded_module& operator=(const loaded_module&) = delete;

    /// The address of an undecorated export, or null.
    [[nodiscard]] void* symbol(const char* name) const noexcept;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

private:
    std::string path_;
    void* handle_ = nullptr;
};

}  // namespace offhook::tapi
