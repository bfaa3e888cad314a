#pragma once

#include "driver/transport/transport.hpp"

#include <functional>
#include <string>
#include <vector>

namespace offhook::transport::test {

using bytes = std::vector<std::uint8_t>;

/// Keeps what a transport tells, and can act from inside a call.
class recording_listener final : public listener {
public:
    void on_open(const device_info& device) override {
        order.emplace_back("open");
        opened.push_back(device);
        if (when_open) when_open();
    }

    void on_report(bytes_view report) override {
        order.emplace_back("report");
        reports.emplace_back(report.begin(), report.end());
        if (when_report) when_report();
    }

    void on_lost(error_code reason, const std::string& detail) override {
        order.emplace_back("lost");
        lost.push_back(reason);
        details.push_back(detail);
        if (when_lost) when_lost();
    }

    /// A handler for write_report that keeps its result.
    transport::write_handler on_written() {
        return [this](error_code result) {
            order.emplace_back("written");
            written.push_back(result);
        };
    }

    /// A handler for get_feature that keeps its result.
    transport::feature_handler on_feature() {
        return [this](error_code result, bytes_view report) {
            order.emplace_back("feature");
            feature_results.push_back(result);
            features.emplace_back(report.begin(), report.end());
        };
    }

    std::vector<std::string> order;
    std::vector<device_info> opened;
    std::vector<bytes> reports;
    std::vector<error_code> lost;
    std::vector<std::string> details;
    std::vector<error_code> written;
    std::vector<error_code> feature_results;
    std::vector<bytes> features;
    std::function<void()> when_open;
    std::function<void()> when_report;
    std::function<void()> when_lost;
};

}  // namespace offhook::transport::test
