#pragma once

#include "tsp/device_set.hpp"
#include "tsp/handle_table.hpp"
#include "tsp/log.hpp"
#include "tsp/open_phone.hpp"
#include "tsp/ui/dialog_message.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <span>

namespace offhook::tsp {

/// The arguments of TSPI_providerInit that matter to a provider of phones.
struct init_options {
    DWORD version = 0;
    DWORD permanent_id = 0;
    DWORD first_device = 0;  ///< dwPhoneDeviceIDBase
    DWORD_PTR phones = 0;    ///< dwNumPhones, as EnumDevices told
    ASYNC_COMPLETION on_completion = nullptr;
};

/// The arguments of TSPI_phoneOpen.
struct open_options {
    DWORD device = 0;
    DWORD version = 0;
    HTAPIPHONE host = nullptr;
    PHONEEVENT on_event = nullptr;
};

/// What TSPI_phoneNegotiateExtVersion is asked.
struct version_range {
    DWORD tspi = 0;
    DWORD low = 0;
    DWORD high = 0;
};

/// The whole provider: one in a module. Owns the driver and the phones from EnumDevices (or Init)
/// to the last Shutdown. Any thread; results are LINEERR_ in the first group, PHONEERR_ below.
///
/// Bounds: enumerate() config::first_look (1.5 s), less when all handsets are connected, and first
/// the end of an earlier look around; shut_down() 2 s for each phone that is still open, then 1.5
/// s, and 6 s more if the kernel holds a HID write. Everything else but close() returns at once.
class provider {
public:
    /// Makes the driver's runtime for each set of phones.
    using runtime_maker = std::function<std::shared_ptr<runtime>()>;

    explicit provider(runtime_maker make_runtime = [] { return std::make_shared<runtime>(); })
        : make_runtime_(std::move(make_runtime)) {}

    /// TSPI: TSPI_providerEnumDevices. Reads the configuration, begins to connect and waits for a
    /// first look around. The listener is told of devices that come and go in the session that
    /// follows. During a session it only tells how many phones the host was told of.
    [[nodiscard]] LONG enumerate(const device_listener& listener, DWORD& phones);

    /// TSPI: TSPI_providerInit. A second one is counted and changes nothing; one for another
    /// permanent ID is refused, as this provider can be installed once.
    [[nodiscard]] LONG init(const init_options& options);

    /// TSPI: TSPI_providerShutdown. The one that belongs to the first Init closes the open phones
    /// and ends everything.
    [[nodiscard]] LONG shut_down(DWORD permanent_id);

    /// TSPI: TSPI_providerCreatePhoneDevice. PHONEERR_BADDEVICEID for a device that was not
    /// announced, is gone again, or has an ID, and for an ID that is taken.
    [[nodiscard]] LONG create_device(DWORD_PTR number, DWORD id);

    /// TSPI: TSPI_phoneNegotiateTSPIVersion. INITIALIZE_NEGOTIATION is answered as by the line
    /// function: the documents disagree whether it may come (tspi-phone.md §9-1).
    [[nodiscard]] LONG negotiate_phone(DWORD id, DWORD low, DWORD high, DWORD& version) const;

    [[nodiscard]] LONG get_caps(DWORD id, DWORD version, DWORD ext_version, PHONECAPS* caps) const;
    [[nodiscard]] LONG get_extension_id(DWORD id, DWORD version, PHONEEXTENSIONID* extension) const;

    /// TSPI: TSPI_phoneNegotiateExtVersion. With an error `result` becomes 0 (tspi-phone.md §9-9).
    [[nodiscard]] LONG negotiate_extension(DWORD id, version_range asked, DWORD& result) const;

    /// TSPI: TSPI_phoneGetIcon. We have none of our own: a null icon makes the host take the
    /// generic one of a phone.
    [[nodiscard]] LONG get_icon(DWORD id, LPCWSTR device_class, HICON& icon) const;

    /// TSPI: TSPI_phoneOpen. A device is opened once at a time, plugged in or not.
    [[nodiscard]] LONG open(const open_options& options, HDRVPHONE& handle);

    /// TSPI: TSPI_phoneClose. The bound is that of phone::close(). A stale handle is
    /// PHONEERR_INVALPHONEHANDLE and no harm (tspi-phone.md §9-8).
    [[nodiscard]] LONG close(HDRVPHONE handle);

    /// TSPI: TSPI_providerGenericDialogData: a question of one of our dialogs, whose answer takes
    /// its place in the block (dialog_message.hpp). LINEERR_INVALPARAM for another block, and for
    /// an object that a dialog of ours does not have. Nothing waits.
    [[nodiscard]] LONG answer_dialog(DWORD_PTR object, DWORD type, std::span<std::uint8_t> block);

    /// Null for a handle that is not open.
    [[nodiscard]] std::shared_ptr<open_phone> find(HDRVPHONE handle) const {
        return handles_.find(handle);
    }

private:
    [[nodiscard]] std::shared_ptr<phone> device(DWORD id) const;
    [[nodiscard]] std::shared_ptr<device_set> devices() const;
    [[nodiscard]] ASYNC_COMPLETION completion() const;
    [[nodiscard]] std::shared_ptr<device_set> session() const;
    [[nodiscard]] ui::answer answer_to(const ui::question& what, std::optional<DWORD> phone) const;
    void set_inits(unsigned count);
    void replace_devices(std::shared_ptr<device_set> next);
    [[nodiscard]] config configure();
    [[nodiscard]] std::shared_ptr<device_set> make_devices();

    const runtime_maker make_runtime_;
    log_scope log_;
    std::mutex lifecycle_;  ///< one of enumerate, init, shut_down at a time
    /// Of what follows: held to change it, and to read it without lifecycle_; never while waiting.
    mutable std::mutex mutex_;
    std::shared_ptr<device_set> devices_;
    device_listener listener_;  ///< of the next session
    DWORD counted_ = 0;         ///< phones that the host was told of
    init_options options_;
    unsigned inits_ = 0;  ///< not yet shut down
    handle_table<HDRVPHONE, open_phone> handles_;
};

/// The one that the exported functions serve. Defined in the_provider.cpp for the module; a test
/// that links the exported functions defines its own.
[[nodiscard]] provider& the_provider();

}  // namespace offhook::tsp
