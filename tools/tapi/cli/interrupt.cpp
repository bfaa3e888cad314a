#include "tools/tapi/cli/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace offhook::tapi::cli {
namespace {

// Lock-free flags are all that a signal handler may touch.
std::atomic<bool> ctrl_c{false};
std::atomic<bool> termination{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void offhook_note_interrupt(int signal) {
    (signal == SIGINT ? ctrl_c : termination).store(true);
}

}  // namespace

void note_interrupts() {
    std::signal(SIGINT, offhook_note_interrupt);
    std::signal(SIGTERM, offhook_note_interrupt);
}

bool interrupted() noexcept {
    return ctrl_c.load() || termination.load();
}

void forget_interrupt() noexcept {
    ctrl_c.store(false);
}

}  // namespace offhook::tapi::cli
