#include "tools/tapi/conform/call_trace.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

namespace offhook::tapi::conform {
namespace {

struct call_book {
    std::mutex mutex;
    std::function<void(const char*)> sink;
    std::map<std::string, std::chrono::nanoseconds> longest;
};

call_book& book() {
    static call_book instance;
    return instance;
}

}  // namespace

void trace_calls_to(std::function<void(const char*)> sink) {
    const std::lock_guard lock(book().mutex);
    book().sink = std::move(sink);
}

traced_call::traced_call(const char* name) : name_(name), began_(std::chrono::steady_clock::now()) {
    const std::lock_guard lock(book().mutex);
    if (book().sink) book().sink(name);
}

traced_call::~traced_call() {
    const std::chrono::nanoseconds took = std::chrono::steady_clock::now() - began_;
    const std::lock_guard lock(book().mutex);
    auto& longest = book().longest[name_];
    longest = std::max(longest, took);
}

std::map<std::string, std::chrono::nanoseconds> longest_calls() {
    const std::lock_guard lock(book().mutex);
    return book().longest;
}

}  // namespace offhook::tapi::conform
