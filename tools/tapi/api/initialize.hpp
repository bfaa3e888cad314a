#pragma once

#include <memory>
#include <optional>
#include <string>

#include "tools/tapi/api/delivery.hpp"

// What phoneInitializeEx and lineInitializeEx have in common.

namespace offhook::tapi::api {

/// The name an application gave, or the program's path for a null one (TAPI: phoneInitializeEx).
/// Nothing: it is no text.
[[nodiscard]] std::optional<std::u16string> application_name(LPCSTR name);
[[nodiscard]] std::u16string application_name(LPCWSTR name);

/// The version that counts for an application which names its highest; 0: it is older than the Ex
/// functions, which came with 2.0.
[[nodiscard]] DWORD version_of_application(DWORD highest);

/// What came of the parameters of an initialisation.
enum class parameters_fate { fine, null_pointer, too_small, invalid };

/// Reads PHONEINITIALIZEEXPARAMS or LINEINITIALIZEEXPARAMS, whose members have the same names, and
/// fills what goes back in them.
template <typename Parameters>
[[nodiscard]] parameters_fate choose_delivery(Parameters* parameters,
                                              PHONECALLBACK callback,
                                              std::unique_ptr<delivery>& how) {
    if (parameters == nullptr) {
        return parameters_fate::null_pointer;
    }
    if (parameters->dwTotalSize < sizeof(Parameters)) {
        return parameters_fate::too_small;
    }
    // LINEINITIALIZEEXOPTION_CALLHUBTRACKING is beside the choice.
    switch (parameters->dwOptions & 0xFFFFU) {
        case PHONEINITIALIZEEXOPTION_USEHIDDENWINDOW:
            if (callback == nullptr) {
                return parameters_fate::null_pointer;
            }
            how = make_callback_delivery(callback);
            break;
        case PHONEINITIALIZEEXOPTION_USEEVENT: {
            HANDLE event = nullptr;
            how = make_event_delivery(event);
            parameters->Handles.hEvent = event;
            break;
        }
        case PHONEINITIALIZEEXOPTION_USECOMPLETIONPORT:
            how = make_port_delivery(parameters->Handles.hCompletionPort,
                                     parameters->dwCompletionKey);
            break;
        default: break;
    }
    if (how == nullptr) {
        return parameters_fate::invalid;
    }
    parameters->dwNeededSize = sizeof(Parameters);
    parameters->dwUsedSize = sizeof(Parameters);
    return parameters_fate::fine;
}

}  // namespace offhook::tapi::api
