#include "tsp/open_phone.hpp"

#include "tsp/device_class.hpp"
#include "tsp/extension.hpp"
#include "tsp/phone_id.hpp"
#include "tsp/phone_status.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace offhook::tsp {
namespace {

using ticket = completion_table::ticket;

/// A request that the host waits for. It holds nothing but the session: it may be the last to go,
/// on the driver's thread, where a handset must not be destroyed.
struct accepted_request {
    operation what;
    DRV_REQUESTID request;
    ticket acceptance;
    std::string address;
    std::shared_ptr<phone_session> session;

    void end(const engine::outcome& end) const {
        const LONG result = to_result(what, end);
        if (result != 0) log(end, result);
        session->on_answer(request, end.data);
        session->completions().end(acceptance, result);
    }

    void log(const engine::outcome& end, LONG result) const {
        // That the handset is gone or the phone closed is one line of the driver's, not one each.
        const bool expected =
            end.error == engine::errc::cancelled || end.error == engine::errc::stopped ||
            end.error == engine::errc::link_lost || end.error == engine::errc::not_connected;
        spdlog::log(expected ? spdlog::level::info : spdlog::level::warn,
                    "{}: {} (request {}) failed: {} (detail {}); answered {:#x}",
                    address,
                    name_of(what),
                    request,
                    end.error.message(),
                    end.detail,
                    static_cast<DWORD>(result));
    }
};

}  // namespace

LONG open_phone::start(operation what, DRV_REQUESTID request, const command_maker& make) {
    const auto profile = device_->profile();
    if (!profile || !device_->is_connected()) return refuse(what, not_connected(what));
    auto command = make(*profile);
    if (command.error != 0) return refuse(what, fitting_error(what, command.error));
    return submit(what, request, std::move(command));
}

LONG open_phone::submit(operation what, DRV_REQUESTID request, checked_command command) {
    const auto acceptance = session_->completions().accept(request);
    if (!acceptance) return refuse(what, to_result(PHONEERR_OPERATIONFAILED));
    const accepted_request accepted{what, request, *acceptance, device_->address(), session_};
    try {
        if (command.what) {
            device_->submit(*std::move(command.what),
                            [accepted](const auto& end) { accepted.end(end); });
        } else {
            device_->post([accepted] { accepted.end({}); });
        }
    } catch (...) {
        // Unless it was closed meanwhile and so has ended, the error is the function's result.
        if (session_->completions().withdraw(*acceptance)) throw;
    }
    return static_cast<LONG>(request);
}

LONG open_phone::ask(operation what, const query& answer) const {
    const auto view = device_->view();
    if (!view.connected || !view.profile) return refuse(what, not_connected(what));
    const DWORD error = answer(view, session_->version());
    return error == 0 ? 0 : refuse(what, fitting_error(what, error));
}

LONG open_phone::get_status(PHONESTATUS* target) const {
    const DWORD error = write_status(target, session_->version(), device_->view());
    return error == 0 ? 0 : refuse(operation::get_status, to_result(error));
}

LONG open_phone::get_id(VARSTRING* target, LPCWSTR device_class) const {
    const auto profile = device_->profile();
    const auto waves =
        profile ? find_wave_devices(profile->names.product, profile->names.serial) : wave_devices{};
    const DWORD error = write_id(target, {text_of(device_class), id_}, profile.get(), waves);
    return error == 0 ? 0 : refuse(operation::get_id, fitting_error(operation::get_id, error));
}

LONG open_phone::select_extension(DWORD version) const {
    if (is_extension_version(device_->profile().get(), version)) return 0;
    return refuse(operation::select_ext_version, to_result(PHONEERR_INCOMPATIBLEEXTVERSION));
}

LONG open_phone::set_status_messages(const status_masks& masks) {
    const DWORD error = check_masks(masks);
    if (error != 0) return refuse(operation::set_status_messages, to_result(error));
    session_->set_masks(masks);
    return 0;
}

void open_phone::close() {
    device_->close(session_);
}

LONG open_phone::refuse(operation what, LONG error) const {
    spdlog::info("{}: {} refused: {}, answered {:#x}",
                 device_->address(),
                 name_of(what),
                 device_->is_connected() ? "its arguments do not suit this handset"
                                         : "the handset is not connected",
                 static_cast<DWORD>(error));
    return error;
}

}  // namespace offhook::tsp
