// The list of providers: lineGetProviderList, lineAddProvider, lineRemoveProvider,
// lineConfigProvider.

#include <algorithm>
#include <cstring>
#include <vector>

#include "tools/tapi/api/guard.hpp"
#include "tools/tapi/api/platform.hpp"
#include "tools/tapi/checks.hpp"

namespace offhook::tapi::api {
namespace {

/// The file names of a list as bytes of one of the two forms, each with its terminator.
using name_bytes = std::vector<std::string>;

std::string wide_name(const std::string& path) {
    const std::u16string text = to_utf16(path).value_or(u"?");
    return {reinterpret_cast<const char*>(text.c_str()), (text.size() + 1) * sizeof(char16_t)};
}

std::string ansi_name(const std::string& path) {
    return path + '\0';
}

/// Entries and names; nothing of them is there when not all of it fits (TAPI: LINEPROVIDERLIST).
std::vector<std::byte> list_of(const provider_entries& entries, const name_bytes& names) {
    const auto array_size =
        static_cast<DWORD>(entries.providers.size() * sizeof(LINEPROVIDERENTRY));
    std::vector<std::byte> bytes(array_size);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const LINEPROVIDERENTRY entry{entries.providers[i].permanent_id,
                                      static_cast<DWORD>(names[i].size()),
                                      static_cast<DWORD>(sizeof(LINEPROVIDERLIST) + bytes.size())};
        std::memcpy(bytes.data() + i * sizeof(entry), &entry, sizeof(entry));
        const auto* first = reinterpret_cast<const std::byte*>(names[i].data());
        bytes.insert(bytes.end(), first, first + names[i].size());
    }
    return bytes;
}

LONG get_list(library& here,
              DWORD version,
              LPLINEPROVIDERLIST list,
              std::string (*name_of)(const std::string&)) {
    if (list == nullptr) {
        return to_result(LINEERR_INVALPOINTER);
    }
    if (highest_known_version(version, version) == 0) {
        return to_result(LINEERR_INCOMPATIBLEAPIVERSION);
    }
    if (list->dwTotalSize < sizeof(LINEPROVIDERLIST)) {
        return to_result(LINEERR_STRUCTURETOOSMALL);
    }
    const provider_entries entries = here.providers();
    name_bytes names;
    for (const provider_file& each : entries.providers) names.push_back(name_of(each.path));
    const std::vector<std::byte> bytes = list_of(entries, names);
    const auto count = static_cast<DWORD>(entries.providers.size());
    const auto needed = static_cast<DWORD>(sizeof(LINEPROVIDERLIST) + bytes.size());
    const DWORD total = list->dwTotalSize;
    const bool fits = needed <= total;
    *list = LINEPROVIDERLIST{};
    list->dwTotalSize = total;
    list->dwNeededSize = needed;
    list->dwUsedSize = fits ? needed : sizeof(LINEPROVIDERLIST);
    if (fits) {
        list->dwNumProviders = count;
        list->dwProviderListSize = count * static_cast<DWORD>(sizeof(LINEPROVIDERENTRY));
        list->dwProviderListOffset = count == 0 ? 0 : sizeof(LINEPROVIDERLIST);
        std::copy(bytes.begin(), bytes.end(), reinterpret_cast<std::byte*>(list + 1));
    }
    return 0;
}

LONG add(library& here, const std::string& path, HWND owner, LPDWORD permanent_id) {
    return permanent_id == nullptr ? to_result(LINEERR_INVALPOINTER)
                                   : here.add_provider(path, owner, *permanent_id);
}

}  // namespace
}  // namespace offhook::tapi::api

using namespace offhook::tapi::api;
using offhook::tapi::to_result;

LONG WINAPI lineGetProviderListW(DWORD version, LPLINEPROVIDERLIST list) {
    return line_guard([&](library& here) { return get_list(here, version, list, wide_name); });
}

LONG WINAPI lineGetProviderListA(DWORD version, LPLINEPROVIDERLIST list) {
    return line_guard([&](library& here) { return get_list(here, version, list, ansi_name); });
}

LONG WINAPI lineGetProviderList(DWORD version, LPLINEPROVIDERLIST list) {
    return lineGetProviderListA(version, list);
}

LONG WINAPI lineAddProviderW(LPCWSTR file, HWND owner, LPDWORD permanent_id) {
    return line_guard([&](library& here) {
        return file == nullptr ? to_result(LINEERR_INVALPOINTER)
                               : add(here,
                                     to_ansi(reinterpret_cast<const char16_t*>(file)),
                                     owner,
                                     permanent_id);
    });
}

LONG WINAPI lineAddProviderA(LPCSTR file, HWND owner, LPDWORD permanent_id) {
    return line_guard([&](library& here) {
        return file == nullptr ? to_result(LINEERR_INVALPOINTER)
                               : add(here, file, owner, permanent_id);
    });
}

LONG WINAPI lineAddProvider(LPCSTR file, HWND owner, LPDWORD permanent_id) {
    return lineAddProviderA(file, owner, permanent_id);
}

LONG WINAPI lineRemoveProvider(DWORD permanent_id, HWND owner) {
    return line_guard([&](library& here) { return here.remove_provider(permanent_id, owner); });
}

LONG WINAPI lineConfigProvider(HWND owner, DWORD permanent_id) {
    return line_guard([&](library& here) { return here.config_provider(permanent_id, owner); });
}
