#include <algorithm>
#include <thread>

#include "tools/tapi/conform/allowed_errors.hpp"
#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/error_names.hpp"

// 70x: the contract of the asynchronous operations, held against each that the phone has.

namespace offhook::tapi::conform {
namespace {

/// Valid and invalid ones tried once each.
class contract {
public:
    explicit contract(const options& given) : provider_(given) {
        provider_.start();
        const phone_facts facts = provider_.facts();
        operations_ = valid_operations(provider_.tspi, facts);
        for (operation& each : invalid_operations(provider_.tspi, facts)) {
            operations_.push_back(std::move(each));
        }
        if (provider_.tspi.dev_specific) operations_.push_back(dev_specific(provider_.tspi, {}));
        if (operations_.empty()) not_applicable("the phone has no operations");
        phone_.emplace(provider_);
        trials_ = phone_->try_all(operations_);
    }

    [[nodiscard]] const std::vector<trial>& trials() const noexcept { return trials_; }

    /// Completions that belong to none of them.
    [[nodiscard]] std::vector<completion> strays() const {
        std::vector<completion> found = provider_.host().completions();
        std::erase_if(found, [&](const completion& one) {
            return std::any_of(trials_.begin(), trials_.end(), [&](const trial& each) {
                return each.request == one.request;
            });
        });
        return found;
    }

private:
    subject provider_;
    std::vector<operation> operations_;
    std::optional<opened_phone> phone_;
    std::vector<trial> trials_;
};

void returns_the_request_or_an_error(const options& given) {
    const contract kept(given);
    for (const trial& each : kept.trials()) {
        require(each.answer < 0 || each.accepted(), "{}, returned {}", text_of(each), each.answer);
    }
}

void completes_exactly_once(const options& given) {
    const contract kept(given);
    if (!kept.strays().empty())
        blocked("completions with unknown request IDs came (704 judges that)");
    for (const trial& each : kept.trials()) {
        if (!each.accepted()) continue;
        require(each.completions.size() == 1,
                "{}, was taken over and completed {} times",
                text_of(each),
                each.completions.size());
    }
}

void no_completion_after_an_error(const options& given) {
    const contract kept(given);
    bool refused = false;
    for (const trial& each : kept.trials()) {
        if (each.answer >= 0) continue;
        refused = true;
        require(each.completions.empty(),
                "{}, returned {} and was completed with {} as well",
                text_of(each),
                result_name(each.answer),
                each.completions.empty() ? "" : result_name(each.completions.front().result));
    }
    if (!refused) not_applicable("the provider refuses nothing at once");
}

void only_known_requests_complete(const options& given) {
    const contract kept(given);
    const auto strays = kept.strays();
    require(strays.empty(),
            "{} completions came for requests that nobody had made, the first for {}",
            strays.size(),
            strays.empty() ? 0 : strays.front().request);
}

void results_are_not_positive(const options& given) {
    const contract kept(given);
    for (const trial& each : kept.trials()) {
        for (const completion& one : each.completions) {
            require(one.result <= 0, "{}, completed with {}", text_of(each), one.result);
        }
    }
}

void errors_are_of_the_list(const options& given) {
    const contract kept(given);
    for (const trial& each : kept.trials()) {
        std::vector<LONG> results;
        if (each.answer < 0) results.push_back(each.answer);
        for (const completion& one : each.completions) results.push_back(one.result);
        for (const LONG result : results) {
            require(result >= 0 || is_allowed(each.what->function, result),
                    "{}, ended with {}, which is not in the list of {}",
                    text_of(each),
                    result_name(result),
                    each.what->function);
        }
    }
}

void valid_operations_succeed(const options& given) {
    subject provider(given);
    provider.start();
    opened_phone phone(provider);
    for (const operation& each : valid_operations(provider.tspi, provider.facts())) {
        const LONG result = phone.perform(each);
        require(result == 0, "{} ended with {}", each.text, result_name(result));
    }
}

void every_request_id_is_taken(const options& given) {
    subject provider(given);
    provider.start();
    const auto operations = valid_operations(provider.tspi, provider.facts());
    if (operations.empty()) not_applicable("the phone has no operations");
    opened_phone phone(provider);
    for (const DRV_REQUESTID request : {0x7FFFFFFFU, 0x40000000U, 0x10001U}) {
        const LONG answer = operations.front().start(request, phone.handle());
        require(answer == static_cast<LONG>(request) || answer < 0,
                "request 0x{:X} was answered with 0x{:X}",
                request,
                static_cast<DWORD>(answer));
        if (answer < 0) continue;
        if (!provider.host().wait_for_completion(request, given.completion_limit)) {
            blocked("request 0x{:X} was not completed (702 judges that)", request);
        }
    }
}

void operations_overlap(const options& given) {
    subject provider(given);
    provider.start();
    const auto operations = valid_operations(provider.tspi, provider.facts());
    if (operations.empty()) not_applicable("the phone has no operations");
    opened_phone phone(provider);
    std::vector<DRV_REQUESTID> taken;
    constexpr int rounds = 4;
    for (int round = 0; round < rounds; ++round) {
        for (const operation& each : operations) {
            const DRV_REQUESTID request = subject::next_request();
            if (each.start(request, phone.handle()) == static_cast<LONG>(request)) {
                taken.push_back(request);
            }
        }
    }
    if (taken.empty()) blocked("none of them was taken over (701 judges that)");
    const auto all_done = [&] {
        return std::all_of(taken.begin(), taken.end(), [&](DRV_REQUESTID each) {
            return !provider.host().completions_of(each).empty();
        });
    };
    if (!provider.host().wait(given.completion_limit * rounds, all_done)) {
        // One at a time it does not work either, then it is not for overlapping.
        static_cast<void>(phone.perform(operations.front()));
        fail("of {} operations at once not all were completed within {} ms",
             taken.size(),
             (given.completion_limit * rounds).count());
    }
}

void last_request_wins(const options& given) {
    subject provider(given);
    provider.start();
    const phone_facts facts = provider.facts();
    if (!facts.can(PHONEFEATURE_SETLAMP) || !facts.can(PHONEFEATURE_GETLAMP)) {
        not_applicable("the phone has no lamps that can be switched and asked");
    }
    const DWORD lamp = facts.lamps().front();
    const auto modes = bits_of(facts.settable_lamp_modes(lamp));
    if (modes.size() < 2) not_applicable("lamp {} has one mode only", lamp);
    opened_phone phone(provider);
    for (int round = 0; round < 10; ++round) {
        static_cast<void>(
            set_lamp(provider.tspi, lamp, modes[0]).start(subject::next_request(), phone.handle()));
        phone.must(set_lamp(provider.tspi, lamp, modes[1]));
        DWORD mode = 0;
        const LONG result = provider.tspi.get_lamp(phone.handle(), lamp, &mode);
        if (result != 0) blocked("TSPI_phoneGetLamp answered {}", result_name(result));
        require(mode == modes[1],
                "modes 0x{:X} and 0x{:X} were set in this order, and the lamp has 0x{:X}",
                modes[0],
                modes[1],
                mode);
    }
}

// clang-format off
constexpr conformance_case cases[] = {
    {701, "An operation returns its request ID or an error",
     "0 and any other positive value are forbidden.",
     "TSPI: Synchronous/asynchronous model; tspi-phone.md §3.1", returns_the_request_or_an_error},
    {702, "What was taken over is completed exactly once",
     "Whoever returns the request ID calls ASYNC_COMPLETION once, before or after the return.",
     "TSPI: ASYNC_COMPLETION; tspi-phone.md §3.1", completes_exactly_once},
    {703, "What was refused at once is never completed",
     "A negative return ends the operation; no completion may follow.",
     "TSPI: Synchronous/asynchronous model; tspi-phone.md §3.1", no_completion_after_an_error},
    {704, "Only requests that were made are completed",
     "A completion carries the request ID of the operation.",
     "TSPI: ASYNC_COMPLETION; tspi-phone.md §3.1", only_known_requests_complete},
    {705, "A completion's result is 0 or negative",
     "lResult is 0 or an error.", "TSPI: ASYNC_COMPLETION; tspi-phone.md §3.1",
     results_are_not_positive},
    {706, "Errors come from the function's own list",
     "Both the return value and the completion's result; STRUCTURETOOSMALL, NOTOWNER and the like are "
     "the host's.",
     "tspi-phone.md §2.0, §2.3", errors_are_of_the_list},
    {707, "Operations within the capabilities succeed",
     "What PHONECAPS offers works.", "TSPI: PHONECAPS; tspi-phone.md §3.1", valid_operations_succeed},
    {708, "Request IDs up to 0x7FFFFFFF are taken as they are",
     "The host chooses the ID, 1 to 0x7FFFFFFF.", "TSPI: DRV_REQUESTID; tspi-phone.md §3.1",
     every_request_id_is_taken},
    {709, "Operations may overlap",
     "A second may start before the first has completed; each gets its own completion.",
     "TSPI: Life cycle of a provider; tspi-phone.md §3.1", operations_overlap},
    {710, "Of two requests for one lamp the last wins",
     "Requests for the same element are carried out in their order.",
     "tspi-phone.md §3.1", last_request_wins},
};
// clang-format on

}  // namespace

const theme contract_theme{"The asynchronous contract", cases};

}  // namespace offhook::tapi::conform
