#pragma once

#include "tsp/error_map.hpp"
#include "tsp/phone.hpp"
#include "tsp/phone_command.hpp"

#include <functional>
#include <memory>

namespace offhook::tsp {

/// What an HDRVPHONE names. Any thread.
class open_phone {
public:
    using command_maker = std::function<checked_command(const engine::handset_profile&)>;
    /// Answers from a connected phone, for the negotiated version; 0 or a PHONEERR.
    using query = std::function<DWORD(const phone_view&, DWORD version)>;

    /// `id` is the device ID that it was opened by.
    open_phone(std::shared_ptr<phone> device, std::shared_ptr<phone_session> session, DWORD id)
        : device_(std::move(device)), session_(std::move(session)), id_(id) {}

    /// Begins one of the nine. Either a negative error and that is all, or `request` and later
    /// exactly one completion, on the driver's thread, when the handset has acknowledged or will
    /// not. A command that has nothing to do completes with 0 by itself.
    [[nodiscard]] LONG start(operation what, DRV_REQUESTID request, const command_maker& make);

    /// Runs one of the Get functions.
    [[nodiscard]] LONG ask(operation what, const query& answer) const;

    [[nodiscard]] LONG get_status(PHONESTATUS* target) const;

    /// TSPI: TSPI_phoneGetID. Looks among the computer's sound devices, which takes a fraction of a
    /// millisecond. Needs no connection.
    [[nodiscard]] LONG get_id(VARSTRING* target, LPCWSTR device_class) const;

    /// TSPI: TSPI_phoneSelectExtVersion. See phone_extension_version for why it remembers nothing.
    [[nodiscard]] LONG select_extension(DWORD version) const;

    [[nodiscard]] LONG set_status_messages(const status_masks& masks);
    void close();

private:
    [[nodiscard]] LONG refuse(operation what, LONG error) const;
    [[nodiscard]] LONG submit(operation what, DRV_REQUESTID request, checked_command command);

    std::shared_ptr<phone> device_;
    std::shared_ptr<phone_session> session_;
    DWORD id_;
};

}  // namespace offhook::tsp
