#include "tests/tools/tapi/fake_provider.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>
#include <sstream>

namespace offhook::tapi::fake {
namespace {

LONG as_result(DWORD error) {
    return static_cast<LONG>(error);
}

class provider final : public controls {
public:
    void reset() override {
        const std::lock_guard lock(mutex_);
        settings_ = {};
        calls_.clear();
        outstanding_.clear();
        last_ = {};
    }

    settings& set() override { return settings_; }

    std::vector<std::string> calls() const override {
        const std::lock_guard lock(mutex_);
        return calls_;
    }

    std::size_t count(const std::string& prefix) const override {
        const std::lock_guard lock(mutex_);
        return static_cast<std::size_t>(
            std::count_if(calls_.begin(), calls_.end(), [&](const std::string& each) {
                return each.starts_with(prefix);
            }));
    }

    std::vector<operation> outstanding() const override {
        const std::lock_guard lock(mutex_);
        return outstanding_;
    }

    operation last_operation() const override {
        const std::lock_guard lock(mutex_);
        return last_;
    }

    void complete(DRV_REQUESTID request, LONG result) override {
        ASYNC_COMPLETION callback = nullptr;
        {
            const std::lock_guard lock(mutex_);
            std::erase_if(outstanding_, [&](const auto& each) { return each.request == request; });
            callback = completion_;
        }
        callback(request, result);
    }

    void event(DWORD device_id, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) override {
        raw_event(host_handle(device_id), message, p1, p2, p3);
    }

    void raw_event(
        HTAPIPHONE phone, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) override {
        PHONEEVENT callback = nullptr;
        {
            const std::lock_guard lock(mutex_);
            callback = phone_event_;
        }
        callback(phone, message, p1, p2, p3);
    }

    void create(DWORD_PTR temporary_id) override {
        raw_event(nullptr, PHONE_CREATE, reinterpret_cast<DWORD_PTR>(handle_), temporary_id, 0);
    }

    void remove(DWORD device_id) override { raw_event(nullptr, PHONE_REMOVE, device_id, 0, 0); }

    void line_event(DWORD message) override { line_event_(nullptr, nullptr, message, 0, 0, 0); }

    // What the entry points use.

    template <typename... Arguments>
    void record(const char* name, Arguments... arguments) {
        std::ostringstream text;
        text << name << '(';
        [[maybe_unused]] const char* comma = "";
        ((text << comma << arguments, comma = ","), ...);
        text << ')';
        const std::lock_guard lock(mutex_);
        calls_.push_back(text.str());
    }

    LONG start(operation what) {
        {
            const std::lock_guard lock(mutex_);
            std::ostringstream text;
            text << "phone" << what.name << '(' << what.request;
            for (const DWORD each : what.numbers) text << ',' << each;
            text << ')';
            calls_.push_back(text.str());
            outstanding_.push_back(what);
            last_ = what;
        }
        if (settings_.on_operation) {
            return settings_.on_operation(what);
        }
        complete(what.request, 0);
        return static_cast<LONG>(what.request);
    }

    void set_callbacks(HPROVIDER handle, LINEEVENT lines, PHONEEVENT phones) {
        const std::lock_guard lock(mutex_);
        handle_ = handle;
        line_event_ = lines;
        phone_event_ = phones;
    }

    void set_completion(ASYNC_COMPLETION completion) {
        const std::lock_guard lock(mutex_);
        completion_ = completion;
    }

    HDRVPHONE open(DWORD device_id, HTAPIPHONE host_handle) {
        const std::lock_guard lock(mutex_);
        host_handles_[device_id] = host_handle;
        // Any number but 0 will do; a test reads the device from it.
        return reinterpret_cast<HDRVPHONE>(DWORD_PTR{0x2000} + device_id);
    }

    void close(HDRVPHONE phone) {
        if (settings_.on_close) {
            settings_.on_close(phone);
            return;
        }
        for (const operation& each : outstanding()) {
            if (each.phone == phone) {
                complete(each.request, as_result(PHONEERR_OPERATIONFAILED));
            }
        }
    }

private:
    HTAPIPHONE host_handle(DWORD device_id) {
        const std::lock_guard lock(mutex_);
        return host_handles_[device_id];
    }

