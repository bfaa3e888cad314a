#include "tools/tapi/conform/opened_phone.hpp"

#include <thread>

#include "tools/tapi/error_names.hpp"

namespace offhook::tapi::conform {
namespace {

using std::chrono::steady_clock;

/// What is left until a deadline, at least nothing.
std::chrono::milliseconds left_until(steady_clock::time_point deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - steady_clock::now());
    return std::max(left, std::chrono::milliseconds(0));
}

}  // namespace

opened_phone::opened_phone(subject& provider, DWORD version)
    : provider_(provider),
      version_(version == 0 ? provider.newest_version() : version),
      // No address of anything: it is opaque to the provider (tspi-phone.md §1.5).
      host_handle_(reinterpret_cast<HTAPIPHONE>(DWORD_PTR{0xC0DE0001} + provider.device())) {
    const LONG result = provider.tspi.open(
        provider.device(), host_handle_, &handle_, version_, recording_host::event_callback());
    if (result != 0) blocked("{} answered {}", provider.tspi.open.name(), result_name(result));
    open_ = true;
}

opened_phone::~opened_phone() {
    if (open_) static_cast<void>(close());
}

LONG opened_phone::close() {
    open_ = false;
    return provider_.tspi.close(handle_);
}

LONG opened_phone::perform(const operation& what) {
    const DRV_REQUESTID request = subject::next_request();
    const LONG answer = what.start(request, handle_);
    if (answer < 0) return answer;
    if (answer != static_cast<LONG>(request)) {
        blocked("{} returned {} for request {} (701 judges that)", what.text, answer, request);
    }
    if (!provider_.host().wait_for_completion(request, provider_.given().completion_limit)) {
        blocked("{}, request {}, was not completed within {} ms (702 judges that)",
                what.text,
                request,
                provider_.given().completion_limit.count());
    }
    const LONG result = provider_.host().completions_of(request).front().result;
    if (result > 0) {
        blocked("{} completed with {} (705 judges that)", what.text, result);
    }
    return result;
}

void opened_phone::must(const operation& what) {
    const LONG result = perform(what);
    if (result != 0) blocked("{} failed: {}", what.text, result_name(result));
}

std::vector<trial> opened_phone::try_all(const std::vector<operation>& what) {
    const auto deadline = steady_clock::now() + provider_.given().completion_limit;
    std::vector<trial> out;
    for (const operation& each : what) {
        trial next{&each, subject::next_request(), 0, {}};
        next.answer = each.start(next.request, handle_);
        if (next.accepted()) {
            provider_.host().wait_for_completion(next.request, left_until(deadline));
        }
        out.push_back(next);
    }
    std::this_thread::sleep_for(provider_.given().quiet);
    for (trial& each : out) each.completions = provider_.host().completions_of(each.request);
    return out;
}

structure_block opened_phone::status() {
    return ask_for_all({phonestatus_shape,
                        version_,
                        provider_.tspi.get_status.name(),
                        [this](structure_block& block) {
                            return provider_.tspi.get_status(handle_, block.as<PHONESTATUS>());
                        }});
}

LONG opened_phone::get_data(void* data, DWORD size) {
    const auto deadline = steady_clock::now() + provider_.given().completion_limit;
    for (;;) {
        const LONG result = provider_.tspi.get_data(handle_, 0, data, size);
        if (result != to_result(PHONEERR_RESOURCEUNAVAIL) || steady_clock::now() > deadline) {
            return result;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

void opened_phone::enable_messages(DWORD states, DWORD modes, DWORD button_states) {
    const LONG result = provider_.tspi.set_status_messages(handle_, states, modes, button_states);
    if (result != 0) {
        blocked("{} answered {}", provider_.tspi.set_status_messages.name(), result_name(result));
    }
}

std::string text_of(const trial& each) {
    return fmt::format("{}, request {}", each.what->text, each.request);
}

}  // namespace offhook::tapi::conform
