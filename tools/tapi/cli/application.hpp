#pragma once

#include <cstdio>
#include <string>

#include "tools/tapi/cli/script_runner.hpp"
#include "tools/tapi/error_names.hpp"
#include "tools/tapi/tapi_host.hpp"

namespace offhook::tapi::cli {

/// The one application of caps, status and watch: initialised as long as this lives.
class application_session {
public:
    application_session(tapi_host& host, const run_options& options) : host_(host) {
        const application_options wanted{.name = u"offhook-tapi",
                                         .api_version = options.api_version};
        result_ = host.phone_initialize(wanted, &app_, &phones_);
    }
    ~application_session() { static_cast<void>(host_.phone_shutdown(app_)); }
    application_session(const application_session&) = delete;
    application_session& operator=(const application_session&) = delete;

    /// Whether there is anything to work on; if not, standard error says why: this
    /// or the host's log.
    [[nodiscard]] bool ready() const {
        if (result_ != 0) {
            std::fprintf(stderr,
                         "offhook-tapi: phoneInitialize answered %s\n",
                         result_name(result_).c_str());
        } else if (host_.provider_failures().empty() && phones_ == 0) {
            std::fprintf(stderr,
                         "offhook-tapi: the provider reports no phones; check that one is plugged "
                         "in and what the provider is configured to look for\n");
        }
        return result_ == 0 && phones_ > 0;
    }

    [[nodiscard]] HPHONEAPP app() const noexcept { return app_; }
    [[nodiscard]] DWORD phone_count() const noexcept { return phones_; }

private:
    tapi_host& host_;
    HPHONEAPP app_ = 0;
    DWORD phones_ = 0;
    LONG result_ = 0;
};

}  // namespace offhook::tapi::cli
