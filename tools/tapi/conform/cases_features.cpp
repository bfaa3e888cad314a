#include <functional>

#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/error_names.hpp"

// 43x: each PHONEFEATURE_ bit crossed with the call it speaks of.

namespace offhook::tapi::conform {
namespace {

/// A feature, and a call that it allows with arguments as good as they can be.
struct feature_call {
    const char* name;
    DWORD bit;
    const char* function;
    std::function<LONG()> call;
};

class feature_calls {
public:
    feature_calls(const subject& provider, const phone_facts& facts, opened_phone& phone)
        : tspi_(provider.tspi), facts_(facts), phone_(phone) {
        add_queries();
        add_operations();
        for (const DWORD each : hook_devices) add_device(each);
    }

    [[nodiscard]] const std::vector<feature_call>& all() const noexcept { return all_; }

private:
    template <class Export>
    void add(const char* name, DWORD bit, const Export& entry, std::function<LONG()> call) {
        all_.push_back({name, bit, entry ? entry.name() : nullptr, std::move(call)});
    }

    LONG fill(const structure_shape& shape, const std::function<LONG(structure_block&)>& ask) {
        structure_block block(shape, phone_.version(), 65536);
        return ask(block);
    }

    void add_queries() {
        const DWORD button = facts_.a_button().value_or(0);
        const DWORD lamp = facts_.lamps().empty() ? button : facts_.lamps().front();
        add("GETBUTTONINFO", PHONEFEATURE_GETBUTTONINFO, tspi_.get_button_info, [this, button] {
            return fill(phonebuttoninfo_shape, [&](structure_block& block) {
                return tspi_.get_button_info(phone_.handle(), button, block.as<PHONEBUTTONINFO>());
            });
        });
        add("GETDATA", PHONEFEATURE_GETDATA, tspi_.get_data, [this] {
            return tspi_.get_data(phone_.handle(), 0, &value_, 0);
        });
        add("GETDISPLAY", PHONEFEATURE_GETDISPLAY, tspi_.get_display, [this] {
            return fill(varstring_shape, [&](structure_block& block) {
                return tspi_.get_display(phone_.handle(), block.as<VARSTRING>());
            });
        });
        add("GETLAMP", PHONEFEATURE_GETLAMP, tspi_.get_lamp, [this, lamp] {
            return tspi_.get_lamp(phone_.handle(), lamp, &value_);
        });
        add("GETRING", PHONEFEATURE_GETRING, tspi_.get_ring, [this] {
            DWORD volume = 0;
            return tspi_.get_ring(phone_.handle(), &value_, &volume);
        });
    }

    void add_operations() {
        const DWORD button = facts_.a_button().value_or(0);
        const DWORD lamp = facts_.lamps().empty() ? button : facts_.lamps().front();
        const DWORD lamp_mode = facts_.settable_lamp_modes(lamp) == 0
                                    ? DWORD{PHONELAMPMODE_OFF}
                                    : bits_of(facts_.settable_lamp_modes(lamp)).front();
        const button_words words{button < facts_.button_modes.size()
                                     ? facts_.button_modes[button]
                                     : DWORD{PHONEBUTTONMODE_FEATURE},
                                 PHONEBUTTONFUNCTION_HOLD,
                                 u"conform"};
        add_operation("SETBUTTONINFO",
                      PHONEFEATURE_SETBUTTONINFO,
                      tspi_.set_button_info,
                      set_button_info(tspi_, phone_.version(), button, words));
        add_operation(
            "SETDATA", PHONEFEATURE_SETDATA, tspi_.set_data, set_data(tspi_, 0, {std::byte{1}}));
        add_operation("SETDISPLAY",
                      PHONEFEATURE_SETDISPLAY,
                      tspi_.set_display,
                      set_display(tspi_, 0, 0, u"x"));
        add_operation(
            "SETLAMP", PHONEFEATURE_SETLAMP, tspi_.set_lamp, set_lamp(tspi_, lamp, lamp_mode));
        add_operation("SETRING", PHONEFEATURE_SETRING, tspi_.set_ring, set_ring(tspi_, 0, 0));
    }

