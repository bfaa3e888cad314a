#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>

namespace offhook::tapi::conform {

/// Tells `sink` the name of each entry point before it is called, so that a crash or a hang can be
/// laid at its door. Called under a lock, from any thread.
void trace_calls_to(std::function<void(const char*)> sink);

/// One call into the provider, as long as this lives.
class traced_call {
public:
    /// `name` is a literal.
    explicit traced_call(const char* name);
    ~traced_call();
    traced_call(const traced_call&) = delete;
    traced_call& operator=(const traced_call&) = delete;

private:
    const char* name_;
    const std::chrono::steady_clock::time_point began_;
};

/// The longest time that each entry point has taken so far.
[[nodiscard]] std::map<std::string, std::chrono::nanoseconds> longest_calls();

}  // namespace offhook::tapi::conform
