#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <thread>

#include "tools/tapi/conform/allowed_errors.hpp"
#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/conform/resources.hpp"
#include "tools/tapi/error_names.hpp"

// 9xx: callbacks, threads, time, and many sessions.

namespace offhook::tapi::conform {
namespace {

constexpr int callers = 4;

/// Runs it on four threads at once and passes on what the first to fail throws.
void on_four_threads(const std::function<void(std::size_t number)>& what) {
    std::mutex mutex;
    std::exception_ptr first;
    std::vector<std::thread> threads;
    for (std::size_t number = 0; number < std::size_t{callers}; ++number) {
        threads.emplace_back([&, number] {
            try {
                what(number);
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (!first) first = std::current_exception();
            }
        });
    }
    for (std::thread& each : threads) each.join();
    if (first) std::rethrow_exception(first);
}

/// Operations and queries from four threads; the requests that were taken over.
std::vector<DRV_REQUESTID> work_from_four_threads(subject& provider, opened_phone& phone) {
    const auto operations = valid_operations(provider.tspi, provider.facts());
    std::mutex mutex;
    std::vector<DRV_REQUESTID> taken;
    on_four_threads([&](std::size_t number) {
        for (std::size_t round = 0; round < 20 && !operations.empty(); ++round) {
            const operation& each = operations[(round + number) % operations.size()];
            const DRV_REQUESTID request = subject::next_request();
            if (each.start(request, phone.handle()) == static_cast<LONG>(request)) {
                const std::lock_guard lock(mutex);
                taken.push_back(request);
            }
            structure_block block(phonestatus_shape, phone.version(), 65536);
            static_cast<void>(provider.tspi.get_status(phone.handle(), block.as<PHONESTATUS>()));
        }
    });
    return taken;
}

void four_threads_are_served(const options& given) {
    subject provider(given);
    provider.start();
    opened_phone phone(provider);
    const auto taken = work_from_four_threads(provider, phone);
    const auto done = [&](DRV_REQUESTID each) {
        return !provider.host().completions_of(each).empty();
    };
    const auto limit = given.completion_limit * callers;
    const bool all =
        provider.host().wait(limit, [&] { return std::all_of(taken.begin(), taken.end(), done); });
    if (all || taken.empty()) return;
    // What does not complete alone either is not the threads' fault.
    static_cast<void>(phone.perform(valid_operations(provider.tspi, provider.facts()).front()));
    fail("of {} operations from four threads {} were not completed within {} ms",
         taken.size(),
         std::count_if(taken.begin(), taken.end(), [&](DRV_REQUESTID each) { return !done(each); }),
         limit.count());
}

void callbacks_are_not_nested(const options& given) {
    subject provider(given);
    provider.start();
    opened_phone phone(provider);
    phone.enable_messages();
    // So that a second one, if there is one, comes in the meantime.
    provider.host().in_callbacks([] { std::this_thread::sleep_for(std::chrono::milliseconds(2)); });
    static_cast<void>(work_from_four_threads(provider, phone));
    std::this_thread::sleep_for(given.quiet);
    static_cast<void>(phone.close());
    if (provider.host().callbacks() == 0) not_applicable("no callback has come");
    require(provider.host().nested() == 0,
            "{} of {} callbacks came while another had not returned",
            provider.host().nested(),
            provider.host().callbacks());
}

/// A callback that does not return before it is told to, or at a limit.
class held_callback {
public:
    held_callback(recording_host& host, std::chrono::milliseconds limit)
        : host_(host), limit_(limit) {
        host.in_callbacks([this] { hold(); });
    }
    ~held_callback() {
        host_.in_callbacks({});
        release();
    }
    held_callback(const held_callback&) = delete;
    held_callback& operator=(const held_callback&) = delete;

