#include "driver/report_link.hpp"

#include <atomic>
#include <boost/asio/post.hpp>
#include <utility>

namespace offhook {

namespace asio = boost::asio;
using boost::system::error_code;

/// Lives on the executor, as long as its transport may call it.
class report_link::wire final : public std::enable_shared_from_this<wire>,
                                private transport::listener {
public:
    wire(asio::any_io_executor executor,
         transport::transport_factory transports,
         report_link_events events)
        : executor_(std::move(executor)),
          transports_(std::move(transports)),
          events_(std::move(events)) {}

    void start() {
        run([](wire& self) {
            self.transport_ = self.transports_(self.executor_, self);
            self.transport_->open();
        });
    }

    /// Does something on the executor, unless it is stopped by then.
    template <class Work>
    void run(Work work) {
        asio::post(executor_, [self = shared_from_this(), work = std::move(work)]() mutable {
            if (!self->is_stopped_) work(*self);
        });
    }

    [[nodiscard]] transport::transport* open_transport() const { return transport_.get(); }

    [[nodiscard]] bool is_stopped() const { return is_stopped_; }

    void stop() {
        is_stopped_ = true;
        asio::post(executor_, [self = shared_from_this()] {
            if (const auto open = std::exchange(self->transport_, nullptr)) open->close();
            self->events_ = {};
        });
    }

private:
    void on_open(const transport::device_info& device) override {
        if (!is_stopped_ && events_.on_open) events_.on_open(device);
    }

    void on_report(transport::bytes_view report) override {
        if (!is_stopped_ && events_.on_report) events_.on_report(report);
    }

    void on_lost(error_code reason, const std::string& detail) override {
        if (!is_stopped_ && events_.on_lost) events_.on_lost(reason, detail);
    }

    asio::any_io_executor executor_;
    transport::transport_factory transports_;
    report_link_events events_;
    std::shared_ptr<transport::transport> transport_;
    std::atomic<bool> is_stopped_ = false;  // set by the owner's thread
};

report_link::report_link(asio::any_io_executor executor,
                         transport::transport_factory transports,
                         report_link_events events)
    : wire_(std::make_shared<wire>(std::move(executor), std::move(transports), std::move(events))) {
    wire_->start();
}

report_link::~report_link() {
    wire_->stop();
}

void report_link::write(protocol::byte_vector report, std::function<void(error_code)> done) {
    wire_->run([report = std::move(report), done = std::move(done)](wire& self) mutable {
        self.open_transport()->write_report(
            report, [weak = self.weak_from_this(), done = std::move(done)](error_code result) {
                const auto alive = weak.lock();
                if (alive && !alive->is_stopped()) done(result);
            });
    });
}

void report_link::get_feature(std::uint8_t report_id,
                              std::size_t length,
                              std::function<void(error_code, protocol::bytes_view)> done) {
    wire_->run([report_id, length, done = std::move(done)](wire& self) mutable {
        self.open_transport()->get_feature(report_id,
                                           length,
                                           [weak = self.weak_from_this(), done = std::move(done)](
                                               error_code result, protocol::bytes_view report) {
                                               const auto alive = weak.lock();
                                               if (alive && !alive->is_stopped())
                                                   done(result, report);
                                           });
    });
}

}  // namespace offhook
