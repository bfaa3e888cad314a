#include "tools/tapi/provider.hpp"

#include <cstdint>

#include "tools/tapi/callback_router.hpp"
#include "tools/tapi/error_names.hpp"

namespace offhook::tapi {

provider::provider(const std::string& path, DWORD permanent_id)
    : module_(path), exports_(find_exports(module_)), permanent_id_(permanent_id) {}

HPROVIDER provider::handle() const noexcept {
    // Opaque to the provider; the address is only a number that no other provider has.
    return reinterpret_cast<HPROVIDER>(this);
}

bool provider::start(version_range versions, device_bases bases) {
    bases_ = bases;
    if (!negotiate_provider(versions) || !enumerate()) {
        return false;
    }
    const LONG result = initialize();
    return result == 0 || fail("TSPI_providerInit", result);
}

bool provider::negotiate_provider(version_range versions) {
    // TSPI: TSPI_lineNegotiateTSPIVersion, INITIALIZE_NEGOTIATION: lines and phones alike.
    version_ = 0;
    const LONG result = call([&] {
        return exports_.line_negotiate_tspi_version(
            static_cast<DWORD>(INITIALIZE_NEGOTIATION), versions.low, versions.high, &version_);
    });
    if (result == 0 && (version_ < versions.low || version_ > versions.high)) {
        return fail("TSPI_lineNegotiateTSPIVersion", to_result(LINEERR_INCOMPATIBLEAPIVERSION));
    }
    return result == 0 || fail("TSPI_lineNegotiateTSPIVersion", result);
}

bool provider::enumerate() {
    // TSPI: TSPI_providerEnumDevices: both counts are zeroed before the call.
    lines_ = 0;
    phones_ = 0;
    const LONG result = call([&] {
        return exports_.provider_enum_devices(permanent_id_,
                                              &lines_,
                                              &phones_,
                                              handle(),
                                              callback_router::line_events(),
                                              callback_router::phone_events());
    });
    return result == 0 || fail("TSPI_providerEnumDevices", result);
}

LONG provider::initialize() {
    // TSPI: TSPI_providerInit: the options are zeroed before the call.
    DWORD options = 0;
    const LONG result = call([&] {
        return exports_.provider_init(version_,
                                      permanent_id_,
                                      bases_.line,
                                      bases_.phone,
                                      lines_,
                                      phones_,
                                      callback_router::completion(),
                                      &options);
    });
    if (result != 0) {
        return result;
    }
    if (++sessions_ == 1) {
        nonreentrant_ = (options & LINETSPIOPTION_NONREENTRANT) != 0;
    }
    return 0;
}

LONG provider::init_again() {
    return sessions_ == 0 ? to_result(LINEERR_UNINITIALIZED) : initialize();
}

bool provider::shutdown() {
    if (sessions_ == 0) {
        return true;
    }
    // TSPI: TSPI_providerShutdown: its result is of no use to anybody.
    static_cast<void>(call([&] { return exports_.provider_shutdown(version_, permanent_id_); }));
    if (--sessions_ > 0) {
        return false;
    }
    nonreentrant_ = false;
    return true;
}

LONG provider::negotiate_phone(DWORD device_id, version_range versions, DWORD& version) {
    if (exports_.phone_negotiate_tspi_version == nullptr) {
        return to_result(PHONEERR_OPERATIONUNAVAIL);
    }
    version = 0;
    const LONG result = call([&] {
        return exports_.phone_negotiate_tspi_version(
            device_id, versions.low, versions.high, &version);
    });
    if (result == 0 && (version < versions.low || version > versions.high)) {
        return to_result(PHONEERR_INCOMPATIBLEAPIVERSION);
    }
    return result;
}

bool provider::fail(const char* step, LONG result) {
    failure_ = "'" + path() + "' could not be started: " + step + " answered " +
               result_name(result) + "; the provider's own log says more";
    return false;
}

}  // namespace offhook::tapi