    [[nodiscard]] bool wait_until_held() {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, limit_, [this] { return held_; });
    }
    void release() {
        const std::lock_guard lock(mutex_);
        released_ = true;
        changed_.notify_all();
    }
    /// Whether somebody had to wait for the limit.
    [[nodiscard]] bool ran_out() const { return ran_out_; }

private:
    void hold() {
        std::unique_lock lock(mutex_);
        held_ = true;
        changed_.notify_all();
        if (!changed_.wait_for(lock, limit_, [this] { return released_; })) {
            ran_out_ = true;
            released_ = true;
        }
    }

    recording_host& host_;
    const std::chrono::milliseconds limit_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool held_ = false;
    bool released_ = false;
    std::atomic<bool> ran_out_{false};
};

void calls_go_on_during_a_callback(const options& given) {
    subject provider(given);
    provider.start();
    opened_phone phone(provider);
    const auto operations = valid_operations(provider.tspi, provider.facts());
    if (operations.empty()) not_applicable("the phone has no operations");
    held_callback held(provider.host(), given.call_limit);
    // On a thread of its own: the completion may come inside the call.
    std::thread caller([&] {
        static_cast<void>(operations.front().start(subject::next_request(), phone.handle()));
    });
    const bool came = held.wait_until_held();
    if (came) {
        structure_block block(phonestatus_shape, phone.version(), 65536);
        static_cast<void>(provider.tspi.get_status(phone.handle(), block.as<PHONESTATUS>()));
        static_cast<void>(provider.tspi.set_status_messages(phone.handle(), 0, 0, 0));
    }
    const bool ran_out = held.ran_out();
    held.release();
    caller.join();
    if (!came) blocked("{} was not completed (702 judges that)", operations.front().text);
    require(!ran_out,
            "while a callback was under way, calls from another thread did not return within {} ms",
            given.call_limit.count());
}

void no_call_blocks(const options& given) {
    subject provider(given);
    provider.start();
    const phone_facts facts = provider.facts();
    opened_phone phone(provider);
    static_cast<void>(phone.status());
    phone.enable_messages();
    for (const operation& each : valid_operations(provider.tspi, facts)) {
        static_cast<void>(each.start(subject::next_request(), phone.handle()));
    }
    for (const operation& each : invalid_operations(provider.tspi, facts)) {
        static_cast<void>(each.start(subject::next_request(), phone.handle()));
    }
    DWORD value = 0;
    DWORD other = 0;
    const entry_points& tspi = provider.tspi;
    if (tspi.get_lamp) static_cast<void>(tspi.get_lamp(phone.handle(), 0, &value));
    if (tspi.get_ring) static_cast<void>(tspi.get_ring(phone.handle(), &value, &other));
    if (tspi.get_volume) static_cast<void>(tspi.get_volume(phone.handle(), 1, &value));
    if (tspi.get_gain) static_cast<void>(tspi.get_gain(phone.handle(), 1, &value));
    if (tspi.get_hook_switch) static_cast<void>(tspi.get_hook_switch(phone.handle(), &value));
    for (const auto& [name, took] : longest_calls()) {
        const bool may_wait = !name.starts_with("TSPI_phone") || name == "TSPI_phoneClose";
        require(may_wait || took <= given.call_limit,
                "{} took {} ms to return",
                name,
                std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
    }
}

void close_races_with_calls(const options& given) {
    subject provider(given);
    provider.start();
    const auto operations = valid_operations(provider.tspi, provider.facts());
    if (operations.empty()) not_applicable("the phone has no operations");
    for (int round = 0; round < 5; ++round) {
        opened_phone phone(provider);
        std::mutex mutex;
        std::vector<DRV_REQUESTID> taken;
        on_four_threads([&](std::size_t number) {
            if (number == 0) {
                static_cast<void>(phone.close());
                return;
            }
            for (std::size_t i = 0; i < 10; ++i) {
                const operation& each = operations[(i + number) % operations.size()];
                const DRV_REQUESTID request = subject::next_request();
                const LONG answer = each.start(request, phone.handle());
                require(answer == static_cast<LONG>(request) || is_allowed(each.function, answer),
                        "while another thread closes, {} answered {}",
                        each.text,
                        answer);
                if (answer < 0) continue;
                const std::lock_guard lock(mutex);
                taken.push_back(request);
            }
        });
        for (const DRV_REQUESTID each : taken) {
            require(!provider.host().completions_of(each).empty(),
                    "request {} was taken over while another thread closed, and not completed",
                    each);
        }
    }
}

void require_no_growth(const resources& before, const resources& after, int rounds) {
    require(after.threads <= before.threads && after.handles <= before.handles + 1,
            "after {} rounds more, {} threads became {} and {} open handles became {}",
            rounds,
            before.threads,
            after.threads,
            before.handles,
            after.handles);
}

constexpr int warm_up = 3;
constexpr int rounds = 20;

resources counted() {
    const auto now = count_resources();
    if (!now) not_applicable("this system does not say what a process holds");
    return *now;
}

void many_sessions_hold_nothing(const options& given) {
    subject provider(given);
    const auto one_session = [&] {
        provider.start();
        { const opened_phone phone(provider); }
        static_cast<void>(provider.shutdown());
    };
    for (int round = 0; round < warm_up; ++round) one_session();
    const resources before = counted();
    for (int round = 0; round < rounds; ++round) one_session();
    require_no_growth(before, counted(), rounds);
}

void many_loads_hold_nothing(const options& given) {
    const auto one_life = [&] {
        subject provider(given);
        provider.start();
    };
    for (int round = 0; round < warm_up; ++round) one_life();
    const resources before = counted();
    for (int round = 0; round < rounds; ++round) one_life();
    require_no_growth(before, counted(), rounds);
}

void shutdown_ends_the_threads(const options& given) {
    subject provider(given);
    // The run-time library may begin one of its own (ThreadSanitizer does) with the first thread.
    std::thread([] {}).join();
    const resources before = counted();
    provider.start();
    { const opened_phone phone(provider); }
    static_cast<void>(provider.shutdown());
    const resources after = counted();
    require(after.threads <= before.threads,
            "there were {} threads before Init, and {} after Shutdown",
            before.threads,
            after.threads);
}

// clang-format off
constexpr conformance_case cases[] = {
    {901, "Callers on four threads are served",
     "Without NONREENTRANT several entry points, and the same one, are called at the same time.",
     "TSPI: TSPI_providerInit; tspi-phone.md §1.5", four_threads_are_served},
    {902, "Callbacks are never nested",
     "No callback is called until the previous one has returned.",
     "TSPI: ASYNC_COMPLETION; tspi-phone.md §1.5", callbacks_are_not_nested},
    {903, "While a callback is under way other threads may call",
     "The provider holds no lock while it calls back.",
     "TSPI: ASYNC_COMPLETION; tspi-phone.md §1.5", calls_go_on_during_a_callback},
    {904, "No phone function blocks its caller",
     "Synchronous functions are short, asynchronous ones only begin; TSPI_phoneClose alone may wait "
     "for completions.",
     "TSPI: Synchronous requests; tspi-phone.md §1.5", no_call_blocks},
    {905, "A close amid the calls of other threads loses nothing",
     "What is taken over is completed before TSPI_phoneClose returns; the rest is refused.",
     "TSPI: TSPI_phoneClose; tspi-phone.md §3.3", close_races_with_calls},
    {911, "Twenty sessions hold on to nothing",
     "Shutdown frees everything, and so neither threads nor handles become more.",
     "TSPI: TSPI_providerShutdown; tspi-phone.md §1.2", many_sessions_hold_nothing},
    {912, "Twenty times loaded, it holds on to nothing",
     "Shutdown frees everything; the module may then be unloaded.",
     "TSPI: TSPI_providerShutdown; tspi-phone.md §1.2", many_loads_hold_nothing},
    {913, "Shutdown ends the threads it has",
     "Shutdown terminates all activity of the provider.",
     "TSPI: TSPI_providerShutdown; tspi-phone.md §1.2", shutdown_ends_the_threads},
};
// clang-format on

}  // namespace

const theme thread_theme{"Callbacks, threads, many sessions", cases};

}  // namespace offhook::tapi::conform
