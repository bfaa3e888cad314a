#pragma once

#include "tsp/ui/dialog_message.hpp"

#include <string>

namespace offhook::tsp::ui {

/// How a handset stands, a line for each thing: for people. Lines end with CR LF, as a Windows
/// control wants them, but the last.
[[nodiscard]] std::string text_of(const handset_status& status);

/// How the trial ring stands: "", "Ringing...", "It rang." or why it did not.
[[nodiscard]] std::string trial_text(const handset_status& status);

/// Can it be asked to ring now?
[[nodiscard]] bool can_ring(const handset_status& status);

/// What the environment of the service decides over the file that the dialog changes; empty when
/// nothing. `own_file` is the dialog's.
[[nodiscard]] std::string override_text(const overview& service, const std::string& own_file);

}  // namespace offhook::tsp::ui
