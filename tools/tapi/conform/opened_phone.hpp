#pragma once

#include <vector>

#include "tools/tapi/conform/operation.hpp"
#include "tools/tapi/conform/structure_rules.hpp"
#include "tools/tapi/conform/subject.hpp"

namespace offhook::tapi::conform {

/// What became of an operation: what the function returned, and every completion of its request.
struct trial {
    const operation* what;
    DRV_REQUESTID request;
    LONG answer;
    std::vector<completion> completions;

    /// The provider has taken it over.
    [[nodiscard]] bool accepted() const noexcept { return answer == static_cast<LONG>(request); }
};

/// The phone under test, open as long as this lives.
class opened_phone {
public:
    /// Opens it with the newest version, or with another one. Blocked on an error.
    explicit opened_phone(subject& provider, DWORD version = 0);
    ~opened_phone();
    opened_phone(const opened_phone&) = delete;
    opened_phone& operator=(const opened_phone&) = delete;

    [[nodiscard]] HDRVPHONE handle() const noexcept { return handle_; }
    /// What the provider was told to send with its messages.
    [[nodiscard]] HTAPIPHONE host_handle() const noexcept { return host_handle_; }
    [[nodiscard]] DWORD version() const noexcept { return version_; }
    /// TSPI_phoneClose; afterwards handle() is a stale one.
    LONG close();

    /// Does the whole operation and returns its result, whether that came from the function or by
    /// completion. Blocked when the provider breaks the contract of tspi-phone.md §3.1, which
    /// cases of their own judge.
    [[nodiscard]] LONG perform(const operation& what);
    /// The same; blocked also when it failed.
    void must(const operation& what);

    /// Starts each after the former has completed, waits, and then listens a while for more.
    [[nodiscard]] std::vector<trial> try_all(const std::vector<operation>& what);

    /// TSPI_phoneGetStatus. Blocked on an error.
    [[nodiscard]] structure_block status();
    [[nodiscard]] PHONESTATUS status_value() { return status().value<PHONESTATUS>(); }
    /// TSPI_phoneGetData of area 0; while the provider has it not ready (RESOURCEUNAVAIL) it is
    /// asked again, for as long as a completion may take.
    [[nodiscard]] LONG get_data(void* data, DWORD size);
    /// Enables every message. Blocked on an error.
    void enable_messages(DWORD states = all_states,
                         DWORD modes = all_button_modes,
                         DWORD button_states = all_button_states);

    /// Everything that is defined (tspi-phone.md §4.2, §7).
    static constexpr DWORD all_states = 0x00FFFFFF;
    static constexpr DWORD all_button_modes = 0x3F;
    static constexpr DWORD all_button_states = 0x0F;

private:
    subject& provider_;
    DWORD version_;
    HTAPIPHONE host_handle_;
    HDRVPHONE handle_ = nullptr;
    bool open_ = false;
};

/// "SetLamp(12, 0x4), request 7": how an operation is called in what is said about it.
[[nodiscard]] std::string text_of(const trial& each);

}  // namespace offhook::tapi::conform
