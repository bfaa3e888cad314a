#pragma once

namespace offhook::tapi::cli {

/// From now on Ctrl-C and a request to terminate are only noted. To be called before any thread.
void note_interrupts();

/// Whether one was noted.
[[nodiscard]] bool interrupted() noexcept;

}  // namespace offhook::tapi::cli
