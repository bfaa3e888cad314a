// Applications and sessions.

#include "tools/tapi/tapi_host.hpp"

#include <mutex>

#include "tools/tapi/checks.hpp"
#include "tools/tapi/error_names.hpp"

namespace offhook::tapi {

tapi_host::tapi_host(const std::vector<std::string>& paths, host_options options)
    : options_(std::move(options)), registry_(options_.first_request) {
    DWORD permanent_id = 1;
    for (const std::string& path : paths) {
        providers_.push_back(std::make_unique<provider>(path, permanent_id++));
    }
    router_ = std::make_unique<callback_router>(static_cast<callback_sink&>(*this));
}

tapi_host::tapi_host(provider_source source, host_options options)
    : options_(std::move(options)),
      source_(std::move(source)),
      registry_(options_.first_request),
      router_(std::make_unique<callback_router>(static_cast<callback_sink&>(*this))) {}

tapi_host::~tapi_host() {
    const std::unique_lock lock(session_);
    if (session_running_) {
        end_session();
    }
}

LONG tapi_host::phone_initialize(const application_options& options,
                                 HPHONEAPP* app,
                                 DWORD* device_count) {
    if (app == nullptr || device_count == nullptr) {
        return to_result(PHONEERR_INVALPOINTER);
    }
    if (highest_known_version(options.api_version, options.api_version) == 0) {
        return to_result(PHONEERR_INCOMPATIBLEAPIVERSION);
    }
    const std::unique_lock lock(session_);
    if (registry_.reinit_pending()) {
        return to_result(PHONEERR_REINIT);
    }
    if (!session_running_) {
        start_session();
    }
    *app = registry_.add_application(options);
    *device_count = registry_.next_device_id();
    return 0;
}

LONG tapi_host::phone_shutdown(HPHONEAPP app) {
    const std::unique_lock lock(session_);
    application found;
    if (const LONG error = registry_.find_application(app, found); error != 0) {
        return error;
    }
    // TAPI: phoneShutdown: it closes what the application left open.
    for (const HPHONE phone : registry_.handles_of(app)) {
        static_cast<void>(close_handle(phone));
    }
    registry_.remove_application(app);
    if (!registry_.has_applications()) {
        end_session();
    }
    return 0;
}

LONG tapi_host::phone_get_message(HPHONEAPP app, message* news, DWORD timeout_ms) {
    if (news == nullptr) {
        return to_result(PHONEERR_INVALPOINTER);
    }
    application found;
    if (registry_.find_application(app, found) != 0) {
        // TAPI: phoneGetMessage: the only error it has for that.
        return to_result(PHONEERR_INVALAPPHANDLE);
    }
    std::optional<std::chrono::milliseconds> timeout;
    if (timeout_ms != wait_forever) {
        timeout = std::chrono::milliseconds(timeout_ms);
    }
    const auto oldest = found.queue->pop(timeout);
    if (!oldest) {
        return to_result(found.queue->closed() ? PHONEERR_INVALAPPHANDLE
                                               : PHONEERR_OPERATIONFAILED);
    }
    *news = *oldest;
    return 0;
}

void tapi_host::load_providers() {
    const std::vector<provider_file> files = source_();
    failures_.clear();
    for (const provider_file& file : files) {
        try {
            providers_.push_back(std::make_unique<provider>(file.path, file.permanent_id));
        } catch (const load_error& error) {
            failures_.emplace_back(error.what());
            log(error.what());
        }
    }
}

void tapi_host::start_session() {
    if (source_) {
        load_providers();
    }
    session_running_ = true;
    lines_ = 0;
    for (const auto& each : providers_) {
        start_provider(*each, lines_);
    }
    // Only now: a PHONE_CREATE which came during Init waited (TSPI: TSPI_providerEnumDevices).
    work_.start();
}

void tapi_host::start_provider(provider& each, DWORD line_base) {
    const DWORD phone_base = registry_.next_device_id();
    if (!each.start(options_.versions, {.line = line_base, .phone = phone_base})) {
        failures_.push_back(each.failure());
        log(each.failure());
        return;
    }
    lines_ += each.line_count();
    // TSPI: TSPI_phoneNegotiateTSPIVersion: once for each phone, soon after the start.
    for (DWORD i = 0; i < each.phone_count(); ++i) {
        negotiate_and_add(each, phone_base + i);
    }
}

void tapi_host::negotiate_and_add(provider& owner, DWORD id) {
    DWORD version = 0;
    const LONG result = owner.negotiate_phone(id, options_.versions, version);
    if (result != 0) {
        log("phone " + std::to_string(id) + " of '" + owner.path() +
            "' cannot be used: TSPI_phoneNegotiateTSPIVersion answered " + result_name(result));
    }
    registry_.add_device(std::shared_ptr<device>(
        new device{.id = id, .owner = owner, .version = version, .negotiation_result = result}));
}

void tapi_host::end_session() {
    // First the thread that might still open the door to a new phone.
    work_.stop();
    for (const auto& phone : registry_.devices()) {
        const std::unique_lock alone(phone->lifecycle);
        close_at_provider(*phone);
    }
    for (const auto& each : providers_) {
        while (!each->shutdown()) {
        }
    }
    overlaps_ = 0;
    registry_.forget_devices();
    session_running_ = false;
    if (source_) {
        providers_.clear();
    }
}

LONG tapi_host::overlap_init() {
    const std::unique_lock lock(session_);
    if (!session_running_) {
        return to_result(LINEERR_UNINITIALIZED);
    }
    for (const auto& each : providers_) {
        if (const LONG error = each->init_again(); error != 0) {
            return error;
        }
    }
    ++overlaps_;
    return 0;
}

LONG tapi_host::overlap_shutdown() {
    const std::unique_lock lock(session_);
    if (overlaps_ == 0) {
        return to_result(LINEERR_UNINITIALIZED);
    }
    --overlaps_;
    for (const auto& each : providers_) {
        each->shutdown();
    }
    return 0;
}

void tapi_host::flush() {
    work_.flush();
}

std::vector<std::string> tapi_host::provider_failures() const {
    const std::shared_lock lock(session_);
    return failures_;
}

void tapi_host::log(const std::string& line) const {
    if (options_.log) {
        options_.log(line);
    }
}

}  // namespace offhook::tapi
