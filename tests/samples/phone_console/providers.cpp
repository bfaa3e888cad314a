#include "tests/samples/phone_console/providers.hpp"

#include <vector>

#include <tapi.h>

#include "tests/samples/phone_console/phone.hpp"
#include "tests/samples/phone_console/text.hpp"

namespace sample {

void list_providers() {
    std::vector<std::byte> room(sizeof(LINEPROVIDERLIST));
    for (;;) {
        auto* list = reinterpret_cast<LINEPROVIDERLIST*>(room.data());
        list->dwTotalSize = static_cast<DWORD>(room.size());
        check("lineGetProviderList", lineGetProviderList(TAPI_CURRENT_VERSION, list));
        if (list->dwNeededSize <= list->dwTotalSize) {
            break;
        }
        room.assign(list->dwNeededSize, std::byte{});
    }
    const auto* list = reinterpret_cast<const LINEPROVIDERLIST*>(room.data());
    const auto* entries =
        reinterpret_cast<const LINEPROVIDERENTRY*>(room.data() + list->dwProviderListOffset);
    say("providers " + std::to_string(list->dwNumProviders));
    for (DWORD i = 0; i < list->dwNumProviders; ++i) {
        const auto* file = room.data() + entries[i].dwProviderFilenameOffset;
        say("provider " + std::to_string(entries[i].dwPermanentProviderID) + ": " +
            to_utf8(reinterpret_cast<const TCHAR*>(file)));
    }
}

void add_provider(const std::string& file) {
    DWORD id = 0;
    check("lineAddProvider", lineAddProvider(to_tstring(file).c_str(), GetConsoleWindow(), &id));
    say("added " + std::to_string(id));
}

void remove_provider(DWORD permanent_id) {
    check("lineRemoveProvider", lineRemoveProvider(permanent_id, GetConsoleWindow()));
    say("taken out " + std::to_string(permanent_id));
}

void config_provider(DWORD permanent_id) {
    check("lineConfigProvider", lineConfigProvider(GetConsoleWindow(), permanent_id));
    say("configured " + std::to_string(permanent_id));
}

void count_lines() {
    LINEINITIALIZEEXPARAMS parameters{};
    parameters.dwTotalSize = sizeof(parameters);
    parameters.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
    HLINEAPP app = 0;
    DWORD lines = 0;
    DWORD version = TAPI_CURRENT_VERSION;
    check("lineInitializeEx",
          lineInitializeEx(&app,
                           GetModuleHandle(nullptr),
                           nullptr,
                           TEXT("Phone console"),
                           &lines,
                           &version,
                           &parameters));
    say("lines " + std::to_string(lines));
    check("lineShutdown", lineShutdown(app));
}

}  // namespace sample
