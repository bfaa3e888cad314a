#include "sim/web/viewer.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace offhook::sim {

namespace json = boost::json;

viewer::viewer(boost::asio::io_context& context, control_hub& hub, web_channel& channel)
    : channel_(channel), pause_(context), session_(hub, *this) {}

viewer::~viewer() {
    leaving_ = true;
    for (const auto& release : held_) session_.on_message(release);
}

void viewer::on_message(std::string_view message) {
    answering_ = true;
    session_.on_message(message);
    answering_ = false;
    remember_key(message);
}

void viewer::on_all_sent() {
    if (!resting_) session_.on_room();
}

void viewer::send(std::string_view message) {
    if (leaving_) return;
    channel_.send(std::string(message));
    if (answering_) return;
    budget_.spend(std::chrono::steady_clock::now());
    rest();
}

bool viewer::has_room() const {
    return !leaving_ && channel_.unsent() <= web_most_unread && (!resting_ || catching_up_);
}

bool viewer::has_room_for_reports() const {
    return !leaving_ && channel_.unsent() <= web_most_unread &&
           budget_.is_left(std::chrono::steady_clock::now());
}

void viewer::rest() {
    if (std::exchange(resting_, true)) return;
    pause_.expires_after(pace);
    pause_.async_wait([this](const boost::system::error_code& error) {
        if (!error) on_rested();
    });
}

void viewer::on_rested() {
    resting_ = false;
    catching_up_ = true;
    session_.on_room();
    catching_up_ = false;
}

// A browser can vanish while a key is down, and cannot tell.
void viewer::remember_key(std::string_view message) {
    if (message.find("press") == std::string_view::npos &&
        message.find("release") == std::string_view::npos) {
        return;
    }
    json::error_code error;
    auto parsed = json::parse({message.data(), message.size()}, error);
    auto* request = error ? nullptr : parsed.if_object();
    if (request == nullptr || !request->contains("do")) return;
    const auto what = request->at("do");
    request->erase("id");
    (*request)["do"] = "release";
    if (what == json::value("press")) held_.insert(json::serialize(*request));
    if (what == json::value("release")) held_.erase(json::serialize(*request));
}

}  // namespace offhook::sim
