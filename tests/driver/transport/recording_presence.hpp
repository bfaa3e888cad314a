#pragma once

#include "driver/transport/presence.hpp"

#include <string>
#include <vector>

namespace offhook::transport::test {

/// Keeps what a presence tells, one line each: "+ADDRESS", "-ADDRESS", "listed".
class recording_presence final : public presence_listener {
public:
    void on_arrival(const present_device& device) override {
        lines.push_back('+' + to_string(device.where));
        names.push_back(device.info.name);
    }

    void on_departure(const present_device& device) override {
        lines.push_back('-' + to_string(device.where));
    }

    void on_listed() override { lines.emplace_back("listed"); }

    std::vector<std::string> lines;
    std::vector<std::string> names;  // of the arrivals
};

}  // namespace offhook::transport::test