    mutable std::mutex mutex_;
    settings settings_;
    std::vector<std::string> calls_;
    std::vector<operation> outstanding_;
    operation last_;
    std::map<DWORD, HTAPIPHONE> host_handles_;
    HPROVIDER handle_ = nullptr;
    LINEEVENT line_event_ = nullptr;
    PHONEEVENT phone_event_ = nullptr;
    ASYNC_COMPLETION completion_ = nullptr;
};

provider& the_provider() {
    static provider instance;
    return instance;
}

DWORD device_of(HDRVPHONE phone) {
    return static_cast<DWORD>(reinterpret_cast<DWORD_PTR>(phone) - 0x2000);
}

std::vector<std::byte> copy(const void* block, DWORD size) {
    const auto* first = static_cast<const std::byte*>(block);
    return {first, first + size};
}

LONG negotiate(DWORD low, DWORD high, LPDWORD version) {
    const settings& set = the_provider().set();
    if (low > set.highest_version || high < set.lowest_version) {
        return as_result(PHONEERR_INCOMPATIBLEAPIVERSION);
    }
    *version = std::min(high, set.highest_version);
    return 0;
}

/// Appends UTF-16 text to a structure as TSPI asks: whole or not at all.
void append(void* structure, DWORD& offset, DWORD& size, std::u16string_view text) {
    DWORD sizes[3];
    std::memcpy(sizes, structure, sizeof(sizes));
    const auto bytes = static_cast<DWORD>((text.size() + 1) * sizeof(char16_t));
    sizes[1] += bytes;
    if (sizes[0] - sizes[2] >= bytes) {
        std::memcpy(static_cast<std::byte*>(structure) + sizes[2], text.data(), bytes);
        offset = sizes[2];
        size = bytes;
        sizes[2] += bytes;
    }
    std::memcpy(structure, sizes, sizeof(sizes));
}

/// A dialog that asks its provider one question and goes away.
LONG run_dialog(const char* name, TUISPIDLLCALLBACK callback, DWORD object, DWORD type) {
    if (const auto while_open = the_provider().set().on_dialog) {
        while_open();
    }
    DWORD block = dialog_question;
    const LONG asked = callback(object, type, &block, sizeof(block));
    the_provider().record(name, object, asked, block);
    return the_provider().set().dialog_result;
}

}  // namespace
}  // namespace offhook::tapi::fake

namespace fake = offhook::tapi::fake;
using fake::the_provider;

fake::controls* offhook_fake_controls() {
    return &the_provider();
}

LONG TSPI_lineNegotiateTSPIVersion(DWORD device, DWORD low, DWORD high, LPDWORD version) {
    the_provider().record("lineNegotiateTSPIVersion", device, low, high);
    const LONG result = the_provider().set().negotiate_result;
    return result != 0 ? result : fake::negotiate(low, high, version);
}

LONG TSPI_providerEnumDevices(DWORD provider,
                              LPDWORD lines,
                              LPDWORD phones,
                              HPROVIDER handle,
                              LINEEVENT line_event,
                              PHONEEVENT phone_event) {
    the_provider().record("providerEnumDevices", provider, *lines, *phones);
    the_provider().set_callbacks(handle, line_event, phone_event);
    *lines = the_provider().set().lines;
    *phones = the_provider().set().phones;
    return the_provider().set().enumerate_result;
}

LONG TSPI_providerInit(DWORD version,
                       DWORD provider,
                       DWORD line_base,
                       DWORD phone_base,
                       DWORD_PTR lines,
                       DWORD_PTR phones,
                       ASYNC_COMPLETION completion,
                       LPDWORD options) {
    the_provider().record(
        "providerInit", version, provider, line_base, phone_base, lines, phones, *options);
    the_provider().set_completion(completion);
    *options = the_provider().set().options;
    if (the_provider().set().create_during_init != 0) {
        the_provider().create(the_provider().set().create_during_init);
    }
    return the_provider().set().init_result;
}

LONG TSPI_providerShutdown(DWORD version, DWORD provider) {
    the_provider().record("providerShutdown", version, provider);
    return 0;
}

LONG TSPI_providerCreatePhoneDevice(DWORD_PTR temporary_id, DWORD device) {
    the_provider().record("providerCreatePhoneDevice", temporary_id, device);
    if (the_provider().set().on_create) the_provider().set().on_create();
    return the_provider().set().create_result;
}

LONG TSPI_phoneNegotiateTSPIVersion(DWORD device, DWORD low, DWORD high, LPDWORD version) {
    the_provider().record("phoneNegotiateTSPIVersion", device, low, high);
    const LONG result = the_provider().set().negotiate_phone_result;
    return result != 0 ? result : fake::negotiate(low, high, version);
}

LONG TSPI_phoneGetDevCaps(DWORD device, DWORD version, DWORD ext_version, LPPHONECAPS caps) {
    the_provider().record("phoneGetDevCaps",
                          device,
                          version,
                          ext_version,
                          caps->dwNeededSize,
                          caps->dwUsedSize,
                          caps->dwPhoneStates);
    caps->dwPermanentPhoneID = 77;
    caps->dwPhoneStates = PHONESTATE_LAMP;
    caps->dwNumRingModes = 3;
    if (version >= offhook::tspi::version_2_0)
        caps->dwPhoneFeatures = the_provider().set().features;
    // The structure is packed: the members go through variables of their own.
    DWORD offset = 0;
    DWORD size = 0;
    fake::append(caps, offset, size, u"fake phone");
    caps->dwPhoneNameOffset = offset;
    caps->dwPhoneNameSize = size;
    return the_provider().set().query_result;
}

