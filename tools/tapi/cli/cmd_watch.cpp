#include <map>

#include "tools/tapi/cli/application.hpp"
#include "tools/tapi/cli/commands.hpp"
#include "tools/tapi/cli/interrupt.hpp"
#include "tools/tapi/cli/shapes.hpp"

namespace offhook::tapi::cli {
namespace {

/// How soon Ctrl-C is noticed.
constexpr DWORD look_up_ms = 100;

/// All phones of one application, each open as a monitor with every event enabled.
class phone_watcher {
public:
    phone_watcher(tapi_host& host, output& out, HPHONEAPP app, DWORD highest)
        : host_(host), out_(out), app_(app), highest_(highest) {}

    void open(DWORD device_id) {
        DWORD version = 0;
        HPHONE phone = 0;
        LONG result = host_.phone_negotiate_api_version(
            app_, device_id, {tspi::version_1_3, highest_}, &version);
        if (result == 0) {
            result = host_.phone_open(app_, device_id, {.api_version = version}, &phone);
        }
        if (result == 0) {
            devices_[phone] = device_id;
            result = host_.phone_set_status_messages(phone, all_status_masks);
        }
        out_.line({{"op", "Open"},
                   {"device", device_id},
                   {"result", result},
                   {"result_name", result_name(result)}});
        failed_ = failed_ || result != 0;
    }

    void print_one_event() {
        message news;
        if (host_.phone_get_message(app_, &news, look_up_ms) != 0) {
            return;
        }
        boost::json::object line = event_object(news);
        const auto found = devices_.find(news.phone);
        if (found != devices_.end()) {
            line["device"] = found->second;
        }
        const std::chrono::duration<double, std::milli> at = news.when - began_;
        line["at_ms"] = at.count();
        out_.line(line);
        if (news.id == PHONE_CREATE) {
            open(static_cast<DWORD>(news.parameter1));
        }
    }

    [[nodiscard]] bool failed() const noexcept { return failed_; }

private:
    tapi_host& host_;
    output& out_;
    HPHONEAPP app_;
    DWORD highest_;
    std::map<HPHONE, DWORD> devices_;
    const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    bool failed_ = false;
};

}  // namespace

exit_code run_watch(tapi_host& host, output& out, const run_options& options) {
    const application_session application(host, options);
    if (!application.ready()) {
        return exit_failed;
    }
    phone_watcher watcher(host, out, application.app(), options.api_version);
    for (DWORD id = 0; id < application.phone_count(); ++id) {
        watcher.open(id);
    }
    while (!interrupted()) {
        watcher.print_one_event();
    }
    return watcher.failed() ? exit_failed : exit_ok;
}

}  // namespace offhook::tapi::cli
