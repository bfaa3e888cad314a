#pragma once

#include <cstdint>
#include <string>

namespace offhook::setup {

/// Asks TAPI itself, the tapi32.dll of this system, to put a provider into its list and to start
/// it. False when it does not do so; then `why` says what it answered. TAPI may say more than it
/// did, so look at the list afterwards.
[[nodiscard]] bool ask_tapi_to_add(const std::wstring& file, std::string& why);

/// The same for taking it out, which also makes TAPI let go of the file.
[[nodiscard]] bool ask_tapi_to_remove(std::uint32_t id, std::string& why);

/// What became of the telephony service (TapiSrv).
enum class service_state { absent, stopped, running, in_use };

/// Stops the service, so that it lets go of our file. `in_use`: it was left running, because other
/// services need it or it does not stop within 20 s; `running` is never returned. Throws
/// setup_error when the system does not let us look.
[[nodiscard]] service_state stop_telephony_service();

/// Whether it runs now.
[[nodiscard]] bool telephony_service_runs();

/// Starts it; it begins on its own, too, when a program asks for telephony.
void start_telephony_service();

}  // namespace offhook::setup
