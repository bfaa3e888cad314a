#pragma once

#include "sim/control/control_session.hpp"
#include "sim/web/report_budget.hpp"
#include "sim/web/web_channel.hpp"

#include <boost/asio/steady_timer.hpp>
#include <set>

namespace offhook::sim {

/// One browser as an operator. It is told news at most thirty times a second, then the newest state
/// of each handset; one that does not keep up gets nothing until it has. What a change costs the
/// handset's path beyond that is a mark in a set. Keys that it holds are released when it leaves.
class viewer : public web_visitor, private control_sink {
public:
    /// Between two tellings.
    static constexpr std::chrono::milliseconds pace{33};

    /// All must outlive the object.
    viewer(boost::asio::io_context& context, control_hub& hub, web_channel& channel);
    ~viewer() override;

    void on_message(std::string_view message) override;
    void on_all_sent() override;

private:
    void send(std::string_view message) override;
    [[nodiscard]] bool has_room() const override;
    [[nodiscard]] bool has_room_for_reports() const override;

    void rest();
    void on_rested();
    void remember_key(std::string_view message);

    web_channel& channel_;
    boost::asio::steady_timer pause_;  // runs only after news were told
    report_budget budget_;
    bool resting_ = false;
    bool answering_ = false;  // inside of on_message(): what is sent is an answer
    bool catching_up_ = false;
    bool leaving_ = false;
    std::set<std::string> held_;  // the requests that release its keys
    control_session session_;
};

}  // namespace offhook::sim
