#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "tools/tapi/tapi_host.hpp"

namespace offhook::tapi::api {

/// The list of providers cannot be read or written: one line with where and why. An application
/// sees
/// ..._INIFILECORRUPT.
class list_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The list as it is kept. IDs are never given twice (tspi-phone.md §1.3).
struct provider_entries {
    DWORD next_id = 1;
    std::vector<provider_file> providers;
};

/// Where the system keeps its list of providers: a file here, the registry on Windows. The caller
/// serialises the calls. All throw list_error.
class provider_list {
public:
    provider_list() = default;
    virtual ~provider_list() = default;
    provider_list(const provider_list&) = delete;
    provider_list& operator=(const provider_list&) = delete;

    /// As it is now; nothing is remembered from one call to the next.
    [[nodiscard]] virtual provider_entries read() = 0;
    virtual void write(const provider_entries& entries) = 0;
};

/// This system's: provider_list_file.cpp, provider_list_registry.cpp.
[[nodiscard]] std::unique_ptr<provider_list> system_provider_list();

/// Where a provider that the list names lies: a name without a folder beside this library.
[[nodiscard]] std::string resolve_provider(const std::string& name);

}  // namespace offhook::tapi::api
