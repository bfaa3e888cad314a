#pragma once

#include "sim/control/control_hub.hpp"
#include "sim/control/control_sink.hpp"

#include <boost/json/object.hpp>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace offhook::sim {

struct control_request;

/// One operator: requests in, answers and news out, without any socket. The messages are those of
/// sim/control/README.md. One thread: the rack's. It may be destroyed at any time, also from inside
/// of its sink; then nothing is sent any more.
class control_session {
public:
    /// What an operator can subscribe to.
    enum class topic { changes, wire, faults };

    /// Both must outlive the object.
    control_session(control_hub& hub, control_sink& sink);
    ~control_session();

    control_session(const control_session&) = delete;
    control_session& operator=(const control_session&) = delete;

    /// Carries out one request of any bytes, without a line end. Its answer is sent before the call
    /// returns, but that to `wait` when what is waited for has come.
    void on_message(std::string_view text);

    /// What is wrong with a request whatever the handset's state is; nothing is done.
    [[nodiscard]] std::vector<std::string> check(const boost::json::object& request);

    /// The sink has room again: tells the newest state of what has changed meanwhile.
    void on_room();

    /// The message that refuses something that cannot even be read as a request.
    [[nodiscard]] static std::string failure(std::string_view what);

    // What requests of this operator change; called by the verbs.
    void subscribe(topic what, const std::vector<std::size_t>& handsets, bool deltas);
    void unsubscribe(topic what, const std::vector<std::size_t>& handsets);
    void wait(const control_request& asked, boost::json::value until, milliseconds within);

private:
    friend class control_hub;
    struct waiting;
    using json_value = boost::json::value;

    // What is known to the operator of a handset that is subscribed to with deltas.
    struct subscription {
        bool deltas = false;
        boost::json::object told;
    };

    void on_act(std::size_t number, bool changed);
    void on_report(std::size_t number, rack::way where, protocol::bytes_view report);
    void on_faults();
    void on_strike(const fault_box::entry& one, std::size_t number);
    void tell_changed(std::size_t number);
    void tell_missed();
    void check_waiting(std::size_t number);
    void end_waiting(std::uint64_t which, std::string_view error);
    void answer(const json_value& id, boost::json::object fields, std::string_view error);
    void send(const boost::json::object& message);

    control_hub& hub_;
    control_sink& sink_;
    std::map<std::size_t, subscription> changes_;
    std::set<std::size_t> reports_;
    bool faults_ = false;           // is told of faults
    bool untold_faults_ = false;    // the list changed while there was no room
    std::set<std::size_t> untold_;  // changed while there was no room
    std::uint64_t missed_ = 0;      // reports that there was no room for
    std::map<std::uint64_t, waiting> waits_;
    std::uint64_t last_wait_ = 0;
    std::shared_ptr<control_session*> self_;  // null inside once it is destroyed
};

}  // namespace offhook::sim
