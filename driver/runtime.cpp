#include "driver/runtime.hpp"

#include "driver/transport/factory.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <thread>

namespace offhook {

namespace asio = boost::asio;

struct runtime::parts {
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    std::shared_ptr<transport::hidapi_runtime> hid = std::make_shared<transport::hidapi_runtime>();
    std::thread thread;
};

namespace {

/// Nothing thrown ends the host's process: it is noted, and the rest goes on (Asio allows that).
void run_guarded(asio::io_context& context) {
    for (;;) {
        try {
            context.run();
            return;
        } catch (const std::exception& error) {
            spdlog::error("the driver: an error that nobody expected: {}; please report it",
                          error.what());
        } catch (...) {
            spdlog::error("the driver: an exception of an unknown kind; please report it");
        }
    }
}

}  // namespace

runtime::runtime(runtime_base base) : base_(std::move(base)), parts_(std::make_unique<parts>()) {
    parts_->thread = std::thread([this] { run_guarded(parts_->context); });
}

runtime::~runtime() {
    stop();
}

/// The transports of an address, or why it has none.
struct runtime::made_factory {
    transport::transport_factory value;
    std::string error;
};

runtime::made_factory runtime::make_transports(std::string_view address) const {
    if (base_.transports) return {base_.transports(address), {}};
    auto where = transport::parse_address(address);
    if (!where.value) return {nullptr, std::move(where.error)};
    if (transport::is_pattern(*where.value)) {
        return {nullptr, std::string(address) + " means any number of handsets, not one"};
    }
    return {transport::make_factory(std::move(*where.value), parts_->hid), {}};
}

made_handset runtime::make_handset(std::string_view address,
                                   engine::timing timing,
                                   handset::event_handler on_event) {
    auto transports = make_transports(address);
    if (!transports.value) return {nullptr, std::move(transports.error)};
    handset_options options{std::string(address), timing};
    options.time = base_.time;
    return {std::make_unique<handset>(parts_->context.get_executor(),
                                      std::move(transports.value),
                                      std::move(options),
                                      std::move(on_event)),
            {}};
}

made_link runtime::link_reports(std::string_view address, report_link_events events) {
    auto transports = make_transports(address);
    if (!transports.value) return {nullptr, std::move(transports.error)};
    return {std::make_unique<report_link>(
                parts_->context.get_executor(), std::move(transports.value), std::move(events)),
            {}};
}

bool runtime::is_pattern(std::string_view address) {
    const auto where = transport::parse_address(address).value;
    return where && transport::is_pattern(*where);
}

std::string runtime::address_problem(std::string_view address) {
    auto where = transport::parse_address(address);
    return where.value ? std::string() : std::move(where.error);
}

made_watch runtime::watch_handsets(std::string_view pattern, watch_events events) {
    auto where = transport::parse_address(pattern);
    if (!where.value) return {nullptr, std::move(where.error)};
    if (!transport::is_pattern(*where.value)) {
        return {nullptr, std::string(pattern) + " means one handset; hid:* means all of them"};
    }
    return {
        std::make_unique<handset_watch>(
            parts_->context.get_executor(), std::string(pattern), std::move(events), parts_->hid),
        {}};
}

void runtime::post(std::function<void()> work) {
    asio::post(parts_->context, std::move(work));
}

std::unique_ptr<alarm> runtime::call_later(std::chrono::milliseconds delay,
                                           std::function<void()> handler) {
    const auto time = base_.time ? base_.time : computer_time();
    auto made = time->make_alarm(parts_->context.get_executor());
    made->set(time->now() + delay, std::move(handler));
    return made;
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
