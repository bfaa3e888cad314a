#pragma once

#include <mutex>
#include <string>
#include <utility>

#include "tools/tapi/provider_exports.hpp"

namespace offhook::tapi {

/// The range of TSPI versions the host offers; both bounds inclusive.
struct version_range {
    DWORD low = tspi::version_1_3;
    DWORD high = tspi::version_3_1;
};

/// Where a provider's devices begin in the system's numbering.
struct device_bases {
    DWORD line = 0;
    DWORD phone = 0;
};

/// One loaded TSP and its session: tspi-phone.md §1.2.
class provider {
public:
    /// Loads the file; nothing of it is called yet. `permanent_id` is what the registry would
    /// hold. Throws load_error.
    provider(const std::string& path, DWORD permanent_id);

    /// Steps 2 to 4: version negotiation for the whole provider, EnumDevices, Init. The callbacks
    /// are callback_router's. True on success; otherwise failure() says which step failed and how.
    [[nodiscard]] bool start(version_range versions, device_bases bases);

    /// TSPI_providerInit once more while the session runs; a provider ignores it and returns 0
    /// (TSPI: TSPI_providerInit). Each success needs one more shutdown().
    [[nodiscard]] LONG init_again();

    /// One TSPI_providerShutdown; the last of the pairs ends the session. False when it was not
    /// the last. Without a session it does nothing.
    bool shutdown();

    /// Step 5, for one phone. 0 or PHONEERR_*; an answer outside the range is an error too.
    [[nodiscard]] LONG negotiate_phone(DWORD device_id, version_range versions, DWORD& version);

    /// Calls into the provider, one call at a time when it asked for that with
    /// LINETSPIOPTION_NONREENTRANT.
    template <typename Call>
    LONG call(Call&& entry_point) {
        if (!nonreentrant_) {
            return std::forward<Call>(entry_point)();
        }
        const std::lock_guard lock(one_at_a_time_);
        return std::forward<Call>(entry_point)();
    }

    /// The token that names this provider in PHONE_CREATE.
    [[nodiscard]] HPROVIDER handle() const noexcept;
    [[nodiscard]] const provider_exports& exports() const noexcept { return exports_; }
    [[nodiscard]] const std::string& path() const noexcept { return module_.path(); }
    [[nodiscard]] DWORD permanent_id() const noexcept { return permanent_id_; }
    /// What EnumDevices reported.
    [[nodiscard]] DWORD line_count() const noexcept { return lines_; }
    [[nodiscard]] DWORD phone_count() const noexcept { return phones_; }
    /// Why start() failed, one line.
    [[nodiscard]] const std::string& failure() const noexcept { return failure_; }

private:
    bool negotiate_provider(version_range versions);
    bool enumerate();
    bool fail(const char* step, LONG result);
    LONG initialize();

    loaded_module module_;
    provider_exports exports_;
    DWORD permanent_id_;
    DWORD version_ = 0;
    device_bases bases_;
    DWORD lines_ = 0;
    DWORD phones_ = 0;
    int sessions_ = 0;
    bool nonreentrant_ = false;
    std::mutex one_at_a_time_;
    std::string failure_;
};

}  // namespace offhook::tapi