LONG TSPI_phoneGetExtensionID(DWORD, DWORD, LPPHONEEXTENSIONID extension) {
    extension->dwExtensionID0 = 0xE0;
    return 0;
}

LONG TSPI_phoneNegotiateExtVersion(DWORD, DWORD, DWORD, DWORD high, LPDWORD version) {
    *version = high;
    return 0;
}

LONG TSPI_phoneSelectExtVersion(HDRVPHONE phone, DWORD version) {
    the_provider().record("phoneSelectExtVersion", fake::device_of(phone), version);
    return 0;
}

LONG TSPI_phoneGetIcon(DWORD device, LPCWSTR device_class, LPHICON icon) {
    the_provider().record("phoneGetIcon", device, device_class == nullptr ? "null" : "class");
    *icon = the_provider().set().icon;
    return the_provider().set().query_result;
}

LONG TSPI_providerInstall(HWND, DWORD) {
    return 0;
}

LONG TSPI_providerUIIdentify(LPWSTR name) {
    const std::u16string& path = the_provider().set().ui_module;
    std::copy_n(path.c_str(), path.size() + 1, name);
    return path.empty() ? fake::as_result(LINEERR_OPERATIONFAILED) : 0;
}

LONG TSPI_providerGenericDialogData(DWORD_PTR object, DWORD type, LPVOID block, DWORD size) {
    the_provider().record("providerGenericDialogData", object, type, size);
    *static_cast<DWORD*>(block) += 1;
    return 0;
}

LONG TUISPI_phoneConfigDialog(TUISPIDLLCALLBACK callback, DWORD device, HWND, LPCWSTR) {
    return fake::run_dialog("phoneConfigDialog", callback, device, 2);
}

LONG TUISPI_providerInstall(TUISPIDLLCALLBACK callback, HWND, DWORD provider) {
    return fake::run_dialog("uiProviderInstall", callback, provider, 3);
}

LONG TUISPI_providerConfig(TUISPIDLLCALLBACK callback, HWND, DWORD provider) {
    return fake::run_dialog("uiProviderConfig", callback, provider, 3);
}

LONG TUISPI_providerRemove(TUISPIDLLCALLBACK callback, HWND, DWORD provider) {
    return fake::run_dialog("uiProviderRemove", callback, provider, 3);
}

LONG TSPI_phoneOpen(
    DWORD device, HTAPIPHONE host_handle, LPHDRVPHONE phone, DWORD version, PHONEEVENT) {
    the_provider().record("phoneOpen", device, version);
    const fake::settings& set = the_provider().set();
    if (set.open_result == 0 && !set.open_without_handle) {
        *phone = the_provider().open(device, host_handle);
    }
    return set.open_result;
}

LONG TSPI_phoneClose(HDRVPHONE phone) {
    the_provider().record("phoneClose", fake::device_of(phone));
    the_provider().close(phone);
    return 0;
}

LONG TSPI_phoneSetStatusMessages(HDRVPHONE phone, DWORD states, DWORD modes, DWORD button_states) {
    the_provider().record(
        "phoneSetStatusMessages", fake::device_of(phone), states, modes, button_states);
    if (const auto more = the_provider().set().on_status_messages) {
        more();
    }
    return the_provider().set().query_result;
}

LONG TSPI_phoneGetStatus(HDRVPHONE phone, LPPHONESTATUS status) {
    the_provider().record("phoneGetStatus",
                          fake::device_of(phone),
                          status->dwNeededSize,
                          status->dwUsedSize,
                          status->dwRingMode,
                          status->dwDisplayOffset);
    status->dwStatusFlags = PHONESTATUSFLAGS_CONNECTED;
    status->dwPhoneFeatures = PHONEFEATURE_GETLAMP | PHONEFEATURE_SETLAMP;
    // Not the provider's to write: the host must put its own numbers there.
    status->dwNumOwners = 99;
    DWORD offset = 0;
    DWORD size = 0;
    fake::append(status, offset, size, u"display");
    status->dwDisplayOffset = offset;
    status->dwDisplaySize = size;
    const auto& more = the_provider().set().on_status;
    return more ? more(status) : the_provider().set().query_result;
}

LONG TSPI_phoneGetButtonInfo(HDRVPHONE, DWORD button, LPPHONEBUTTONINFO info) {
    the_provider().record("phoneGetButtonInfo", button, info->dwNeededSize, info->dwUsedSize);
    info->dwButtonMode = PHONEBUTTONMODE_FEATURE;
    info->dwButtonFunction = PHONEBUTTONFUNCTION_HOLD;
    info->dwButtonState = PHONEBUTTONSTATE_DOWN;
    DWORD offset = 0;
    DWORD size = 0;
    fake::append(info, offset, size, u"Hold");
    info->dwButtonTextOffset = offset;
    info->dwButtonTextSize = size;
    return the_provider().set().query_result;
}

