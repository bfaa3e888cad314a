#include "packaging/windows/setup/provider_registry.hpp"

#include "packaging/windows/setup/setup_error.hpp"

#include <windows.h>

#include <algorithm>
#include <string>
#include <utility>

namespace offhook::setup {
namespace {

const std::wstring telephony = L"Software\\Microsoft\\Windows\\CurrentVersion\\Telephony";
constexpr std::uint32_t most_rows = 1000;  // a damaged count must not keep us busy

const std::wstring list_name = telephony + L"\\Providers";

class registry_key {
public:
    /// To read it; nothing is in one that does not exist.
    registry_key() {
        const LSTATUS status = RegOpenKeyExW(
            HKEY_LOCAL_MACHINE, list_name.c_str(), 0, KEY_READ | KEY_WOW64_64KEY, &key_);
        if (status != ERROR_SUCCESS && status != ERROR_FILE_NOT_FOUND) {
            fail("opened", list_name, status);
        }
    }
    /// To change it.
    [[nodiscard]] static registry_key writable() {
        registry_key made{nullptr};
        constexpr REGSAM access = KEY_READ | KEY_WRITE | KEY_WOW64_64KEY;
        const LSTATUS status = RegCreateKeyExW(HKEY_LOCAL_MACHINE,
                                               list_name.c_str(),
                                               0,
                                               nullptr,
                                               0,
                                               access,
                                               nullptr,
                                               &made.key_,
                                               nullptr);
        if (status != ERROR_SUCCESS) fail("opened", list_name, status);
        return made;
    }
    registry_key(registry_key&& other) noexcept : key_(std::exchange(other.key_, nullptr)) {}
    ~registry_key() {
        if (key_ != nullptr) RegCloseKey(key_);
    }
    registry_key(const registry_key&) = delete;
    registry_key& operator=(const registry_key&) = delete;

    [[nodiscard]] std::optional<raw_value> get(const std::wstring& name) const {
        if (key_ == nullptr) return std::nullopt;
        DWORD type = 0;
        DWORD size = 0;
        LSTATUS status = RegQueryValueExW(key_, name.c_str(), nullptr, &type, nullptr, &size);
        if (status == ERROR_FILE_NOT_FOUND) return std::nullopt;
        raw_value value{type, std::vector<std::uint8_t>(size)};
        if (status == ERROR_SUCCESS) {
            status =
                RegQueryValueExW(key_, name.c_str(), nullptr, &type, value.bytes.data(), &size);
        }
        if (status != ERROR_SUCCESS) fail("read", name, status);
        value.bytes.resize(size);
        return value;
    }

    [[nodiscard]] std::uint32_t number(const std::wstring& name, std::uint32_t otherwise) const {
        return id_of({get(name), {}}).value_or(otherwise);
    }

    void set(const std::wstring& name, const std::optional<raw_value>& value) const {
        LSTATUS status = ERROR_SUCCESS;
        if (value) {
            const auto size = static_cast<DWORD>(value->bytes.size());
            status = RegSetValueExW(key_, name.c_str(), 0, value->type, value->bytes.data(), size);
        } else {
            status = RegDeleteValueW(key_, name.c_str());
            if (status == ERROR_FILE_NOT_FOUND) return;
        }
        if (status != ERROR_SUCCESS) fail("written", name, status);
    }

    void set(const std::wstring& name, DWORD number) const {
        const auto* const first = reinterpret_cast<const std::uint8_t*>(&number);
        set(name, raw_value{REG_DWORD, {first, first + sizeof number}});
    }

    void set_row(std::size_t index, const provider_row& row) const {
        set(L"ProviderID" + std::to_wstring(index), row.id);
        set(L"ProviderFilename" + std::to_wstring(index), row.file);
    }

private:
    explicit registry_key(HKEY key) : key_(key) {}

    [[noreturn]] static void fail(const char* what, const std::wstring& name, LSTATUS status) {
        throw setup_error("the list of telephony providers: " + narrow(name) + " cannot be " + what,
                          static_cast<DWORD>(status));
    }

    HKEY key_ = nullptr;
};

}  // namespace

provider_list read_providers() {
    const registry_key key;
    provider_list list;
    list.next_id = key.number(L"NextProviderID", 1);
    const auto count = std::min(key.number(L"NumProviders", 0), most_rows);
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto index = std::to_wstring(i);
        list.rows.push_back({key.get(L"ProviderID" + index), key.get(L"ProviderFilename" + index)});
    }
    return list;
}

void write_providers(const provider_list& list) {
    const auto key = registry_key::writable();
    const auto before = std::min(key.number(L"NumProviders", 0), most_rows);
    for (std::size_t i = 0; i < list.rows.size(); ++i) key.set_row(i, list.rows[i]);
    key.set(L"NextProviderID", list.next_id);
    key.set(L"NumProviders", static_cast<DWORD>(list.rows.size()));
    for (std::size_t i = list.rows.size(); i < before; ++i) key.set_row(i, {});
}

void forget_provider(std::uint32_t id) {
    const auto name = telephony + L"\\Provider" + std::to_wstring(id);
    RegDeleteTreeW(HKEY_LOCAL_MACHINE, name.c_str());
}

}  // namespace offhook::setup
