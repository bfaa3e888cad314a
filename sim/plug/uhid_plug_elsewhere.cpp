// Where there is no UHID.

#include "sim/plug/uhid_plug.hpp"

namespace offhook::sim {

std::unique_ptr<plug> make_uhid_plug(boost::asio::io_context& /*context*/, rack& /*handsets*/) {
    throw uhid_error("only Linux has /dev/uhid; use --usbip or --listen instead of --uhid");
}

}  // namespace offhook::sim
