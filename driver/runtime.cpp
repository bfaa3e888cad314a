#include "driver/runtime.hpp"

#include "driver/transport/factory.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <thread>

namespace offhook {

namespace asio = boost::asio;

struct runtime::parts {
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    std::shared_ptr<transport::hidapi_runtime> hid = std::make_shared<transport::hidapi_runtime>();
    std::thread thread;
};

runtime::runtime() : parts_(std::make_unique<parts>()) {
    parts_->thread = std::thread([this] { parts_->context.run(); });
}

runtime::~runtime() {
    stop();
}

made_handset runtime::make_handset(std::string_view address,
                                   engine::timing timing,
                                   handset::event_handler on_event) {
    auto where = transport::parse_address(address);
    if (!where.value) return {nullptr, std::move(where.error)};
    handset_options options{std::string(address), timing};
    auto factory = transport::make_factory(std::move(*where.value), parts_->hid);
    return {std::make_unique<handset>(parts_->context.get_executor(),
                                      std::move(factory),
                                      std::move(options),
                                      std::move(on_event)),
            {}};
}

void runtime::post(std::function<void()> work) {
    asio::post(parts_->context, std::move(work));
}

bool runtime::is_this_thread() const {
    return parts_->context.get_executor().running_in_this_thread();
}

void runtime::stop() {
    if (!parts_->thread.joinable()) return;
    // What handsets have posted on their way out (closing their transports) still runs.
    asio::post(parts_->context, [this] { parts_->work.reset(); });
    asio::post(parts_->context, [this] { parts_->context.stop(); });
    parts_->thread.join();
    parts_->hid->stop();  // transport factories may still hold it
    parts_->hid.reset();
}

}  // namespace offhook
