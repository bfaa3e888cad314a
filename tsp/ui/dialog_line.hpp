#pragma once

#include "tsp/tspi.hpp"
#include "tsp/ui/dialog_message.hpp"

#include <string>

namespace offhook::tsp::ui {

/// An answer of the provider, or why there is none, for people.
struct reply {
    std::optional<answer> value;
    std::string problem;  ///< valid when there is no answer
    LONG error = 0;       ///< what the callback said, if that is why
};

/// A dialog's end of the way to the provider: TUISPIDLLCALLBACK with the object that the dialog
/// belongs to. Where the provider is does not matter: here, in the telephony service, anywhere.
class dialog_line {
public:
    /// `callback` may be null: then there is no provider. `type` is a TUISPIDLL_OBJECT_.
    dialog_line(TUISPIDLLCALLBACK callback, DWORD_PTR object, DWORD type)
        : callback_(callback), object_(object), type_(type) {}

    /// Asks and returns with the answer. The provider itself answers in microseconds; the host's
    /// way to it and back is added.
    [[nodiscard]] reply ask(const question& what) const;

    /// All pages of the list. A page that does not lead on, or is without end, ends it.
    [[nodiscard]] std::vector<handset_line> ask_all_handsets() const;

private:
    TUISPIDLLCALLBACK callback_;
    DWORD_PTR object_;
    DWORD type_;
};

}  // namespace offhook::tsp::ui
