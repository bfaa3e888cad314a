#include <functional>
#include <thread>

#include "tools/tapi/conform/allowed_errors.hpp"
#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/conform/words.hpp"
#include "tools/tapi/error_names.hpp"

// 5xx: open and close.

namespace offhook::tapi::conform {
namespace {

LONG open_device(const subject& provider, DWORD device, HDRVPHONE& handle) {
    return provider.tspi.open(device,
                              reinterpret_cast<HTAPIPHONE>(DWORD_PTR{0xC0DE}),
                              &handle,
                              provider.newest_version(),
                              recording_host::event_callback());
}

void open_gives_a_handle(const options& given) {
    subject provider(given);
    provider.start();
    HDRVPHONE handle = nullptr;
    const LONG result = open_device(provider, provider.device(), handle);
    require(result == 0, "TSPI_phoneOpen answered {}", result_name(result));
    require(handle != nullptr, "TSPI_phoneOpen succeeded, and the handle is 0");
    const LONG closed = provider.tspi.close(handle);
    require(closed == 0, "TSPI_phoneClose answered {}", result_name(closed));
}

void unknown_device_is_not_opened(const options& given) {
    subject provider(given);
    provider.start();
    HDRVPHONE handle = nullptr;
    const LONG result = open_device(provider, provider.unknown_device(), handle);
    require(result < 0 && is_allowed(provider.tspi.open.name(), result),
            "TSPI_phoneOpen answered {} for device {}",
            result_name(result),
            provider.unknown_device());
}

void second_open_harms_nobody(const options& given) {
    subject provider(given);
    provider.start();
    opened_phone phone(provider);
    HDRVPHONE second = nullptr;
    const LONG result = open_device(provider, provider.device(), second);
    require(result == 0 || is_allowed(provider.tspi.open.name(), result),
            "the second TSPI_phoneOpen answered {}",
            result_name(result));
    if (result == 0) static_cast<void>(provider.tspi.close(second));
    structure_block block(phonestatus_shape, phone.version(), 65536);
    const LONG after = provider.tspi.get_status(phone.handle(), block.as<PHONESTATUS>());
    require(
        after == 0, "after a second open the first handle is answered with {}", result_name(after));
}

void opens_again_and_again(const options& given) {
    subject provider(given);
    provider.start();
    for (int round = 1; round <= 20; ++round) {
        HDRVPHONE handle = nullptr;
        const LONG opened = open_device(provider, provider.device(), handle);
        require(opened == 0, "open {} answered {}", round, result_name(opened));
        const LONG closed = provider.tspi.close(handle);
        require(closed == 0, "close {} answered {}", round, result_name(closed));
    }
}

void opens_with_every_version(const options& given) {
    subject provider(given);
    provider.start();
    for (const DWORD version : provider.spoken_versions()) {
        HDRVPHONE handle = nullptr;
        const LONG result = provider.tspi.open(provider.device(),
                                               reinterpret_cast<HTAPIPHONE>(DWORD_PTR{0xC0DE}),
                                               &handle,
                                               version,
                                               recording_host::event_callback());
        require(result == 0,
                "it speaks {}, and TSPI_phoneOpen answered {}",
                version_text(version),
                result_name(result));
        static_cast<void>(provider.tspi.close(handle));
    }
}

void stale_handle_is_refused(const options& given) {
    subject provider(given);
    provider.start();
    opened_phone phone(provider);
    static_cast<void>(phone.close());
    const HDRVPHONE stale = phone.handle();
    const auto refused = [](const char* function, LONG result) {
        require(result == to_result(PHONEERR_INVALPHONEHANDLE),
                "{} answered {} for a handle that was closed",
                function,
                result_name(result));
    };
    const entry_points& tspi = provider.tspi;
    refused("TSPI_phoneClose", tspi.close(stale));
    refused("TSPI_phoneSetStatusMessages", tspi.set_status_messages(stale, 0, 0, 0));
    structure_block block(phonestatus_shape, phone.version(), 4096);
    refused("TSPI_phoneGetStatus", tspi.get_status(stale, block.as<PHONESTATUS>()));
    DWORD value = 0;
    if (tspi.get_lamp) refused("TSPI_phoneGetLamp", tspi.get_lamp(stale, 0, &value));
    if (tspi.get_hook_switch) {
        refused("TSPI_phoneGetHookSwitch", tspi.get_hook_switch(stale, &value));
    }
    for (const operation& each : valid_operations(tspi, provider.facts())) {
        refused(each.function, each.start(subject::next_request(), stale));
    }
}

/// Starts many without waiting for any; those that the provider has taken over.
std::vector<trial> start_many(const opened_phone& phone, const std::vector<operation>& operations) {
    std::vector<trial> taken;
    for (int round = 0; round < 8; ++round) {
        for (const operation& each : operations) {
            trial next{&each, subject::next_request(), 0, {}};
            next.answer = each.start(next.request, phone.handle());
            if (next.accepted()) taken.push_back(next);
        }
    }
    if (taken.empty()) not_applicable("the phone has no operation that could be outstanding");
    return taken;
}

void close_completes_everything(const options& given) {
    subject provider(given);
    provider.start();
    const auto operations = valid_operations(provider.tspi, provider.facts());
    opened_phone phone(provider);
    const std::vector<trial> taken = start_many(phone, operations);
    static_cast<void>(phone.close());
    std::size_t missing = 0;
    for (const trial& each : taken) {
        if (provider.host().completions_of(each.request).empty()) ++missing;
    }
    require(missing == 0,
            "TSPI_phoneClose returned, and {} of {} operations had not been completed",
            missing,
            taken.size());
}

void silent_after_close(const options& given) {
    subject provider(given);
    provider.start();
    const auto operations = valid_operations(provider.tspi, provider.facts());
    opened_phone phone(provider);
    phone.enable_messages();
    for (int round = 0; round < 4; ++round) {
        for (const operation& each : operations) {
            static_cast<void>(each.start(subject::next_request(), phone.handle()));
        }
    }
    static_cast<void>(phone.close());
    const std::size_t until_then = provider.host().callbacks();
    const std::size_t events = provider.host().events().size();
    std::this_thread::sleep_for(given.quiet);
    require(provider.host().callbacks() == until_then,
            "{} completions and {} events came after TSPI_phoneClose had returned",
            provider.host().callbacks() - until_then - (provider.host().events().size() - events),
            provider.host().events().size() - events);
}

void another_thread_may_close(const options& given) {
    subject provider(given);
    provider.start();
    opened_phone phone(provider);
    const auto operations = valid_operations(provider.tspi, provider.facts());
    LONG answer = 0;
    std::thread other([&] {
        for (const operation& each : operations) {
            static_cast<void>(each.start(subject::next_request(), phone.handle()));
        }
        answer = phone.close();
    });
    other.join();
    require(answer == 0, "TSPI_phoneClose on another thread answered {}", result_name(answer));
}

constexpr conformance_case cases[] = {
    {501,
     "Open gives a handle, Close takes it back",
     "hdPhone is any value but 0.",
     "TSPI: TSPI_phoneOpen; tspi-phone.md §1.5, §2.2",
     open_gives_a_handle},
    {502,
     "A device that is not there cannot be opened",
     "An error of the function's list, which has no BADDEVICEID and no NODEVICE.",
     "TSPI: TSPI_phoneOpen; tspi-phone.md §2.2",
     unknown_device_is_not_opened},
    {503,
     "A second open harms nobody",
     "At the level of TSPI a device is open at most once; who tries twice is refused, or gets a "
     "handle of its own.",
     "TSPI: TSPI_phoneOpen; tspi-phone.md §2.2",
     second_open_harms_nobody},
    {504,
     "It opens and closes again and again",
     "Close releases what Open has reserved.",
     "TSPI: TSPI_phoneClose; tspi-phone.md §3.3",
     opens_again_and_again},
    {505,
     "It opens with every version it speaks",
     "The version that was negotiated is the one for TSPI_phoneOpen.",
     "TSPI: TSPI_phoneOpen; tspi-phone.md §2.2",
     opens_with_every_version},
    {506,
     "Close completes everything before it returns",
     "Every outstanding asynchronous operation is reported complete before TSPI_phoneClose "
     "returns.",
     "TSPI: TSPI_phoneClose; tspi-phone.md §3.3",
     close_completes_everything},
    {507,
     "After Close the phone is silent",
     "No completion and no event comes for a phone that is closed.",
     "TSPI: TSPI_phoneClose; tspi-phone.md §3.3",
     silent_after_close},
    {508,
     "A stale handle is refused",
     "A handle that was closed is PHONEERR_INVALPHONEHANDLE, for TSPI_phoneClose as well.",
     "TSPI: TSPI_phoneClose; tspi-phone.md §9-8",
     stale_handle_is_refused},
    {509,
     "Another thread may close what one has opened",
     "The host may call from several threads.",
     "TSPI: TSPI_providerInit; tspi-phone.md §1.5",
     another_thread_may_close},
};

}  // namespace

const theme open_theme{"Open and close", cases};

}  // namespace offhook::tapi::conform