    void add_device(DWORD device) {
        const auto bit = [&](DWORD handset) { return phone_facts::for_device(handset, device); };
        add("GETGAIN", bit(PHONEFEATURE_GETGAINHANDSET), tspi_.get_gain, [this, device] {
            return tspi_.get_gain(phone_.handle(), device, &value_);
        });
        add("GETVOLUME", bit(PHONEFEATURE_GETVOLUMEHANDSET), tspi_.get_volume, [this, device] {
            return tspi_.get_volume(phone_.handle(), device, &value_);
        });
        add_operation("SETGAIN",
                      bit(PHONEFEATURE_SETGAINHANDSET),
                      tspi_.set_gain,
                      set_gain(tspi_, device, 0x8000));
        add_operation("SETVOLUME",
                      bit(PHONEFEATURE_SETVOLUMEHANDSET),
                      tspi_.set_volume,
                      set_volume(tspi_, device, 0x8000));
        const DWORD modes = facts_.settable_modes(device);
        add_operation("SETHOOKSWITCH",
                      bit(PHONEFEATURE_SETHOOKSWITCHHANDSET),
                      tspi_.set_hook_switch,
                      set_hook_switch(tspi_, device, modes == 0 ? 1 : bits_of(modes).front()));
    }

    template <class Export>
    void add_operation(const char* name, DWORD bit, const Export& entry, operation what) {
        add(name, bit, entry, [this, what = std::move(what)] { return phone_.perform(what); });
    }

    const entry_points& tspi_;
    const phone_facts& facts_;
    opened_phone& phone_;
    std::vector<feature_call> all_;
    DWORD value_ = 0;
};

void what_is_offered_works(const options& given) {
    subject provider(given);
    provider.start();
    const phone_facts facts = provider.facts();
    opened_phone phone(provider);
    const feature_calls calls(provider, facts, phone);
    for (const feature_call& each : calls.all()) {
        if (!facts.can(each.bit)) continue;
        require(each.function != nullptr,
                "PHONEFEATURE_{} (0x{:X}) is set, and the function is not exported",
                each.name,
                each.bit);
        const LONG result = each.call();
        require(result != to_result(PHONEERR_OPERATIONUNAVAIL),
                "PHONEFEATURE_{} (0x{:X}) is set, and {} answers OPERATIONUNAVAIL",
                each.name,
                each.bit,
                each.function);
    }
}

void what_is_not_offered_is_unavailable(const options& given) {
    subject provider(given);
    provider.start();
    const phone_facts facts = provider.facts();
    opened_phone phone(provider);
    const feature_calls calls(provider, facts, phone);
    std::size_t looked_at = 0;
    for (const feature_call& each : calls.all()) {
        if (facts.can(each.bit) || each.function == nullptr) continue;
        ++looked_at;
        const LONG result = each.call();
        // Of three devices one may be missing, and of the buttons all.
        require(result == to_result(PHONEERR_OPERATIONUNAVAIL) ||
                    result == to_result(PHONEERR_INVALHOOKSWITCHDEV) ||
                    result == to_result(PHONEERR_INVALBUTTONLAMPID) ||
                    result == to_result(PHONEERR_INVALDATAID),
                "PHONEFEATURE_{} (0x{:X}) is clear, and {} answers {}",
                each.name,
                each.bit,
                each.function,
                result_name(result));
    }
    if (looked_at == 0) not_applicable("the phone offers every feature");
}

void status_offers_no_more(const options& given) {
    subject provider(given);
    provider.start();
    const phone_facts facts = provider.facts();
    opened_phone phone(provider);
    if (phone.version() < tspi::version_2_0) not_applicable("version 2.0 brought the member");
    const DWORD now = phone.status_value().dwPhoneFeatures;
    require((now & ~facts.caps.dwPhoneFeatures) == 0,
            "PHONESTATUS offers 0x{:X}, and PHONECAPS only 0x{:X}",
            now,
            std::uint32_t{facts.caps.dwPhoneFeatures});
}

constexpr conformance_case cases[] = {
    {431,
     "What a feature bit offers works",
     "PHONEFEATURE_ 1: the function may be called; so it is exported and not OPERATIONUNAVAIL.",
     "TSPI: PHONEFEATURE_; tspi-phone.md §2.3, §5.1",
     what_is_offered_works},
    {432,
     "What no feature bit offers is unavailable",
     "PHONEFEATURE_ 0: the function may never be called; it answers OPERATIONUNAVAIL.",
     "TSPI: PHONEFEATURE_; tspi-phone.md §2.3",
     what_is_not_offered_is_unavailable},
    {433,
     "PHONESTATUS offers nothing that PHONECAPS does not",
     "What can be called now is part of what can ever be called.",
     "TSPI: PHONESTATUS; tspi-phone.md §5.2",
     status_offers_no_more},
};

}  // namespace

const theme feature_theme{"Features", cases};

}  // namespace offhook::tapi::conform
