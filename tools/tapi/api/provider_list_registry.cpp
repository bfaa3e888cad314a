// Windows' list of providers, in TAPI's own key (tspi-phone.md §1.3).

#include <string>

#include "tools/tapi/api/platform.hpp"
#include "tools/tapi/api/provider_list.hpp"

namespace offhook::tapi::api {
namespace {

constexpr const wchar_t* key_name =
    L"SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Telephony\\Providers";

[[noreturn]] void fail(const char* what, LSTATUS status) {
    throw list_error("HKEY_LOCAL_MACHINE\\" + to_ansi(reinterpret_cast<const char16_t*>(key_name)) +
                     " " + what + " (error " + std::to_string(status) + ")");
}

/// Null when there is none; to look makes none, for that takes an administrator.
HKEY open_key() {
    HKEY key = nullptr;
    const LSTATUS status = RegOpenKeyExW(HKEY_LOCAL_MACHINE, key_name, 0, KEY_READ, &key);
    if (status != ERROR_SUCCESS && status != ERROR_FILE_NOT_FOUND) {
        fail("cannot be opened", status);
    }
    return key;
}

HKEY make_key() {
    HKEY key = nullptr;
    const LSTATUS status = RegCreateKeyExW(
        HKEY_LOCAL_MACHINE, key_name, 0, nullptr, 0, KEY_READ | KEY_WRITE, nullptr, &key, nullptr);
    if (status != ERROR_SUCCESS) {
        fail("cannot be opened for writing", status);
    }
    return key;
}

class registry_key {
public:
    explicit registry_key(HKEY key) : key_(key) {}
    ~registry_key() { RegCloseKey(key_); }
    registry_key(const registry_key&) = delete;
    registry_key& operator=(const registry_key&) = delete;

    [[nodiscard]] DWORD number(const std::wstring& name, DWORD otherwise) const {
        DWORD value = 0;
        DWORD size = sizeof(value);
        const LSTATUS status =
            RegGetValueW(key_, nullptr, name.c_str(), RRF_RT_REG_DWORD, nullptr, &value, &size);
        if (status == ERROR_FILE_NOT_FOUND) {
            return otherwise;
        }
        if (status != ERROR_SUCCESS) {
            fail("has a value that is no number", status);
        }
        return value;
    }

    [[nodiscard]] std::string text(const std::wstring& name) const {
        std::wstring value(32768, L'\0');
        auto size = static_cast<DWORD>(value.size() * sizeof(wchar_t));
        const LSTATUS status =
            RegGetValueW(key_, nullptr, name.c_str(), RRF_RT_REG_SZ, nullptr, value.data(), &size);
        if (status != ERROR_SUCCESS) {
            fail("lacks the name of a file", status);
        }
        return to_ansi(reinterpret_cast<const char16_t*>(value.c_str()));
    }

    void set(const std::wstring& name, DWORD value) { set(name, REG_DWORD, &value, sizeof(value)); }
    void set(const std::wstring& name, const std::string& value) {
        const std::u16string text = to_utf16(value).value_or(u"");
        set(name, REG_SZ, text.c_str(), (text.size() + 1) * sizeof(char16_t));
    }
    void remove(const std::wstring& name) { RegDeleteValueW(key_, name.c_str()); }

private:
    void set(const std::wstring& name, DWORD type, const void* bytes, std::size_t size) {
        const LSTATUS status = RegSetValueExW(
            key_, name.c_str(), 0, type, static_cast<const BYTE*>(bytes), static_cast<DWORD>(size));
        if (status != ERROR_SUCCESS) {
            fail("cannot be written", status);
        }
    }

    HKEY key_;
};

class registry_list final : public provider_list {
public:
    provider_entries read() override {
        const HKEY opened = open_key();
        if (opened == nullptr) {
            return {};
        }
        const registry_key key(opened);
        provider_entries entries;
        const DWORD count = key.number(L"NumProviders", 0);
        for (DWORD i = 0; i < count; ++i) {
            const std::wstring index = std::to_wstring(i);
            const DWORD id = key.number(L"ProviderID" + index, 0);
            if (id == 0) {
                fail("lacks the ID of a provider", ERROR_FILE_NOT_FOUND);
            }
            entries.providers.push_back({id, key.text(L"ProviderFileName" + index)});
            entries.next_id = std::max(entries.next_id, id + 1);
        }
        entries.next_id = std::max(entries.next_id, key.number(L"NextProviderID", 1));
        return entries;
    }

    void write(const provider_entries& entries) override {
        registry_key key(make_key());
        const DWORD before = key.number(L"NumProviders", 0);
        DWORD i = 0;
        for (const provider_file& each : entries.providers) {
            const std::wstring index = std::to_wstring(i++);
            key.set(L"ProviderID" + index, each.permanent_id);
            key.set(L"ProviderFileName" + index, each.path);
        }
        key.set(L"NumProviders", i);
        key.set(L"NextProviderID", entries.next_id);
        for (; i < before; ++i) {
            key.remove(L"ProviderID" + std::to_wstring(i));
            key.remove(L"ProviderFileName" + std::to_wstring(i));
        }
    }
};

}  // namespace

std::unique_ptr<provider_list> system_provider_list() {
    return std::make_unique<registry_list>();
}

}  // namespace offhook::tapi::api
