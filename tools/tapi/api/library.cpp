#include "tools/tapi/api/library.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "tools/tapi/error_names.hpp"

namespace offhook::tapi::api {

library& library::instance() {
    // Never destroyed: see end_with_the_process().
    static auto* const only = new library;
    return *only;
}

library::library()
    : host_([this] { return files_to_load(); },
            host_options{.log = [this](const std::string& line) { say(line); }}) {}

LONG library::initialize(application_options options,
                         std::unique_ptr<delivery> how,
                         HPHONEAPP* app,
                         DWORD* devices) {
    options.signal = how->signal();
    HPHONEAPP made = 0;
    const LONG result = host_.phone_initialize(options, &made, devices);
    if (result != 0) {
        return result;
    }
    *app = made;
    const std::lock_guard lock(mutex_);
    if (phones_.empty()) {
        // Anew with every session, so that it runs before a provider's own statics are destroyed.
        std::atexit(end_with_the_process);
    }
    delivery& here = *(phones_[made] = std::move(how));
    here.start([this, made](DWORD timeout_ms) -> std::optional<PHONEMESSAGE> {
        message news;
        if (host_.phone_get_message(made, &news, timeout_ms) != 0) {
            return std::nullopt;
        }
        return PHONEMESSAGE{
            news.phone, news.id, news.instance, news.parameter1, news.parameter2, news.parameter3};
    });
    return 0;
}

LONG library::shut_down(HPHONEAPP app) {
    const LONG result = host_.phone_shutdown(app);
    if (result != 0) {
        return result;
    }
    std::unique_ptr<delivery> how;
    {
        const std::lock_guard lock(mutex_);
        const auto found = phones_.extract(app);
        how = found ? std::move(found.mapped()) : nullptr;
    }
    // Without the lock: it waits for a callback, which may call anything.
    if (how) {
        how->stop();
    }
    return 0;
}

LONG library::check_fetches_messages(HPHONEAPP app) const {
    const std::lock_guard lock(mutex_);
    const auto found = phones_.find(app);
    if (found == phones_.end()) {
        return to_result(PHONEERR_INVALAPPHANDLE);
    }
    return found->second->fetched_by_application() ? 0 : to_result(PHONEERR_OPERATIONFAILED);
}

void library::end_with_the_process() {
#ifndef _WIN32
    // TAPI: an application that ends without phoneShutdown: the service does it in its place. (On
    // Windows the other threads are gone when a DLL hears of the end, and nothing may be done.)
    library& here = instance();
    std::vector<HPHONEAPP> left;
    {
        const std::lock_guard lock(here.mutex_);
        for (const auto& each : here.phones_) left.push_back(each.first);
    }
    for (const HPHONEAPP app : left) {
        static_cast<void>(here.shut_down(app));
    }
#endif
}

HLINEAPP library::add_line_application(line_application app) {
    const std::lock_guard lock(mutex_);
    const HLINEAPP handle = next_line_app_++;
    lines_[handle] = std::move(app);
    return handle;
}

LONG library::check_line_application(HLINEAPP app) const {
    const std::lock_guard lock(mutex_);
    if (lines_.empty()) {
        return to_result(LINEERR_UNINITIALIZED);
    }
    return lines_.contains(app) ? 0 : to_result(LINEERR_INVALAPPHANDLE);
}

LONG library::wait_for_line_message(HLINEAPP app, DWORD timeout_ms) const {
    std::shared_ptr<message_queue> queue;
    {
        const std::lock_guard lock(mutex_);
        const auto found = lines_.find(app);
        if (found == lines_.end()) {
            return to_result(LINEERR_INVALAPPHANDLE);
        }
        if (!found->second.how->fetched_by_application()) {
            return to_result(LINEERR_OPERATIONFAILED);
        }
        queue = found->second.queue;
    }
    std::optional<std::chrono::milliseconds> timeout;
    if (timeout_ms != wait_forever) {
        timeout = std::chrono::milliseconds(timeout_ms);
    }
    static_cast<void>(queue->pop(timeout));
    return to_result(queue->closed() ? LINEERR_INVALAPPHANDLE : LINEERR_OPERATIONFAILED);
}

LONG library::remove_line_application(HLINEAPP app) {
    const std::lock_guard lock(mutex_);
    if (lines_.empty()) {
        return to_result(LINEERR_UNINITIALIZED);
    }
    const auto found = lines_.extract(app);
    if (!found) {
        return to_result(LINEERR_INVALAPPHANDLE);
    }
    found.mapped().queue->close();
    return 0;
}

void library::say(const std::string& line) const noexcept {
    const char* name = std::getenv("OFFHOOK_TAPI_LOG");
    std::FILE* file = name == nullptr || *name == 0 ? nullptr : std::fopen(name, "a");
    std::fprintf(file == nullptr ? stderr : file, "tapi32: %s\n", line.c_str());
    if (file != nullptr) {
        std::fclose(file);
    }
}

}  // namespace offhook::tapi::api
