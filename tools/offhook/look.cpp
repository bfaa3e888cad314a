#include "tools/offhook/look.hpp"

#include "driver/protocol/report_id.hpp"
#include "driver/transport/transport_error.hpp"
#include "tools/offhook/failure.hpp"

#include <spdlog/fmt/fmt.h>
#include <algorithm>
#include <memory>

namespace offhook::cli {
namespace {

using boost::system::error_code;

/// One look that is under way. Its state belongs to the foreground.
class look : public std::enable_shared_from_this<look> {
public:
    look(foreground& here, const std::string& address) : here_(here) {
        seen_.address = address;
        seen_.problem = "nothing is plugged in at " + address;
    }

    /// Throws `failure` for what is no address of one handset.
    void start(runtime& driver) {
        const auto tell = here_.teller(weak_from_this());
        report_link_events events;
        events.on_open = [tell](const auto& device) {
            tell([device](look& self) { self.on_open(device); });
        };
        events.on_lost = [tell](error_code reason, const std::string& detail) {
            tell([reason, detail](look& self) { self.on_lost(reason, detail); });
        };
        auto made = driver.link_reports(seen_.address, std::move(events));
        if (!made.value) throw failure(exit_bad_call, made.error);
        link_ = std::move(made.value);
    }

    [[nodiscard]] bool is_over() const { return is_over_; }
    [[nodiscard]] const looked_at& seen() const { return seen_; }

private:
    void on_open(const transport::device_info& device) {
        using enum protocol::report_id;
        seen_.device = device;
        seen_.state = look_state::silent;
        seen_.problem = seen_.address + " is there but does not say who it is; plug it in anew";
        link_->get_feature(
            static_cast<std::uint8_t>(identity),
            protocol::length_of(identity),
            [tell = here_.teller(weak_from_this())](error_code error, protocol::bytes_view report) {
                const protocol::byte_vector bytes(report.begin(), report.end());
                tell([=](look& self) { self.on_identity(error, bytes); });
            });
    }

    void on_identity(error_code error, const protocol::byte_vector& report) {
        is_over_ = true;
        if (error == transport::errc::io_error) return;  // silent
        const auto identity = protocol::identity_report::decode(report);
        if (error || !identity) {
            seen_.state = look_state::foreign;
            seen_.problem = fmt::format(
                "{} is no Offhook handset: its identity report (22) {}",
                seen_.address,
                error ? "cannot be read: " + error.message() : "is " + identity.error().message());
            return;
        }
        seen_.identity = *identity;
        const bool fits = identity->major == protocol::major_version;
        seen_.state = fits ? look_state::ready : look_state::other_version;
        seen_.problem =
            fits ? ""
                 : fmt::format(
                       "{} speaks protocol version {}, this program version {}.{}: one of them "
                       "needs an update",
                       seen_.address,
                       version_of(*identity),
                       protocol::major_version,
                       protocol::minor_version);
    }

    void on_lost(error_code reason, const std::string& detail) {
        if (is_over_) return;
        is_over_ = true;
        seen_.problem = detail.empty() ? reason.message() : detail;
        const bool forbidden = reason == transport::errc::no_permission;
        const bool gone =
            reason == transport::errc::no_such_device && seen_.address.starts_with("hid:");
        seen_.state = forbidden ? look_state::no_permission
                      : gone    ? look_state::unplugged
                                : look_state::unreachable;
    }

    foreground& here_;
    looked_at seen_;
    bool is_over_ = false;
    std::unique_ptr<report_link> link_;
};

}  // namespace

std::string_view word_of(look_state state) {
    switch (state) {
        case look_state::ready: return "ready";
        case look_state::unplugged: return "not plugged in";
        case look_state::no_permission: return "no permission";
        case look_state::unreachable: return "not reachable";
        case look_state::silent: return "silent";
        case look_state::foreign: return "no handset";
        case look_state::other_version: return "other version";
    }
    return "unknown";
}

std::vector<looked_at> look_at(runtime& driver,
                               foreground& here,
                               const std::vector<std::string>& addresses,
                               std::chrono::milliseconds limit) {
    std::vector<std::shared_ptr<look>> looks;
    for (const auto& address : addresses) {
        looks.push_back(std::make_shared<look>(here, address));
        looks.back()->start(driver);
    }
    here.run_until(
        [&] {
            return std::all_of(
                looks.begin(), looks.end(), [](const auto& one) { return one->is_over(); });
        },
        limit);
    std::vector<looked_at> seen;
    for (const auto& one : looks) seen.push_back(one->seen());
    return seen;
}

std::string version_of(const protocol::identity_report& identity) {
    return fmt::format("{}.{}", identity.major, identity.minor);
}

}  // namespace offhook::cli
