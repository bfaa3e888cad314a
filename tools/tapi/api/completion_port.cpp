// Windows' completion ports (TAPI: PHONEINITIALIZEEXPARAMS, ..._USECOMPLETIONPORT).

#include <cstring>

#include "tools/tapi/api/message_pump.hpp"

namespace offhook::tapi::api {

std::unique_ptr<delivery> make_port_delivery(HANDLE port, DWORD key) {
    return std::make_unique<message_pump>([port, key](const PHONEMESSAGE& news) {
        // The application frees it with LocalFree.
        void* copy = LocalAlloc(LMEM_FIXED, sizeof(news));
        if (copy == nullptr) {
            return;
        }
        std::memcpy(copy, &news, sizeof(news));
        if (PostQueuedCompletionStatus(port, sizeof(news), key, static_cast<LPOVERLAPPED>(copy)) ==
            FALSE) {
            LocalFree(copy);
        }
    });
}

}  // namespace offhook::tapi::api
