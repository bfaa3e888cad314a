#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/conform/words.hpp"
#include "tools/tapi/error_names.hpp"

// 3xx: the size rules of variable structures, at every version the provider speaks.

namespace offhook::tapi::conform {
namespace {

using rule = void (*)(const structure_query&);

void for_caps(const options& given, rule judge) {
    subject provider(given);
    provider.start();
    for (const DWORD version : provider.spoken_versions()) {
        judge(
            {phonecaps_shape, version, provider.tspi.get_caps.name(), [&](structure_block& block) {
                 return provider.tspi.get_caps(
                     provider.device(), version, 0, block.as<PHONECAPS>());
             }});
    }
}

void for_status(const options& given, rule judge) {
    subject provider(given);
    provider.start();
    for (const DWORD version : provider.spoken_versions()) {
        opened_phone phone(provider, version);
        judge({phonestatus_shape,
               version,
               provider.tspi.get_status.name(),
               [&](structure_block& block) {
                   return provider.tspi.get_status(phone.handle(), block.as<PHONESTATUS>());
               }});
    }
}

void for_button(const options& given, rule judge) {
    subject provider(given);
    provider.start();
    const phone_facts facts = provider.facts();
    if (!facts.can(PHONEFEATURE_GETBUTTONINFO) || !facts.a_button()) {
        not_applicable("the phone says nothing about buttons");
    }
    for (const DWORD version : provider.spoken_versions()) {
        opened_phone phone(provider, version);
        judge({phonebuttoninfo_shape,
               version,
               provider.tspi.get_button_info.name(),
               [&](structure_block& block) {
                   return provider.tspi.get_button_info(
                       phone.handle(), *facts.a_button(), block.as<PHONEBUTTONINFO>());
               }});
    }
}

void for_display(const options& given, rule judge) {
    subject provider(given);
    provider.start();
    if (!provider.facts().can(PHONEFEATURE_GETDISPLAY)) {
        not_applicable("the phone has no display that can be read");
    }
    opened_phone phone(provider);
    judge({varstring_shape,
           phone.version(),
           provider.tspi.get_display.name(),
           [&](structure_block& block) {
               return provider.tspi.get_display(phone.handle(), block.as<VARSTRING>());
           }});
}

void for_id(const options& given, rule judge) {
    subject provider(given);
    provider.start();
    const phone_facts facts = provider.facts();
    if (facts.own_classes().empty()) not_applicable("the phone lists no device classes");
    opened_phone phone(provider);
    std::size_t answered = 0;
    for (const std::u16string& each : facts.own_classes()) {
        structure_block first(varstring_shape, phone.version(), 65536);
        const LONG result = provider.tspi.get_id(phone.handle(),
                                                 first.as<VARSTRING>(),
                                                 reinterpret_cast<LPCWSTR>(each.c_str()),
                                                 nullptr);
        if (result == to_result(PHONEERR_RESOURCEUNAVAIL)) continue;
        ++answered;
        judge({varstring_shape,
               phone.version(),
               provider.tspi.get_id.name(),
               [&](structure_block& block) {
                   return provider.tspi.get_id(phone.handle(),
                                               block.as<VARSTRING>(),
                                               reinterpret_cast<LPCWSTR>(each.c_str()),
                                               nullptr);
               }});
    }
    if (answered == 0) not_applicable("this computer has no device of the phone's classes");
}

template <void (*Over)(const options&, rule), rule Judge>
void judge_with(const options& given) {
    Over(given, Judge);
}

/// The host has numbers of its own in PHONESTATUS before it asks.
void host_members_are_left_alone(const options& given) {
    subject provider(given);
    provider.start();
    struct owned {
        const char* name;
        std::size_t at;
        DWORD value;
    };
    constexpr owned members[] = {
        {"dwNumOwners", offsetof(PHONESTATUS, dwNumOwners), 7},
        {"dwNumMonitors", offsetof(PHONESTATUS, dwNumMonitors), 9},
        {"dwOwnerNameSize", offsetof(PHONESTATUS, dwOwnerNameSize), 0x1234},
        {"dwOwnerNameOffset", offsetof(PHONESTATUS, dwOwnerNameOffset), 0x5678},
    };
    opened_phone phone(provider);
    structure_block block(phonestatus_shape, phone.version(), 65536);
    for (const owned& each : members) block.set_member(each.at, each.value);
    const LONG result = provider.tspi.get_status(phone.handle(), block.as<PHONESTATUS>());
    if (result != 0) blocked("TSPI_phoneGetStatus answered {}", result_name(result));
    for (const owned& each : members) {
        require(block.member(each.at) == each.value,
                "{} was {} and came back as {}",
                each.name,
                each.value,
                block.member(each.at));
    }
}

constexpr const char* fixed_rule =
    "Members of versions later than the negotiated one do not exist: with room for the fixed part "
    "of "
    "that version only, nothing is written behind it.";
constexpr const char* total_rule = "dwTotalSize is set by the caller and never written.";
constexpr const char* small_rule =
    "Where a variable part does not fit its size and offset stay 0, and it is a success all the "
    "same; "
    "dwNeededSize says what it takes.";
constexpr const char* layout_rule =
    "Variable parts begin directly behind the fixed part of the negotiated version; dwUsedSize is "
    "what is filled.";
constexpr const char* every_rule =
    "A part is there whole or not at all, and nothing is ever written beyond dwTotalSize.";

#define OFFHOOK_FIVE_CASES(first, structure, over, fixed_sizes, source)                  \
    {first,                                                                              \
     structure ": the fixed part is as long as the version has it" fixed_sizes,          \
     fixed_rule,                                                                         \
     source,                                                                             \
     judge_with<over, judge_fixed_size>},                                                \
        {first + 1,                                                                      \
         structure ": dwTotalSize is left alone",                                        \
         total_rule,                                                                     \
         source,                                                                         \
         judge_with<over, judge_total_untouched>},                                       \
        {first + 2,                                                                      \
         structure ": too little room is a success with empty parts",                    \
         small_rule,                                                                     \
         source,                                                                         \
         judge_with<over, judge_too_small>},                                             \
        {first + 3,                                                                      \
         structure ": the parts lie behind the fixed part and do not overlap",           \
         layout_rule,                                                                    \
         source,                                                                         \
         judge_with<over, judge_layout>},                                                \
    {                                                                                    \
        first + 4, structure ": at every size, whole parts or none", every_rule, source, \
            judge_with<over, judge_every_size>                                           \
    }

constexpr conformance_case cases[] = {
    OFFHOOK_FIVE_CASES(301,
                       "PHONECAPS",
                       for_caps,
                       " (144, 180, 196)",
                       "TSPI: PHONECAPS, variably sized data structures; tspi-phone.md §2.4"),
    OFFHOOK_FIVE_CASES(311,
                       "PHONESTATUS",
                       for_status,
                       " (100, 104)",
                       "TSPI: PHONESTATUS, variably sized data structures; tspi-phone.md §2.4"),
    {316,
     "PHONESTATUS: the host's members are left alone",
     "dwNumOwners, dwNumMonitors and the owner's name are the host's.",
     "TSPI: TSPI_phoneGetStatus; tspi-phone.md §2.3, §5.2",
     host_members_are_left_alone},
    OFFHOOK_FIVE_CASES(321,
                       "PHONEBUTTONINFO",
                       for_button,
                       " (36, 40)",
                       "TSPI: PHONEBUTTONINFO, variably sized data structures; tspi-phone.md §2.4"),
    OFFHOOK_FIVE_CASES(331,
                       "VARSTRING of GetDisplay",
                       for_display,
                       " (24)",
                       "TSPI: VARSTRING; tspi-phone.md §2.4, §5.4"),
    OFFHOOK_FIVE_CASES(341,
                       "VARSTRING of GetID",
                       for_id,
                       " (24)",
                       "TSPI: VARSTRING, TSPI_phoneGetID; tspi-phone.md §2.4, §5.4"),
};

#undef OFFHOOK_FIVE_CASES

}  // namespace

const theme structure_theme{"Variable structures", cases};

}  // namespace offhook::tapi::conform
