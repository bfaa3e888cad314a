#include "sim/program/address_option.hpp"

#include "sim/plug/listener.hpp"

#include <iostream>

namespace offhook::sim {

listen_address address_of(const std::string& option, const std::string& text) {
    auto parsed = parse_listen_address(text);
    if (!parsed.value) throw listen_error(option + ": " + parsed.error);
    if (!is_local(*parsed.value)) {
        std::cerr << "offhook-sim: warning: " << option << " " << text
                  << " can be reached from other computers, and asks nobody who they are\n";
    }
    return *parsed.value;
}

}  // namespace offhook::sim