LONG TSPI_phoneGetData(HDRVPHONE, DWORD data_id, LPVOID data, DWORD size) {
    the_provider().record("phoneGetData", data_id, size);
    if (size > 0) std::memset(data, 0x5A, size);
    return the_provider().set().query_result;
}

LONG TSPI_phoneGetDisplay(HDRVPHONE, LPVARSTRING display) {
    the_provider().record("phoneGetDisplay", display->dwNeededSize);
    display->dwStringFormat = STRINGFORMAT_UNICODE;
    DWORD offset = 0;
    DWORD size = 0;
    fake::append(display, offset, size, u"Grüße");
    display->dwStringOffset = offset;
    display->dwStringSize = size;
    return the_provider().set().query_result;
}

LONG TSPI_phoneGetGain(HDRVPHONE, DWORD device, LPDWORD gain) {
    the_provider().record("phoneGetGain", device);
    *gain = 100;
    return the_provider().set().query_result;
}

LONG TSPI_phoneGetHookSwitch(HDRVPHONE, LPDWORD devices) {
    the_provider().record("phoneGetHookSwitch");
    *devices = PHONEHOOKSWITCHDEV_SPEAKER;
    return the_provider().set().query_result;
}

LONG TSPI_phoneGetID(HDRVPHONE, LPVARSTRING, LPCWSTR, HANDLE) {
    the_provider().record("phoneGetID");
    return fake::as_result(PHONEERR_INVALDEVICECLASS);
}

LONG TSPI_phoneGetLamp(HDRVPHONE, DWORD lamp, LPDWORD mode) {
    the_provider().record("phoneGetLamp", lamp);
    *mode = PHONELAMPMODE_STEADY;
    return the_provider().set().query_result;
}

LONG TSPI_phoneGetRing(HDRVPHONE, LPDWORD mode, LPDWORD volume) {
    the_provider().record("phoneGetRing");
    *mode = 2;
    *volume = 300;
    return the_provider().set().query_result;
}

LONG TSPI_phoneGetVolume(HDRVPHONE, DWORD device, LPDWORD volume) {
    the_provider().record("phoneGetVolume", device);
    *volume = 200;
    return the_provider().set().query_result;
}

LONG TSPI_phoneDevSpecific(DRV_REQUESTID request, HDRVPHONE phone, LPVOID block, DWORD size) {
    return the_provider().start({"DevSpecific", request, phone, {}, fake::copy(block, size)});
}

LONG TSPI_phoneSetButtonInfo(DRV_REQUESTID request,
                             HDRVPHONE phone,
                             DWORD button,
                             LPPHONEBUTTONINFO const info) {
    return the_provider().start(
        {"SetButtonInfo", request, phone, {button}, fake::copy(info, info->dwTotalSize)});
}

LONG TSPI_phoneSetData(
    DRV_REQUESTID request, HDRVPHONE phone, DWORD data_id, LPVOID const data, DWORD size) {
    return the_provider().start({"SetData", request, phone, {data_id}, fake::copy(data, size)});
}

LONG TSPI_phoneSetDisplay(
    DRV_REQUESTID request, HDRVPHONE phone, DWORD row, DWORD column, LPCWSTR text, DWORD size) {
    return the_provider().start(
        {"SetDisplay", request, phone, {row, column}, fake::copy(text, size)});
}

LONG TSPI_phoneSetGain(DRV_REQUESTID request, HDRVPHONE phone, DWORD device, DWORD gain) {
    return the_provider().start({"SetGain", request, phone, {device, gain}, {}});
}

LONG TSPI_phoneSetHookSwitch(DRV_REQUESTID request, HDRVPHONE phone, DWORD devices, DWORD mode) {
    return the_provider().start({"SetHookSwitch", request, phone, {devices, mode}, {}});
}

LONG TSPI_phoneSetLamp(DRV_REQUESTID request, HDRVPHONE phone, DWORD lamp, DWORD mode) {
    return the_provider().start({"SetLamp", request, phone, {lamp, mode}, {}});
}

LONG TSPI_phoneSetRing(DRV_REQUESTID request, HDRVPHONE phone, DWORD mode, DWORD volume) {
    return the_provider().start({"SetRing", request, phone, {mode, volume}, {}});
}

LONG TSPI_phoneSetVolume(DRV_REQUESTID request, HDRVPHONE phone, DWORD device, DWORD volume) {
    return the_provider().start({"SetVolume", request, phone, {device, volume}, {}});
}
