#pragma once

#include <vector>

#include "tools/tapi/conform/conformance_case.hpp"
#include "tools/tapi/conform/entry_points.hpp"
#include "tools/tapi/conform/phone_facts.hpp"
#include "tools/tapi/conform/recording_host.hpp"

namespace offhook::tapi::conform {

/// The versions that exist, oldest first (tspi-phone.md §8).
inline constexpr DWORD known_versions[] = {tspi::version_1_3,
                                           tspi::version_1_4,
                                           tspi::version_2_0,
                                           tspi::version_2_1,
                                           tspi::version_2_2,
                                           tspi::version_3_0,
                                           tspi::version_3_1};

/// The provider under test, loaded as long as this lives, and its session: the calls of
/// tspi-phone.md §1.2, each made when a case says so.
class subject {
public:
    /// Only loads the module. Throws load_error.
    explicit subject(const options& given);
    /// Ends the session, as often as it was begun.
    ~subject();
    subject(const subject&) = delete;
    subject& operator=(const subject&) = delete;

    [[nodiscard]] const options& given() const noexcept { return given_; }
    [[nodiscard]] recording_host& host() const noexcept { return recording_host::instance(); }

    /// Step 2. The answer of the provider, whatever it is.
    [[nodiscard]] LONG negotiate(DWORD low, DWORD high, DWORD& version) const;
    /// Step 3; counts how many phones there are.
    [[nodiscard]] LONG enumerate();
    /// Step 4.
    [[nodiscard]] LONG init(ASYNC_COMPLETION callback = recording_host::completion_callback());
    /// Step 8, one of the pairs.
    LONG shutdown();

    /// Steps 2 to 4, with the phones from `base` on. Blocked when one of them fails or there are
    /// fewer phones than the one to be tested.
    void start(DWORD base = usual_base);

    /// What steps 2 and 3 found.
    [[nodiscard]] DWORD version() const noexcept { return version_; }
    [[nodiscard]] DWORD phones() const noexcept { return phones_; }
    [[nodiscard]] DWORD base() const noexcept { return base_; }
    /// The device ID of the phone under test.
    [[nodiscard]] DWORD device() const noexcept { return base_ + given_.phone; }
    /// An ID behind the last of the provider's.
    [[nodiscard]] DWORD unknown_device() const noexcept { return base_ + phones_ + 1000; }

    /// The known versions that the provider speaks with the phone under test, oldest first.
    /// Blocked when there are none.
    [[nodiscard]] std::vector<DWORD> spoken_versions() const;
    [[nodiscard]] DWORD newest_version() const { return spoken_versions().back(); }

    /// PHONECAPS of the phone under test. Blocked on an error.
    [[nodiscard]] phone_facts facts() const;

    /// A request ID that was not used before.
    [[nodiscard]] static DRV_REQUESTID next_request();

    static constexpr DWORD permanent_id = 17;
    /// As if another provider's phones came first.
    static constexpr DWORD usual_base = 3;

private:
    const options& given_;
    loaded_module module_;

public:
    const entry_points tspi{module_};

private:
    DWORD version_ = 0;
    DWORD lines_ = 0;
    DWORD phones_ = 0;
    DWORD base_ = usual_base;
    unsigned inits_ = 0;
};

}  // namespace offhook::tapi::conform
