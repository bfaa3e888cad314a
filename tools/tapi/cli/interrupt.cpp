#include "tools/tapi/cli/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace offhook::tapi::cli {
namespace {

// A lock-free flag is all that a signal handler may touch.
std::atomic<bool> noted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void offhook_note_interrupt(int) {
    noted.store(true);
}

}  // namespace

void note_interrupts() {
    std::signal(SIGINT, offhook_note_interrupt);
    std::signal(SIGTERM, offhook_note_interrupt);
}

bool interrupted() noexcept {
    return noted.load();
}

}  // namespace offhook::tapi::cli
