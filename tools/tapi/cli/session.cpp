#include "tools/tapi/cli/session.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "tools/tapi/cli/shapes.hpp"
#include "tools/tapi/cli/text.hpp"
#include "tools/tapi/error_names.hpp"

namespace offhook::tapi::cli {
namespace {

namespace json = boost::json;
using std::chrono::steady_clock;

double microseconds(steady_clock::duration span) {
    return static_cast<double>(std::chrono::duration_cast<std::chrono::nanoseconds>(span).count()) /
           1000.0;
}

}  // namespace

session::session(tapi_host& host, output& out, DWORD api_version)
    : host_(host), out_(out), api_version_(api_version) {}

session::~session() {
    // A pump ends when its application is shut down (TAPI: phoneGetMessage).
    for (auto& [name, each] : applications_) {
        static_cast<void>(host_.phone_shutdown(each.app));
        each.pump.join();
    }
}

LONG session::application_of(const std::string& name, HPHONEAPP& app) {
    {
        const std::lock_guard lock(mutex_);
        const auto found = applications_.find(name);
        if (found != applications_.end()) {
            app = found->second.app;
            return 0;
        }
    }
    const application_options options{.name = to_utf16(name).value_or(u"offhook-tapi"),
                                      .api_version = api_version_};
    DWORD device_count = 0;
    const LONG result = host_.phone_initialize(options, &app, &device_count);
    if (result != 0) {
        return result;
    }
    const std::lock_guard lock(mutex_);
    applications_[name] = {.app = app, .pump = std::thread([this, app] { pump(app); })};
    return 0;
}

LONG session::open(named_handle& wanted) {
    HPHONEAPP app = 0;
    LONG result = application_of(wanted.application, app);
    if (result == 0) {
        result = host_.phone_negotiate_api_version(
            app, wanted.device_id, {tspi::version_1_3, api_version_}, &wanted.api_version);
    }
    if (result != 0) {
        return result;
    }
    const open_options options{.api_version = wanted.api_version,
                               .privilege = static_cast<DWORD>(
                                   wanted.owner ? PHONEPRIVILEGE_OWNER : PHONEPRIVILEGE_MONITOR)};
    // Together with the handle's entry: its first event must find the name.
    const std::lock_guard lock(mutex_);
    result = host_.phone_open(app, wanted.device_id, options, &wanted.phone);
    if (result == 0) {
        std::erase_if(handles_, [&](const auto& each) { return each.name == wanted.name; });
        handles_.push_back(wanted);
        current_ = wanted.name;
    }
    return result;
}

LONG session::close(const named_handle& handle, std::size_t& suppressed) {
    const LONG result = host_.phone_close(handle.phone);
    const std::lock_guard lock(mutex_);
    suppressed = std::erase_if(
        pending_, [&](const auto& each) { return each.second.what.handle.phone == handle.phone; });
    std::erase_if(handles_, [&](const auto& each) { return each.phone == handle.phone; });
    if (current_ == handle.name) {
        current_ = handles_.empty() ? std::string() : handles_.back().name;
    }
    changed_.notify_all();
    return result;
}

std::optional<named_handle> session::find(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    const std::string& wanted = name.empty() ? current_ : name;
    const auto found = std::find_if(
        handles_.begin(), handles_.end(), [&](const auto& each) { return each.name == wanted; });
    return found == handles_.end() ? std::nullopt : std::optional(*found);
}

void session::use(const std::string& name) {
    const std::lock_guard lock(mutex_);
    current_ = name;
}

std::string session::free_name() const {
    const std::lock_guard lock(mutex_);
    int number = 1;
    const auto taken = [&] {
        return std::any_of(handles_.begin(), handles_.end(), [&](const auto& each) {
            return each.name == fmt::format("phone{}", number);
        });
    };
    while (taken()) {
        ++number;
    }
    return fmt::format("phone{}", number);
}

void session::perform(const operation& wanted, std::chrono::milliseconds limit) {
    // Held over the call: the reply, which another thread fetches, must find the operation.
    std::unique_lock lock(mutex_);
    const auto started = steady_clock::now();
    const LONG result = wanted.start();
    const double call_us = microseconds(steady_clock::now() - started);
    if (result <= 0) {
        print_refusal(wanted, result, call_us);
        return;
    }
    const auto request = static_cast<DRV_REQUESTID>(result);
    pending_[request] = {.what = wanted, .started = started, .call_us = call_us};
    if (wanted.in_background) {
        out_.line({{"op", wanted.op},
                   {"phone", wanted.handle.name},
                   {"request", request},
                   {"pending", true},
                   {"call_us", call_us},
                   {"line", wanted.line}});
        return;
    }
    const auto answered = [&] { return !pending_.contains(request); };
    if (!changed_.wait_until(lock, started + limit, answered)) {
        print_unanswered(
            request, pending_[request], fmt::format("no reply within {} ms", limit.count()));
        pending_[request].what.in_background = true;
    }
}

std::size_t session::wait_for_replies(deadline until) {
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, until, [this] { return pending_.empty(); });
    if (!pending_.empty()) {
        failed_ = true;
    }
    return pending_.size();
}

