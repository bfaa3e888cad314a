#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tsp/tspi.hpp"

namespace offhook::tapi::fake {

/// An asynchronous operation as it arrived at the provider.
struct operation {
    std::string name;
    DRV_REQUESTID request = 0;
    HDRVPHONE phone = nullptr;
    /// The scalar arguments in their order.
    std::vector<DWORD> numbers;
    /// What a pointer argument named.
    std::vector<std::byte> bytes;
};

/// What a test decides about the provider; reset() brings the defaults back.
struct settings {
    DWORD lines = 0;
    DWORD phones = 1;
    DWORD lowest_version = tspi::version_2_0;
    DWORD highest_version = tspi::version_3_1;
    DWORD options = 0;
    LONG negotiate_result = 0;
    LONG enumerate_result = 0;
    LONG init_result = 0;
    LONG negotiate_phone_result = 0;
    LONG open_result = 0;
    LONG create_result = 0;
    LONG query_result = 0;
    DWORD features = PHONEFEATURE_SETLAMP;
    bool open_without_handle = false;
    /// PHONE_CREATE with this temporary ID inside TSPI_providerInit; 0: none.
    DWORD_PTR create_during_init = 0;
    /// What each asynchronous function does and returns; without one it completes with 0 inside the
    /// call and returns the request ID.
    std::function<LONG(const operation&)> on_operation;
    /// Called inside TSPI_phoneClose, before it returns; without one it completes what is
    /// outstanding with PHONEERR_OPERATIONFAILED.
    std::function<void(HDRVPHONE)> on_close;
    /// Called inside TSPI_providerCreatePhoneDevice.
    std::function<void()> on_create;
    /// What TSPI_providerUIIdentify names; empty: it answers LINEERR_OPERATIONFAILED. The module
    /// is its own UI DLL.
    std::u16string ui_module;
    /// What the three TUISPI_provider dialogs and TUISPI_phoneConfigDialog return.
    LONG dialog_result = 0;
    /// Called inside TSPI_phoneSetStatusMessages.
    std::function<void()> on_status_messages;
    /// Called inside each dialog, before it asks its question.
    std::function<void()> on_dialog;
    /// What TSPI_phoneGetIcon gives.
    HICON icon = nullptr;
    /// What TSPI_phoneGetStatus does beside filling the fixed part.
    std::function<LONG(PHONESTATUS*)> on_status;
};

/// What a dialog of the fake sends to the provider; TSPI_providerGenericDialogData adds 1 to it.
inline constexpr DWORD dialog_question = 41;

/// A provider that records what it is asked and does what a test says. It breaks the rules of TSPI
/// whenever a test wants that.
class controls {
public:
    virtual void reset() = 0;
    [[nodiscard]] virtual settings& set() = 0;

    /// Every call so far, oldest first: "phoneSetLamp(1,0x2000,3,4)" with the request ID in front.
    [[nodiscard]] virtual std::vector<std::string> calls() const = 0;
    [[nodiscard]] virtual std::size_t count(const std::string& prefix) const = 0;
    [[nodiscard]] virtual std::vector<operation> outstanding() const = 0;
    [[nodiscard]] virtual operation last_operation() const = 0;

    /// ASYNC_COMPLETION on the calling thread.
    virtual void complete(DRV_REQUESTID request, LONG result) = 0;
    /// PHONEEVENT for the phone with this device ID, under the handle it was opened with last.
    virtual void event(
        DWORD device_id, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) = 0;
    /// PHONEEVENT with any handle, by the callback of EnumDevices.
    virtual void raw_event(
        HTAPIPHONE phone, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) = 0;
    virtual void create(DWORD_PTR temporary_id) = 0;
    virtual void remove(DWORD device_id) = 0;
    virtual void line_event(DWORD message) = 0;

protected:
    ~controls() = default;
};

}  // namespace offhook::tapi::fake

#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif
/// The hook into the module, which a test looks up by name.
extern "C" offhook::tapi::fake::controls* offhook_fake_controls();
#ifdef __GNUC__
#pragma GCC visibility pop
#endif
