#include "tools/tapi/api/message_pump.hpp"

#include "tools/tapi/tapi_host.hpp"

namespace offhook::tapi::api {

void message_pump::start(const message_reader& read) {
    // By value: a receiver that shuts its application down outlives this object.
    thread_ = std::thread([receive = receive_, read] {
        while (const auto news = read(wait_forever)) {
            receive(*news);
        }
    });
}

void message_pump::stop() {
    if (!thread_.joinable()) {
        return;
    }
    if (thread_.get_id() == std::this_thread::get_id()) {
        thread_.detach();
    } else {
        thread_.join();
    }
}

}  // namespace offhook::tapi::api
