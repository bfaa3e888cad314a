#include "driver/handset.hpp"

#include "driver/engine/session_fsm.hpp"
#include "driver/protocol/overloaded.hpp"
#include "driver/protocol/report_id.hpp"

#include <spdlog/spdlog.h>
#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <mutex>
#include <random>
#include <unordered_map>

namespace offhook {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

std::uint64_t seed_of(const handset_options& options) {
    if (options.seed != 0) return options.seed;
    std::random_device system;
    return (std::uint64_t{system()} << 32) | system();
}

spdlog::level::level_enum level_of(engine::note::level severity) {
    switch (severity) {
        case engine::note::level::debug: return spdlog::level::debug;
        case engine::note::level::info: return spdlog::level::info;
        case engine::note::level::warning: return spdlog::level::warn;
    }
    return spdlog::level::info;
}

}  // namespace

/// Does what the session machine says, on its executor, and tells it what happened.
///
/// Flow: each entry (`on_...`, a posted call, the timer) feeds one event to the machine and then
/// performs its actions; what callers may see from other threads is copied under the mutex
/// before any callback is made.
class handset::shell final : public std::enable_shared_from_this<shell>,
                             private transport::listener {
public:
    shell(asio::any_io_executor executor,
          transport::transport_factory transports,
          handset_options options,
          event_handler on_event)
        : executor_(std::move(executor)),
          time_(options.time ? options.time : computer_time()),
          alarm_(time_->make_alarm(executor_)),
          transports_(std::move(transports)),
          options_(std::move(options)),
          on_event_(std::move(on_event)),
          machine_(options_.timing, seed_of(options_)) {}

    void start() {
        run([](shell& self, engine::actions& out) { self.machine_.start(self.now(), out); });
    }

    void submit(engine::command what, completion done) {
        run([what = std::move(what), done = std::move(done)](shell& self,
                                                             engine::actions& out) mutable {
            const auto id = ++self.last_id_;
            self.completions_.emplace(id, std::move(done));
            self.machine_.submit(self.now(), id, std::move(what), out);
        });
    }

    void cancel_all(std::function<void()> done) {
        asio::post(executor_, [self = shared_from_this(), done = std::move(done)] {
            if (self->abandoned_) return;
            engine::actions out;
            self->machine_.cancel_all(self->now(), out);
            self->perform(out);
            if (!self->abandoned_) done();
        });
    }

    void stop(std::function<void()> done) {
        run([done = std::move(done)](shell& self, engine::actions& out) mutable {
            self.on_stopped_.push_back(std::move(done));
            self.machine_.stop(self.now(), out);
        });
    }

    // The owner is gone: no callback begins any more, and soon there is no transport.
    void abandon() {
        abandoned_ = true;
        asio::post(executor_, [self = shared_from_this()] {
            self->alarm_->cancel();
            self->close();
            self->completions_.clear();
            self->on_event_ = nullptr;
        });
    }

    // What other threads may read.
    struct view {
        bool connected = false;
        engine::picture picture;
        std::shared_ptr<const engine::handset_profile> profile;
        error_code last_error;
        handset_counters counters;
    };

    template <class Member>
    Member read(Member view::*member) const {
        const std::lock_guard lock(mutex_);
        return view_.*member;
    }

private:
    template <class Work>
    void run(Work work) {
        asio::post(executor_, [self = shared_from_this(), work = std::move(work)]() mutable {
            if (self->abandoned_) return;
            engine::actions out;
            work(*self, out);
            self->perform(out);
        });
    }

    // A handler of the present transport that does nothing once it is closed.
    template <class Handler>
    auto guarded(Handler handler) {
        return [weak = weak_from_this(), opened = opened_, handler = std::move(handler)](
                   auto&&... arguments) mutable {
            const auto self = weak.lock();
            if (self && self->opened_ == opened) handler(*self, arguments...);
        };
    }

    void on_open(const transport::device_info& device) override {
        spdlog::info(
            "{}: found {} {} at {}", options_.name, device.name, device.serial, device.path);
        feed([](shell& self, engine::actions& out) { self.machine_.on_opened(self.now(), out); });
    }

    void on_report(transport::bytes_view report) override {
        feed([report](shell& self, engine::actions& out) {
            self.machine_.on_report(self.now(), report, out);
        });
    }

    void on_lost(error_code reason, const std::string& detail) override {
        feed([&](shell& self, engine::actions& out) {
            self.machine_.on_lost(self.now(), reason, detail, out);
        });
    }

    template <class Event>
    void feed(Event event) {
        if (abandoned_) return;
        engine::actions out;
        event(*this, out);
        perform(out);
    }

    [[nodiscard]] engine::time_point now() const { return time_->now(); }

    void perform(engine::actions& what) {
        if (!what.empty()) publish();
        for (auto& action : what) {
            if (abandoned_) return;
            std::visit([this](auto& one) { perform_one(one); }, action);
        }
        arm_timer();
    }

    void perform_one(engine::open_transport&) {
        transport_ = transports_(executor_, *this);
        transport_->open();
    }

    void perform_one(engine::close_transport&) { close(); }

    void perform_one(engine::read_identity&) {
        if (!transport_) return;
        const auto id = protocol::report_id::identity;
        transport_->get_feature(
            static_cast<std::uint8_t>(id),
            protocol::length_of(id),
            guarded([](shell& self, error_code error, transport::bytes_view report) {
                self.feed([&](shell& me, engine::actions& out) {
                    me.machine_.on_identity(me.now(), error, report, out);
                });
            }));
    }

    void perform_one(engine::write_reports& what) {
        if (!transport_) return;
        const auto& reports = what.what.reports;
        for (std::size_t i = 0; i + 1 < reports.size(); ++i) {
            transport_->write_report(reports[i], [](error_code) {});
        }
        const auto token = what.what.token;
        transport_->write_report(reports.back(), guarded([token](shell& self, error_code) {
                                     self.feed([&](shell& me, engine::actions& out) {
                                         me.machine_.on_written(me.now(), token, out);
                                     });
                                 }));
    }

    void perform_one(engine::complete& what) {
        const auto found = completions_.find(what.id);
        if (found == completions_.end()) return;
        const auto done = std::move(found->second);
        completions_.erase(found);
        done(what.result);
    }

    void perform_one(engine::notify& what) {
        log(what.what);
        if (on_event_) on_event_(what.what);
    }

    void perform_one(engine::note& what) {
        spdlog::log(level_of(what.severity), "{}: {}", options_.name, what.text);
    }

    void perform_one(engine::stopped&) {
        alarm_->cancel();
        armed_.reset();
        for (const auto& done : std::exchange(on_stopped_, {})) {
            if (!abandoned_) done();
        }
    }

    void log(const engine::handset_event& event) const {
        if (std::holds_alternative<engine::connected>(event)) {
            const auto& profile = *machine_.profile();
            spdlog::info("{}: connected to {} {}, firmware {}",
                         options_.name,
                         profile.names.product,
                         profile.names.serial,
                         profile.names.firmware);
        }
    }

    void close() {
        ++opened_;
        if (transport_) std::exchange(transport_, nullptr)->close();
    }

    void publish() {
        const auto& table = machine_.table();
        const auto& counted = machine_.counted();
        const std::lock_guard lock(mutex_);
        view_ = {machine_.is_connected(),
                 machine_.current(),
                 machine_.profile(),
                 machine_.last_error(),
                 {table.requests_sent(),
                  table.repetitions_sent(),
                  table.late_answers() + counted.late_answers,
                  table.malformed_answers() + counted.malformed,
                  counted.event_gaps,
                  counted.sessions}};
    }

    // Re-arms only when the deadline came nearer; a timer that fires early finds nothing to do.
    void arm_timer() {
        const auto due = machine_.deadline();
        if (!due || abandoned_) return;
        if (armed_ && *armed_ <= *due) return;
        armed_ = due;
        alarm_->set(*due, [weak = weak_from_this()] {
            const auto self = weak.lock();
            if (!self || self->abandoned_) return;
            self->armed_.reset();
            self->feed([](shell& me, engine::actions& out) { me.machine_.on_time(me.now(), out); });
        });
    }

    asio::any_io_executor executor_;
    std::shared_ptr<time_source> time_;
    std::unique_ptr<alarm> alarm_;
    std::optional<engine::time_point> armed_;  // what alarm_ waits for
    transport::transport_factory transports_;
    handset_options options_;
    event_handler on_event_;
    engine::session_fsm machine_;
    std::shared_ptr<transport::transport> transport_;  // null while closed
    std::uint64_t opened_ = 0;                         // counts transports, to know old handlers
    engine::command_id last_id_ = 0;
    std::unordered_map<engine::command_id, completion> completions_;
    std::vector<std::function<void()>> on_stopped_;
    std::atomic<bool> abandoned_ = false;  // set by the owner's thread
    mutable std::mutex mutex_;
    view view_;  // guarded by mutex_
};

handset::handset(asio::any_io_executor executor,
                 transport::transport_factory transports,
                 handset_options options,
                 event_handler on_event)
    : shell_(std::make_shared<shell>(
          std::move(executor), std::move(transports), std::move(options), std::move(on_event))) {}

handset::~handset() {
    shell_->abandon();
}

void handset::start() {
    shell_->start();
}

void handset::submit(engine::command what, completion done) {
    shell_->submit(std::move(what), std::move(done));
}

void handset::cancel_all(std::function<void()> done) {
    shell_->cancel_all(std::move(done));
}

void handset::stop(std::function<void()> done) {
    shell_->stop(std::move(done));
}

bool handset::is_connected() const {
    return shell_->read(&shell::view::connected);
}

engine::picture handset::picture() const {
    return shell_->read(&shell::view::picture);
}

std::shared_ptr<const engine::handset_profile> handset::profile() const {
    return shell_->read(&shell::view::profile);
}

error_code handset::last_error() const {
    return shell_->read(&shell::view::last_error);
}

handset_counters handset::counters() const {
    return shell_->read(&shell::view::counters);
}

}  // namespace offhook
