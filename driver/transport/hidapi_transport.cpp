#include "driver/transport/hidapi_transport.hpp"

#include "driver/transport/transport_error.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

namespace offhook::transport {

hidapi_transport::hidapi_transport(boost::asio::any_io_executor executor,
                                   listener& owner,
                                   hid_address where,
                                   std::shared_ptr<hidapi_runtime> runtime)
    : executor_(std::move(executor)),
      owner_(&owner),
      where_(std::move(where)),
      runtime_(std::move(runtime)) {}

hidapi_transport::~hidapi_transport() {
    if (worker_) worker_->stop();
}

void hidapi_transport::open() {
    if (phase_ != phase::idle) return;
    phase_ = phase::waiting;
    worker_ =
        std::make_shared<hid_worker>(runtime_->library(), where_, executor_, weak_from_this());
    worker_->start(*runtime_);
}

void hidapi_transport::write_report(bytes_view report, write_handler handler) {
    if (phase_ != phase::plugged) return reject(std::move(handler), errc::not_open);
    if (report.empty()) return reject(std::move(handler), errc::io_error);
    handlers_.emplace_back(std::move(handler));
    worker_->add({hid_job::kind::write, {report.begin(), report.end()}});
}

void hidapi_transport::get_feature(std::uint8_t report_id,
                                   std::size_t length,
                                   feature_handler handler) {
    if (phase_ != phase::plugged) return reject(std::move(handler), errc::not_open);
    handlers_.emplace_back(std::move(handler));
    hid_job job{hid_job::kind::get_feature,
                std::vector<std::uint8_t>(std::max<std::size_t>(length, 1))};
    job.bytes.front() = report_id;
    worker_->add(std::move(job));
}

void hidapi_transport::reject(any_handler handler, error_code why) {
    if (phase_ == phase::closed) return;
    boost::asio::post(executor_, [self = shared_from_this(), done = std::move(handler), why] {
        if (self->phase_ != phase::closed) call(done, why, {});
    });
}

void hidapi_transport::close() {
    phase_ = phase::closed;
    if (worker_) worker_->stop();
    // They may own whoever calls: they live until this function returns.
    const auto handlers = std::exchange(handlers_, {});
}

void hidapi_transport::call(const any_handler& handler, error_code result, bytes_view answer) {
    if (const auto* write = std::get_if<write_handler>(&handler)) {
        if (*write) (*write)(result);
    } else if (const auto& feature = std::get<feature_handler>(handler)) {
        feature(result, answer);
    }
}

void hidapi_transport::on_device(const device_info& device) {
    if (phase_ != phase::waiting) return;
    phase_ = phase::plugged;
    owner_->on_open(device);
}

void hidapi_transport::on_reports(const report_batch& reports) {
    auto rest = bytes_view(reports.bytes);
    for (const auto length : reports.lengths) {
        if (phase_ != phase::plugged) return;
        owner_->on_report(rest.first(length));
        rest = rest.subspan(length);
    }
}

void hidapi_transport::on_job_done(error_code result, bytes_view answer) {
    if (phase_ != phase::plugged || handlers_.empty()) return;
    const auto handler = std::move(handlers_.front());
    handlers_.pop_front();
    call(handler, result, answer);
}

void hidapi_transport::on_gone(error_code reason, const std::string& detail) {
    if (phase_ != phase::waiting && phase_ != phase::plugged) return;
    phase_ = phase::lost;
    for (const auto& handler : std::exchange(handlers_, {})) {
        if (phase_ != phase::closed) call(handler, reason, {});
    }
    if (phase_ != phase::closed) owner_->on_lost(reason, detail);
}

}  // namespace offhook::transport
