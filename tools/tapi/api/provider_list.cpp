#include "tools/tapi/api/provider_list.hpp"

#include <filesystem>

#include "tools/tapi/api/platform.hpp"

namespace offhook::tapi::api {

std::string resolve_provider(const std::string& name) {
    const std::filesystem::path path(name);
    return path.has_parent_path() ? name : (library_folder() / path).string();
}

}  // namespace offhook::tapi::api
