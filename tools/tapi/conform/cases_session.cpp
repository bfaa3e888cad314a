#include <algorithm>
#include <thread>

#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/error_names.hpp"

// 1xx: the module's exports, and a session from EnumDevices to Shutdown.

namespace offhook::tapi::conform {
namespace {

template <class... Exports>
void require_exported(const Exports&... each) {
    std::string missing;
    const auto look = [&](const auto& one) {
        if (!one) missing += (missing.empty() ? "" : ", ") + std::string(one.name());
    };
    (look(each), ...);
    require(missing.empty(), "not exported under the plain name: {}", missing);
}

void provider_functions_are_exported(const options& given) {
    const subject provider(given);
    const entry_points& tspi = provider.tspi;
    require_exported(tspi.line_negotiate, tspi.enum_devices, tspi.init, tspi.shutdown);
}

void phone_functions_are_exported(const options& given) {
    const subject provider(given);
    const entry_points& tspi = provider.tspi;
    require_exported(tspi.negotiate,
                     tspi.get_caps,
                     tspi.open,
                     tspi.close,
                     tspi.set_status_messages,
                     tspi.get_status);
}

void stubs_for_the_control_panel(const options& given) {
    const subject provider(given);
    const entry_points& tspi = provider.tspi;
    require_exported(tspi.install, tspi.remove, tspi.config);
    for (const auto* each : {&tspi.install, &tspi.remove, &tspi.config}) {
        const LONG result = (*each)(nullptr, subject::permanent_id);
        require(result == 0, "{} answered {}", each->name(), result_name(result));
    }
}

void dialogs_name_their_module(const options& given) {
    const subject provider(given);
    bool dialogs = false;
    for (const char* each : {"TUISPI_phoneConfigDialog",
                             "TUISPI_providerInstall",
                             "TUISPI_providerRemove",
                             "TUISPI_providerConfig",
                             "TUISPI_providerGenericDialog"}) {
        dialogs = dialogs || provider.tspi.module.symbol(each) != nullptr;
    }
    if (!dialogs && !provider.tspi.ui_identify) not_applicable("it has no dialogs of its own");
    require_exported(provider.tspi.ui_identify);
    constexpr std::size_t max_path = 260;
    std::vector<char16_t> path(2 * max_path, u'\x23');
    const LONG result = provider.tspi.ui_identify(reinterpret_cast<LPWSTR>(path.data()));
    require(result == 0, "TSPI_providerUIIdentify answered {}", result_name(result));
    const auto end = std::find(path.begin(), path.end(), u'\0');
    require(end != path.begin() && end - path.begin() < static_cast<std::ptrdiff_t>(max_path),
            "the path has {} characters; a host gives room for {}",
            end - path.begin(),
            max_path);
}

void devices_are_counted_before_init(const options& given) {
    subject provider(given);
    DWORD version = 0;
    const LONG answer = provider.negotiate(tspi::version_1_3, tspi::version_3_1, version);
    if (answer != 0) blocked("TSPI_lineNegotiateTSPIVersion answered {}", result_name(answer));
    const LONG result = provider.enumerate();
    require(result == 0, "TSPI_providerEnumDevices answered {}", result_name(result));
    require(provider.phones() < 10000,
            "it counted {} phones, which nobody has: is the count written at all?",
            provider.phones());
    const DWORD first = provider.phones();
    static_cast<void>(provider.enumerate());
    require(provider.phones() == first,
            "it counted {} phones and, asked again, {}",
            first,
            provider.phones());
}

void init_sets_known_options_only(const options& given) {
    subject provider(given);
    provider.start();
    DWORD wishes = 0;
    const LONG result = provider.tspi.init(provider.version(),
                                           subject::permanent_id,
                                           provider.base(),
                                           provider.base(),
                                           0,
                                           provider.phones(),
                                           recording_host::completion_callback(),
                                           &wishes);
    static_cast<void>(provider.tspi.shutdown(provider.version(), subject::permanent_id));
    if (result != 0) blocked("a second Init answered {} (111 judges that)", result_name(result));
    require((wishes & ~DWORD{LINETSPIOPTION_NONREENTRANT}) == 0,
            "the options came back as 0x{:X}",
            wishes);
    if (wishes != 0) {
        pass_with(
            "it asks for one call at a time (LINETSPIOPTION_NONREENTRANT), which is meant for "
            "development only");
    }
}

void init_refuses_unknown_versions(const options& given) {
    subject provider(given);
    DWORD version = 0;
    static_cast<void>(provider.negotiate(tspi::version_1_3, tspi::version_3_1, version));
    static_cast<void>(provider.enumerate());
    DWORD wishes = 0;
    const LONG result = provider.tspi.init(0x7FFF0000,
                                           subject::permanent_id,
                                           0,
                                           0,
                                           0,
                                           provider.phones(),
                                           recording_host::completion_callback(),
                                           &wishes);
    if (result == 0) provider.tspi.shutdown(0x7FFF0000, subject::permanent_id);
    require(result == to_result(LINEERR_INCOMPATIBLEAPIVERSION),
            "TSPI_providerInit answered {} to version 0x7FFF0000",
            result_name(result));
}

void ids_begin_where_init_says(const options& given) {
    subject provider(given);
    constexpr DWORD elsewhere = 7;
    provider.start(elsewhere);
    const auto asked = [&](DWORD id) {
        DWORD version = 0;
        return provider.tspi.negotiate(id, tspi::version_1_3, tspi::version_3_1, &version);
    };
    require(asked(provider.device()) == 0,
            "phones begin at {}, and device {} is answered with {}",
            elsewhere,
            provider.device(),
            result_name(asked(provider.device())));
    require(asked(elsewhere - 1) != 0,
            "phones begin at {}, and device {} is accepted",
            elsewhere,
            elsewhere - 1);
    const DWORD next = elsewhere + provider.phones();
    require(asked(next) != 0,
            "there are {} phones, and device {} is accepted",
            provider.phones(),
            next);
}

void second_init_is_ignored(const options& given) {
    subject provider(given);
    provider.start();
    const LONG result = provider.init();
    require(result == 0, "the second TSPI_providerInit answered {}", result_name(result));
    static_cast<void>(provider.shutdown());
    DWORD version = 0;
    const LONG after =
        provider.tspi.negotiate(provider.device(), tspi::version_1_3, tspi::version_3_1, &version);
    require(after == 0,
            "after two Inits and one Shutdown the phone is answered with {}",
            result_name(after));
}

void second_init_changes_nothing(const options& given) {
    subject provider(given);
    provider.start();
    const LONG result = provider.init(recording_host::wrong_completion_callback());
    if (result != 0) blocked("it answered {} (111 judges that)", result_name(result));
    opened_phone phone(provider);
    const auto operations = valid_operations(provider.tspi, provider.facts());
    if (operations.empty()) not_applicable("the phone has no operation that could complete");
    const DRV_REQUESTID request = subject::next_request();
    static_cast<void>(operations.front().start(request, phone.handle()));
    provider.host().wait(given.completion_limit, [&] {
        return provider.host().wrong_completions() > 0 ||
               !provider.host().completions_of(request).empty();
    });
    require(provider.host().wrong_completions() == 0,
            "{} was completed through the second Init's callback",
            operations.front().text);
}

void shutdown_ends_a_session(const options& given) {
    subject provider(given);
    provider.start();
    const LONG result = provider.shutdown();
    require(result == 0, "TSPI_providerShutdown answered {}", result_name(result));
    for (int again = 0; again < 3; ++again) {
        DWORD version = 0;
        static_cast<void>(provider.negotiate(tspi::version_1_3, tspi::version_3_1, version));
        const LONG counted = provider.enumerate();
        const LONG begun = provider.init();
        require(counted == 0 && begun == 0,
                "in the next session EnumDevices answered {} and Init {}",
                result_name(counted),
                result_name(begun));
        static_cast<void>(provider.shutdown());
    }
}

void shutdown_with_an_open_phone(const options& given) {
    subject provider(given);
    provider.start();
    HDRVPHONE handle = nullptr;
    const LONG opened = provider.tspi.open(provider.device(),
                                           reinterpret_cast<HTAPIPHONE>(DWORD_PTR{0xC0DE}),
                                           &handle,
                                           provider.newest_version(),
                                           recording_host::event_callback());
    if (opened != 0) blocked("TSPI_phoneOpen answered {}", result_name(opened));
    static_cast<void>(provider.tspi.set_status_messages(handle,
                                                        opened_phone::all_states,
                                                        opened_phone::all_button_modes,
                                                        opened_phone::all_button_states));
    for (const operation& each : valid_operations(provider.tspi, provider.facts())) {
        static_cast<void>(each.start(subject::next_request(), handle));
    }
    static_cast<void>(provider.shutdown());
    const std::size_t until_then = provider.host().callbacks();
    std::this_thread::sleep_for(given.quiet);
    require(provider.host().callbacks() == until_then,
            "{} callbacks came after TSPI_providerShutdown had returned",
            provider.host().callbacks() - until_then);
}

constexpr conformance_case cases[] = {
    {101,
     "The provider functions are exported",
     "TAPI finds entry points by their plain names; these four no provider can do without.",
     "TSPI: TSPI_providerInit; tspi-phone.md §1.1, §2.1",
     provider_functions_are_exported},
    {102,
     "The functions that every phone needs are exported",
     "Without them no phone can be opened, looked at or closed.",
     "tspi-phone.md §2.2, §2.3",
     phone_functions_are_exported},
    {103,
     "The stubs for the control panel are exported and succeed",
     "TSPI_providerInstall, Remove and Config are never called, but the control panel looks "
     "whether "
     "they are there.",
     "TSPI: TSPI_providerInstall; tspi-phone.md §1.4",
     stubs_for_the_control_panel},
    {104,
     "Dialogs come with TSPI_providerUIIdentify",
     "A provider with TUISPI_ functions says which module has them, in at most 260 characters.",
     "TSPI: TSPI_providerUIIdentify; tspi-phone.md §1.6",
     dialogs_name_their_module},
    {105,
     "EnumDevices counts the phones before Init",
     "Since TAPI 2.0 the counts come from TSPI_providerEnumDevices alone.",
     "TSPI: TSPI_providerEnumDevices; tspi-phone.md §1.2",
     devices_are_counted_before_init},
    {106,
     "Init sets no option that does not exist",
     "lpdwTSPIOptions is 0 or LINETSPIOPTION_NONREENTRANT.",
     "TSPI: TSPI_providerInit; tspi-phone.md §1.2",
     init_sets_known_options_only},
    {107,
     "Init refuses a version that was not negotiated",
     "A version that the provider does not speak is LINEERR_INCOMPATIBLEAPIVERSION.",
     "TSPI: TSPI_providerInit; tspi-phone.md §2.1",
     init_refuses_unknown_versions},
    {108,
     "Device IDs begin where Init says",
     "The provider owns the IDs from dwPhoneDeviceIDBase on, as many as it has counted, and no "
     "others.",
     "TSPI: TSPI_providerInit; tspi-phone.md §1.2",
     ids_begin_where_init_says},
    {111,
     "A second Init succeeds and needs a second Shutdown",
     "Pairs of Init and Shutdown may overlap; only the last Shutdown ends the session.",
     "TSPI: TSPI_providerInit; tspi-phone.md §1.2",
     second_init_is_ignored},
    {112,
     "A second Init changes nothing",
     "An Init while another is outstanding is ignored, its callback included.",
     "TSPI: TSPI_providerInit; tspi-phone.md §1.2",
     second_init_changes_nothing},
    {113,
     "Shutdown succeeds, and a new session can begin",
     "Init and Shutdown may be called several times while the module stays loaded.",
     "TSPI: TSPI_providerShutdown; tspi-phone.md §1.1",
     shutdown_ends_a_session},
    {114,
     "Nothing is heard after Shutdown, an open phone or not",
     "Shutdown terminates all activity of the provider.",
     "TSPI: TSPI_providerShutdown; tspi-phone.md §1.2",
     shutdown_with_an_open_phone},
};

}  // namespace

const theme session_theme{"Module and session", cases};

}  // namespace offhook::tapi::conform
