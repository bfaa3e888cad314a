#pragma once

#include "driver/config.hpp"
#include "driver/runtime.hpp"
#include "tsp/device_table.hpp"
#include "tsp/phone.hpp"
#include "tsp/ui/dialog_desk.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace offhook::tsp {

/// Whom a provider tells of devices that come and go, as TSPI_providerEnumDevices was told.
struct device_listener {
    HPROVIDER provider = nullptr;
    PHONEEVENT on_event = nullptr;
};

/// What TSPI_providerInit says of device IDs.
struct id_block {
    DWORD first = 0;
    DWORD_PTR length = 0;
};

/// The phones of one provider session and the driver's thread that they share.
///
/// A handset that is named by its address is a phone from the start, plugged in or not. Those of a
/// pattern are phones from their first connection on: before the count quietly, later with
/// PHONE_CREATE. One that is pulled out stays the phone that it was; when it has been away for
/// config::forget_after it is given up, with PHONE_REMOVE. Source: tspi-phone.md §4.4.
class device_set {
public:
    /// Begins to connect to every address, and to look for what fits the patterns; one log line for
    /// each that is neither. The runtime is this set's alone.
    device_set(const config& settings, std::shared_ptr<runtime> driver);

    /// Ends everything: at most 1.5 s for the handsets to hear of it, and what runtime::stop()
    /// takes. Not on the driver's thread.
    ~device_set();

    device_set(const device_set&) = delete;
    device_set& operator=(const device_set&) = delete;

    /// Waits until what fits the patterns is known and all phones are connected, or
    /// config::first_look is over; one log line for each that is not.
    void look_around();

    /// How many phones the host is told of by TSPI_providerEnumDevices.
    [[nodiscard]] DWORD count() { return table_.count(); }

    /// From now on phones have IDs, and `listener` is told of new ones, on the driver's thread.
    void begin(const id_block& ids, const device_listener& listener);

    /// Nothing is announced any more. One announcement may be under way on the driver's thread.
    void end() { table_.end(); }

    /// TSPI: TSPI_providerCreatePhoneDevice. False for a number that was not announced.
    [[nodiscard]] bool create(DWORD_PTR number, DWORD id) { return table_.create(number, id); }

    /// Null for an ID that is no phone's.
    [[nodiscard]] std::shared_ptr<phone> find(DWORD id) const { return table_.find(id); }

    /// What dialogs are told about these phones.
    [[nodiscard]] ui::dialog_desk& desk() { return desk_; }

    [[nodiscard]] bool is_driver_thread() const { return driver_->is_this_thread(); }

private:
    using table = device_table<phone>;
    struct pattern_phone {
        table::number number = 0;
        std::unique_ptr<alarm> forgetting;  // while it is away
    };

    void add(const device_config& device, std::size_t line);
    void watch(const device_config& pattern, std::size_t line);
    std::optional<table::number> add_phone(const std::string& address,
                                           const std::string& where,
                                           std::size_t line);

    // On the driver's thread.
    void on_arrival(const found_handset& found, const device_config& pattern, std::size_t line);
    void on_departure(const std::string& address);
    void on_contact(table::number number);
    void announce(table::number number);
    void forget(const std::string& address);
    void stop_all(const std::shared_ptr<class countdown>& stopped);

    std::shared_ptr<runtime> driver_;
    const config settings_;
    table table_;
    ui::dialog_desk desk_;
    std::shared_ptr<class countdown> contacts_;
    std::vector<std::unique_ptr<handset_watch>> watches_;
    // After the constructor on the driver's thread only.
    device_listener listener_;
    std::vector<std::string> named_;  ///< addresses that are phones whatever a pattern finds
    std::map<std::string, pattern_phone> found_;
    std::vector<std::shared_ptr<phone>> given_up_;  ///< stopped; not destroyed on that thread
    bool stopping_ = false;
};

}  // namespace offhook::tsp
