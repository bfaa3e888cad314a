#pragma once

#include "sim/plug/rack.hpp"

#include <boost/asio/steady_timer.hpp>

namespace offhook::sim {

/// Calls rack::on_time() in real time: one timer, armed only while some handset waits for
/// something. Both must outlive the object.
class rack_timer {
public:
    rack_timer(boost::asio::io_context& context, rack& handsets);
    ~rack_timer();

    rack_timer(const rack_timer&) = delete;
    rack_timer& operator=(const rack_timer&) = delete;

private:
    void arm();

    rack& handsets_;
    boost::asio::steady_timer timer_;
};

}  // namespace offhook::sim
