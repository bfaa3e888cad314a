#include "tools/tapi/conform/subject.hpp"

#include <atomic>

#include "tools/tapi/conform/structure_rules.hpp"
#include "tools/tapi/error_names.hpp"

namespace offhook::tapi::conform {

subject::subject(const options& given) : given_(given), module_(given.module) {}

subject::~subject() {
    try {
        while (inits_ > 0) static_cast<void>(shutdown());
    } catch (const judged&) {
        // Without the export there is nothing to end.
    }
}

LONG subject::negotiate(DWORD low, DWORD high, DWORD& version) const {
    return tspi.line_negotiate(static_cast<DWORD>(INITIALIZE_NEGOTIATION), low, high, &version);
}

LONG subject::enumerate() {
    // TSPI: TSPI_providerEnumDevices: the host has zeroed both.
    lines_ = 0;
    phones_ = 0;
    return tspi.enum_devices(permanent_id,
                             &lines_,
                             &phones_,
                             reinterpret_cast<HPROVIDER>(this),
                             recording_host::line_callback(),
                             recording_host::event_callback());
}

LONG subject::init(ASYNC_COMPLETION callback) {
    DWORD wishes = 0;
    const LONG result =
        tspi.init(version_, permanent_id, base_, base_, lines_, phones_, callback, &wishes);
    if (result == 0) ++inits_;
    return result;
}

LONG subject::shutdown() {
    if (inits_ > 0) --inits_;
    return tspi.shutdown(version_, permanent_id);
}

void subject::start(DWORD base) {
    base_ = base;
    const auto need = [](const char* step, LONG result) {
        if (result != 0) blocked("{} answered {}", step, result_name(result));
    };
    need(tspi.line_negotiate.name(), negotiate(tspi::version_1_3, tspi::version_3_1, version_));
    need(tspi.enum_devices.name(), enumerate());
    need(tspi.init.name(), init());
    if (phones_ <= given_.phone) {
        blocked(
            "the provider reports {} phones, so there is no phone {}; check that it is plugged "
            "in and what the provider is configured to look for",
            phones_,
            given_.phone);
    }
}

std::vector<DWORD> subject::spoken_versions() const {
    std::vector<DWORD> spoken;
    for (const DWORD each : known_versions) {
        DWORD answer = 0;
        if (tspi.negotiate(device(), each, each, &answer) == 0 && answer == each) {
            spoken.push_back(each);
        }
    }
    if (spoken.empty()) blocked("the provider speaks no version from 1.3 to 3.1 with the phone");
    return spoken;
}

phone_facts subject::facts() const {
    const DWORD version = newest_version();
    const structure_query query{
        phonecaps_shape, version, tspi.get_caps.name(), [&](structure_block& block) {
            return tspi.get_caps(device(), version, 0, block.as<PHONECAPS>());
        }};
    return {ask_for_all(query), version};
}

DRV_REQUESTID subject::next_request() {
    static std::atomic<DRV_REQUESTID> last{0};
    return ++last;
}

}  // namespace offhook::tapi::conform
