// The callback of an application where there are neither windows nor completion ports.

#include "tools/tapi/api/message_pump.hpp"

namespace offhook::tapi::api {

std::unique_ptr<delivery> make_callback_delivery(PHONECALLBACK callback) {
    return std::make_unique<message_pump>([callback](const PHONEMESSAGE& news) {
        callback(news.hDevice,
                 news.dwMessageID,
                 news.dwCallbackInstance,
                 news.dwParam1,
                 news.dwParam2,
                 news.dwParam3);
    });
}

std::unique_ptr<delivery> make_port_delivery(HANDLE, DWORD) {
    return nullptr;
}

}  // namespace offhook::tapi::api
