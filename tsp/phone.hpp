#pragma once

#include "driver/runtime.hpp"
#include "tsp/identity.hpp"
#include "tsp/phone_session.hpp"
#include "tsp/phone_view.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace offhook::tsp {

class phone;

/// A phone, or one line that says why its address cannot be one.
struct made_phone {
    std::shared_ptr<phone> value;
    std::string error;  ///< valid when there is no phone
};

/// One TAPI phone device over one handset. Nothing here waits for the handset but close().
class phone {
public:
    /// Called once on the driver's thread: the handset is connected for the first time.
    using contact_handler = std::function<void()>;

    /// The handset does nothing before start().
    [[nodiscard]] static made_phone make(std::shared_ptr<runtime> driver,
                                         std::string address,
                                         const engine::timing& timing = {});

    void start(contact_handler on_first_contact);

    /// Where the handset is, as the user wrote it: for log lines.
    [[nodiscard]] const std::string& address() const { return address_; }

    [[nodiscard]] bool is_connected() const { return handset_->is_connected(); }
    [[nodiscard]] std::shared_ptr<const engine::handset_profile> profile() const;
    [[nodiscard]] phone_view view() const;
    [[nodiscard]] phone_identity identity() const;
    [[nodiscard]] boost::system::error_code last_error() const { return handset_->last_error(); }

    /// Opens it for the host, plugged in or not: it may come up any time (TSPI: Synchronous
    /// requests, "optimistic"; tspi-phone.md §4.4). Null when it is open already.
    [[nodiscard]] std::shared_ptr<phone_session> open(phone_listener listener, DWORD version);

    /// Ends all outstanding requests with PHONEERR_OPERATIONFAILED, then returns; nothing is called
    /// back for the session afterwards. Waits for what the driver's thread is doing, at most 2 s;
    /// on that thread itself it does not wait. Source: TSPI: TSPI_phoneClose.
    void close(const std::shared_ptr<phone_session>& session);

    void submit(engine::command what, handset::completion done);

    /// Runs on the driver's thread, where completions belong.
    void post(std::function<void()> work) { driver_->post(std::move(work)); }

    /// Lets go of the handset; `done` comes on the driver's thread.
    void stop(std::function<void()> done) { handset_->stop(std::move(done)); }

private:
    phone(std::shared_ptr<runtime> driver, std::string address)
        : driver_(std::move(driver)), address_(std::move(address)) {}

    void on_event(const engine::handset_event& event);
    [[nodiscard]] std::shared_ptr<phone_session> session() const;
    [[nodiscard]] DWORD mode_of(const engine::handset_event& event) const;

    std::shared_ptr<runtime> driver_;  ///< must outlive the handset
    std::string address_;
    std::unique_ptr<handset> handset_;
    contact_handler on_first_contact_;  ///< after start() on the driver's thread only
    mutable std::mutex mutex_;
    std::shared_ptr<phone_session> session_;
};

}  // namespace offhook::tsp