bool session::any_failed() const {
    const std::lock_guard lock(mutex_);
    return failed_;
}

void session::note_failure() {
    const std::lock_guard lock(mutex_);
    failed_ = true;
}

void session::pump(HPHONEAPP app) {
    message news;
    while (host_.phone_get_message(app, &news, wait_forever) == 0) {
        const std::lock_guard lock(mutex_);
        on_message(news);
    }
}

void session::on_message(const message& news) {
    if (news.id == PHONE_REPLY) {
        on_reply(news);
        return;
    }
    print_event(news);
    if (news.id == PHONE_CLOSE) {
        on_forced_close(news.phone);
    }
}

void session::on_reply(const message& news) {
    const auto request = static_cast<DRV_REQUESTID>(news.parameter1);
    const auto result = static_cast<LONG>(news.parameter2);
    const auto found = pending_.find(request);
    if (found == pending_.end()) {
        return;  // its handle was closed while the message waited
    }
    const pending& each = found->second;
    json::object line;
    if (each.what.in_background) {
        line["event"] = "PHONE_REPLY";
    }
    line["op"] = each.what.op;
    line["phone"] = each.what.handle.name;
    line["request"] = request;
    line["result"] = result;
    line["result_name"] = result_name(result);
    line["us"] = microseconds(news.when - each.started);
    line["call_us"] = each.call_us;
    line["line"] = each.what.line;
    out_.line(line);
    failed_ = failed_ || result != 0;
    pending_.erase(found);
    changed_.notify_all();
}

void session::on_forced_close(HPHONE phone) {
    for (auto each = pending_.begin(); each != pending_.end();) {
        if (each->second.what.handle.phone != phone) {
            ++each;
            continue;
        }
        if (!each->second.what.in_background) {
            print_unanswered(each->first, each->second, "no reply: the phone was closed");
        }
        failed_ = true;
        each = pending_.erase(each);
    }
    for (named_handle& each : handles_) {
        each.closed = each.closed || each.phone == phone;
    }
    changed_.notify_all();
}

void session::print_event(const message& news) {
    json::object line = event_object(news);
    if (const named_handle* handle = handle_of(news.phone); handle != nullptr) {
        line["phone"] = handle->name;
        line["device"] = handle->device_id;
    }
    line["at_ms"] = microseconds(news.when - began_) / 1000.0;
    out_.line(line);
}

void session::print_refusal(const operation& wanted, LONG result, double call_us) {
    failed_ = true;
    out_.line({{"op", wanted.op},
               {"phone", wanted.handle.name},
               {"result", result},
               {"result_name", result_name(result)},
               {"us", call_us},
               {"line", wanted.line}});
}

void session::print_unanswered(DRV_REQUESTID request, const pending& each, const std::string& why) {
    failed_ = true;
    out_.line({{"op", each.what.op},
               {"phone", each.what.handle.name},
               {"request", request},
               {"result", nullptr},
               {"result_name", why},
               {"call_us", each.call_us},
               {"line", each.what.line}});
}

const named_handle* session::handle_of(HPHONE phone) const {
    const auto found = std::find_if(
        handles_.begin(), handles_.end(), [&](const auto& each) { return each.phone == phone; });
    return found == handles_.end() ? nullptr : &*found;
}

}  // namespace offhook::tapi::cli
