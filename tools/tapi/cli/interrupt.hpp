#pragma once

namespace offhook::tapi::cli {

/// From now on Ctrl-C and a request to terminate are only noted. To be called before any thread.
void note_interrupts();

/// Whether one was noted.
[[nodiscard]] bool interrupted() noexcept;

/// Forgets Ctrl-C, which a prompt has answered; a request to terminate stays.
void forget_interrupt() noexcept;

}  // namespace offhook::tapi::cli
