#include <algorithm>

#include "tools/tapi/conform/allowed_errors.hpp"
#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/conform/words.hpp"
#include "tools/tapi/error_names.hpp"

// 2xx: negotiation of versions and of extensions.

namespace offhook::tapi::conform {
namespace {

/// Either of the two negotiations.
struct negotiation {
    const char* name;
    LONG incompatible;
    std::function<LONG(DWORD low, DWORD high, DWORD& version)> ask;
};

/// Both of them, of a running provider.
std::vector<negotiation> both(const subject& provider) {
    return {{provider.tspi.line_negotiate.name(),
             to_result(LINEERR_INCOMPATIBLEAPIVERSION),
             [&provider](DWORD low, DWORD high, DWORD& version) {
                 return provider.negotiate(low, high, version);
             }},
            {provider.tspi.negotiate.name(),
             to_result(PHONEERR_INCOMPATIBLEAPIVERSION),
             [&provider](DWORD low, DWORD high, DWORD& version) {
                 return provider.tspi.negotiate(provider.device(), low, high, &version);
             }}};
}

std::string range_text(DWORD low, DWORD high) {
    return fmt::format("{} to {}", version_text(low), version_text(high));
}

/// What the negotiation answers to a range that the provider is to accept.
DWORD agreed(const negotiation& with, DWORD low, DWORD high) {
    DWORD version = 0;
    const LONG result = with.ask(low, high, version);
    require(
        result == 0, "{} answered {} to {}", with.name, result_name(result), range_text(low, high));
    return version;
}

void whole_provider_negotiates(const options& given) {
    const subject provider(given);
    DWORD version = 0;
    const LONG result = provider.negotiate(tspi::version_1_3, tspi::version_3_1, version);
    require(result == 0,
            "TSPI_lineNegotiateTSPIVersion answered {} to INITIALIZE_NEGOTIATION",
            result_name(result));
    require(version >= tspi::version_1_3 && version <= tspi::version_3_1,
            "1.3 to 3.1 was offered, and it chose {}",
            version_text(version));
}

void speaks_2_0_at_least(const options& given) {
    subject provider(given);
    provider.start();
    for (const negotiation& each : both(provider)) {
        const DWORD version = agreed(each, tspi::version_1_3, tspi::version_3_1);
        require(version >= tspi::version_2_0,
                "{} settles for version {}",
                each.name,
                version_text(version));
    }
}

void high_is_not_echoed(const options& given) {
    subject provider(given);
    provider.start();
    for (const negotiation& each : both(provider)) {
        const DWORD version = agreed(each, tspi::version_1_3, 0x00098765);
        const bool exists =
            std::find(std::begin(known_versions), std::end(known_versions), version) !=
            std::end(known_versions);
        require(exists,
                "{} was offered up to 9.34661, and it chose {}, which does not exist",
                each.name,
                version_text(version));
    }
}

void highest_common_version(const options& given) {
    subject provider(given);
    provider.start();
    for (const negotiation& each : both(provider)) {
        const DWORD best = agreed(each, tspi::version_1_3, tspi::version_3_1);
        const DWORD narrow = agreed(each, best, best);
        require(narrow == best,
                "{} chose {} from {} alone",
                each.name,
                version_text(narrow),
                version_text(best));
        for (const DWORD high : known_versions) {
            DWORD version = 0;
            if (each.ask(tspi::version_1_3, high, version) != 0) continue;
            require(version <= std::min(high, best),
                    "{} was offered {}, and it chose {}",
                    each.name,
                    range_text(tspi::version_1_3, high),
                    version_text(version));
        }
    }
}

void require_refused(const negotiation& by, DWORD low, DWORD high) {
    DWORD version = 0;
    const LONG result = by.ask(low, high, version);
    require(result == by.incompatible,
            "{} was offered {}, and it answered {}",
            by.name,
            range_text(low, high),
            result == 0 ? "version " + version_text(version) : result_name(result));
}

void too_new_is_refused(const options& given) {
    subject provider(given);
    provider.start();
    for (const negotiation& each : both(provider)) require_refused(each, 0x00400000, 0x7FFFFFFF);
}

void too_old_is_refused(const options& given) {
    subject provider(given);
    provider.start();
    for (const negotiation& each : both(provider)) require_refused(each, 0x00000001, 0x00010002);
}

void unknown_device_is_refused(const options& given) {
    subject provider(given);
    provider.start();
    DWORD version = 0;
    const LONG result = provider.tspi.negotiate(
        provider.unknown_device(), tspi::version_1_3, tspi::version_3_1, &version);
    require(result < 0 && is_allowed(provider.tspi.negotiate.name(), result) &&
                result != to_result(PHONEERR_OPERATIONUNAVAIL),
            "TSPI_phoneNegotiateTSPIVersion answered {} for device {}",
            result_name(result),
            provider.unknown_device());
}

void phone_takes_initialize_negotiation(const options& given) {
    subject provider(given);
    provider.start();
    DWORD version = 0;
    const LONG result = provider.tspi.negotiate(
        static_cast<DWORD>(INITIALIZE_NEGOTIATION), tspi::version_1_3, tspi::version_3_1, &version);
    if (result == 0) {
        require(version >= tspi::version_1_3 && version <= tspi::version_3_1,
                "1.3 to 3.1 was offered, and it chose {}",
                version_text(version));
        return;
    }
    require(
        is_allowed(provider.tspi.negotiate.name(), result), "it answered {}", result_name(result));
    pass_with("it is refused, with {}; hosts are not to ask so, but pages contradict each other",
              result_name(result));
}

void negotiation_commits_to_nothing(const options& given) {
    subject provider(given);
    provider.start();
    const auto spoken = provider.spoken_versions();
    for (const DWORD opened_with : {spoken.back(), spoken.front(), spoken.back()}) {
        DWORD asked = 0;
        static_cast<void>(
            provider.tspi.negotiate(provider.device(), spoken.front(), spoken.front(), &asked));
        HDRVPHONE handle = nullptr;
        const LONG result = provider.tspi.open(provider.device(),
                                               reinterpret_cast<HTAPIPHONE>(DWORD_PTR{0xC0DE}),
                                               &handle,
                                               opened_with,
                                               recording_host::event_callback());
        require(result == 0,
                "{} was negotiated last, and TSPI_phoneOpen answered {} to {}",
                version_text(asked),
                result_name(result),
                version_text(opened_with));
        static_cast<void>(provider.tspi.close(handle));
    }
}

void require_incompatible(const char* function, LONG result) {
    require(result == to_result(PHONEERR_INCOMPATIBLEAPIVERSION),
            "{} answered {} to version 0x7FFF0000",
            function,
            result_name(result));
}

void caps_refuse_unknown_versions(const options& given) {
    subject provider(given);
    provider.start();
    structure_block block(phonecaps_shape, tspi::version_3_1, 4096);
    require_incompatible(
        provider.tspi.get_caps.name(),
        provider.tspi.get_caps(provider.device(), 0x7FFF0000, 0, block.as<PHONECAPS>()));
}

void open_refuses_unknown_versions(const options& given) {
    subject provider(given);
    provider.start();
    HDRVPHONE handle = nullptr;
    const LONG result = provider.tspi.open(provider.device(),
                                           reinterpret_cast<HTAPIPHONE>(DWORD_PTR{0xC0DE}),
                                           &handle,
                                           0x7FFF0000,
                                           recording_host::event_callback());
    if (result == 0) static_cast<void>(provider.tspi.close(handle));
    require_incompatible(provider.tspi.open.name(), result);
}

PHONEEXTENSIONID extension_of(const subject& provider) {
    PHONEEXTENSIONID id{};
    if (!provider.tspi.get_extension_id) return id;
    const LONG result =
        provider.tspi.get_extension_id(provider.device(), provider.newest_version(), &id);
    if (result != 0) blocked("TSPI_phoneGetExtensionID answered {}", result_name(result));
    return id;
}

bool has_extensions(const PHONEEXTENSIONID& id) {
    return (id.dwExtensionID0 | id.dwExtensionID1 | id.dwExtensionID2 | id.dwExtensionID3) != 0;
}

void extension_id_is_whole(const options& given) {
    subject provider(given);
    provider.start();
    if (!provider.tspi.get_extension_id) not_applicable("TSPI_phoneGetExtensionID is not exported");
    constexpr DWORD pattern = 0xC5C5C5C5;
    DWORD ids[6] = {pattern, pattern, pattern, pattern, pattern, pattern};
    const LONG result = provider.tspi.get_extension_id(
        provider.device(), provider.newest_version(), reinterpret_cast<PHONEEXTENSIONID*>(ids));
    require(result == 0, "it answered {}", result_name(result));
    require(ids[0] != pattern && ids[1] != pattern && ids[2] != pattern && ids[3] != pattern,
            "not all of the four DWORDs were written");
    require(ids[4] == pattern && ids[5] == pattern, "it wrote beyond the four DWORDs");
}

void caps_refuse_unknown_extensions(const options& given) {
    subject provider(given);
    provider.start();
    if (has_extensions(extension_of(provider))) not_applicable("the phone has extensions");
    const DWORD version = provider.newest_version();
    structure_block block(phonecaps_shape, version, 4096);
    const LONG result =
        provider.tspi.get_caps(provider.device(), version, 0x00010000, block.as<PHONECAPS>());
    require(result == to_result(PHONEERR_INCOMPATIBLEEXTVERSION),
            "the phone has no extensions, and TSPI_phoneGetDevCaps answered {} to extension "
            "version 1.0",
            result_name(result));
}

void no_extension_version_without_extensions(const options& given) {
    subject provider(given);
    provider.start();
    if (has_extensions(extension_of(provider))) not_applicable("the phone has extensions");
    DWORD version = 0xC5C5C5C5;
    const LONG result = provider.tspi.negotiate_extension(
        provider.device(), provider.newest_version(), 1, 0xFFFFFFFF, &version);
    require(result == to_result(PHONEERR_INCOMPATIBLEEXTVERSION) ||
                result == to_result(PHONEERR_OPERATIONUNAVAIL),
            "the phone has no extensions, and TSPI_phoneNegotiateExtVersion answered {}, version "
            "0x{:X}",
            result_name(result),
            version);
}

void extension_version_in_range(const options& given) {
    subject provider(given);
    provider.start();
    if (!has_extensions(extension_of(provider))) not_applicable("the phone has no extensions");
    DWORD version = 0;
    const LONG result = provider.tspi.negotiate_extension(
        provider.device(), provider.newest_version(), 1, 0xFFFFFFFE, &version);
    require(result == 0 && version >= 1 && version <= 0xFFFFFFFE,
            "it answered {}, version 0x{:X}",
            result_name(result),
            version);
}

void selecting_no_extension_succeeds(const options& given) {
    subject provider(given);
    provider.start();
    if (!provider.tspi.select_extension) {
        not_applicable("TSPI_phoneSelectExtVersion is not exported");
    }
    opened_phone phone(provider);
    const LONG none = provider.tspi.select_extension(phone.handle(), 0);
    require(none == 0 || none == to_result(PHONEERR_OPERATIONUNAVAIL),
            "TSPI_phoneSelectExtVersion answered {} to 0, which cancels",
            result_name(none));
    const DWORD missing = has_extensions(extension_of(provider)) ? 0x7FFFFFFF : 0x00010000;
    const LONG some = provider.tspi.select_extension(phone.handle(), missing);
    require(some == to_result(PHONEERR_INCOMPATIBLEEXTVERSION) ||
                some == to_result(PHONEERR_OPERATIONUNAVAIL),
            "the phone has no extension version 0x{:X}, and that was answered with {}",
            missing,
            result_name(some));
}

constexpr conformance_case cases[] = {
    {201,
     "The whole provider negotiates a version",
     "TSPI_lineNegotiateTSPIVersion with INITIALIZE_NEGOTIATION is mandatory, also without lines.",
     "TSPI: TSPI_lineNegotiateTSPIVersion; tspi-phone.md §1.2",
     whole_provider_negotiates},
    {202,
     "It speaks version 2.0 at least",
     "TAPI adapts older applications, but no older providers.",
     "TSPI: TSPI versioning; tspi-phone.md §8",
     speaks_2_0_at_least},
    {203,
     "The high end of a range is not echoed",
     "The answer is the highest version that the provider supports within the range.",
     "TSPI: TSPI_phoneNegotiateTSPIVersion; tspi-phone.md §8",
     high_is_not_echoed},
    {204,
     "The highest common version is chosen",
     "The answer is the highest version that the provider supports within the range.",
     "TSPI: TSPI_phoneNegotiateTSPIVersion; tspi-phone.md §2.2",
     highest_common_version},
    {205,
     "A range that is too new is refused",
     "Disjoint ranges are INCOMPATIBLEAPIVERSION.",
     "TSPI: TSPI_phoneNegotiateTSPIVersion; tspi-phone.md §2.2, §8",
     too_new_is_refused},
    {206,
     "A range that is too old is refused",
     "Disjoint ranges are INCOMPATIBLEAPIVERSION: both bounds are to be checked.",
     "TSPI: TSPI_phoneNegotiateTSPIVersion; tspi-phone.md §2.2, §8",
     too_old_is_refused},
    {207,
     "Negotiation for a device that is not there is refused",
     "An error of the function's list, which has neither BADDEVICEID nor, for this one, "
     "OPERATIONUNAVAIL.",
     "TSPI: TSPI_phoneNegotiateTSPIVersion; tspi-phone.md §2.2",
     unknown_device_is_refused},
    {208,
     "INITIALIZE_NEGOTIATION for the phones does no harm",
     "A host is never to pass it, another page says that it can: answered as for the line "
     "function, "
     "or refused.",
     "TSPI: INITIALIZE_NEGOTIATION; tspi-phone.md §9-1",
     phone_takes_initialize_negotiation},
    {209,
     "Negotiation commits to nothing",
     "The version that counts is the one of TSPI_phoneOpen; negotiation may be repeated at any "
     "time.",
     "TSPI: TSPI versioning; tspi-phone.md §2.2",
     negotiation_commits_to_nothing},
    {210,
     "GetDevCaps refuses an unknown version",
     "A version that the provider does not speak is PHONEERR_INCOMPATIBLEAPIVERSION.",
     "TSPI: TSPI_phoneGetDevCaps; tspi-phone.md §2.2",
     caps_refuse_unknown_versions},
    {211,
     "Open refuses an unknown version",
     "A version that the provider does not speak is PHONEERR_INCOMPATIBLEAPIVERSION.",
     "TSPI: TSPI_phoneOpen; tspi-phone.md §2.2",
     open_refuses_unknown_versions},
    {221,
     "GetExtensionID writes four DWORDs",
     "All four, zero where there are no extensions, and no more.",
     "TSPI: TSPI_phoneGetExtensionID; tspi-phone.md §2.2",
     extension_id_is_whole},
    {222,
     "GetDevCaps refuses an extension version where there are no extensions",
     "dwExtVersion 0 is none; a version that was not negotiated is INCOMPATIBLEEXTVERSION.",
     "TSPI: TSPI_phoneGetDevCaps; tspi-phone.md §2.2",
     caps_refuse_unknown_extensions},
    {223,
     "No extension version is granted where there are no extensions",
     "The error is INCOMPATIBLEEXTVERSION, or OPERATIONUNAVAIL for want of the whole thing.",
     "TSPI: TSPI_phoneNegotiateExtVersion; tspi-phone.md §9-9",
     no_extension_version_without_extensions},
    {224,
     "An extension version is granted within the range",
     "As with versions: the highest within the range.",
     "TSPI: TSPI_phoneNegotiateExtVersion; tspi-phone.md §2.2",
     extension_version_in_range},
    {225,
     "SelectExtVersion takes 0, and no version that does not exist",
     "0 cancels a selection; what does not exist is INCOMPATIBLEEXTVERSION.",
     "TSPI: TSPI_phoneSelectExtVersion; tspi-phone.md §2.3",
     selecting_no_extension_succeeds},
};

}  // namespace

const theme version_theme{"Versions and extensions", cases};

}  // namespace offhook::tapi::conform
