#include "tsp/phone_id.hpp"

#include "tsp/device_class.hpp"
#include "tsp/var_struct.hpp"

#include <array>
#include <vector>

namespace offhook::tsp {
namespace {

/// Bits of info_limits::audio.
constexpr unsigned captures = 1;
constexpr unsigned renders = 2;

/// A class of wave devices and the streams that it takes.
struct wave_class {
    std::u16string_view name;
    unsigned streams;
};
constexpr std::array wave_classes{
    wave_class{u"wave/in", captures},
    wave_class{u"wave/out", renders},
    wave_class{u"wave/in/out", captures | renders},
};

bool has(const engine::handset_profile* profile, unsigned streams) {
    return profile != nullptr && (profile->limits.audio & streams) == streams;
}

/// The class among those that this handset has.
const wave_class* find_class(std::u16string_view asked, const engine::handset_profile* profile) {
    for (const auto& each : wave_classes) {
        if (is_class(asked, each.name) && has(profile, each.streams)) return &each;
    }
    return nullptr;
}

/// None when one of them is not there.
std::vector<DWORD> ids_of(unsigned streams, const wave_devices& waves) {
    std::vector<DWORD> ids;
    if ((streams & captures) != 0) {
        if (!waves.in) return {};
        ids.push_back(*waves.in);
    }
    if ((streams & renders) != 0) {
        if (!waves.out) return {};
        ids.push_back(*waves.out);
    }
    return ids;
}

DWORD write_numbers(VARSTRING* target, const std::vector<DWORD>& numbers) {
    var_struct<VARSTRING> out(target, sizeof(VARSTRING));
    if (!out.is_usable()) return PHONEERR_OPERATIONFAILED;
    out.fixed().dwStringFormat = STRINGFORMAT_BINARY;
    out.put_numbers(&VARSTRING::dwStringSize, &VARSTRING::dwStringOffset, numbers);
    out.commit();
    return 0;
}

}  // namespace

std::u16string device_classes(const engine::handset_profile* profile) {
    std::u16string all = u"tapi/phone";
    all.push_back(u'\0');
    for (const auto& each : wave_classes) {
        if (has(profile, each.streams)) (all += each.name).push_back(u'\0');
    }
    all.push_back(u'\0');
    return all;
}

DWORD write_id(VARSTRING* target,
               const id_question& question,
               const engine::handset_profile* profile,
               const wave_devices& waves) {
    // The host answers this one itself; a host that asks gets the same (tspi-phone.md §6.5).
    if (is_class(question.device_class, u"tapi/phone")) {
        return write_numbers(target, {question.device});
    }
    const auto* const found = find_class(question.device_class, profile);
    if (found == nullptr) return PHONEERR_INVALDEVICECLASS;
    const auto ids = ids_of(found->streams, waves);
    return ids.empty() ? PHONEERR_RESOURCEUNAVAIL : write_numbers(target, ids);
}

}  // namespace offhook::tsp
