#include <algorithm>

#include "tools/tapi/conform/allowed_errors.hpp"
#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/conform/words.hpp"
#include "tools/tapi/error_names.hpp"

// 75x to 77x: operations that bring contents: display, buttons, data, vendor blocks. The buffers
// they come in are overwritten as soon as the function has returned.

namespace offhook::tapi::conform {
namespace {

struct writable {
    writable(const options& given, DWORD feature, const char* what) : provider(given) {
        provider.start();
        facts.emplace(provider.facts());
        if (!facts->can(feature)) not_applicable("the phone has no {}", what);
        phone.emplace(provider);
    }

    void expect(const operation& what, DWORD wanted) {
        const LONG result = phone->perform(what);
        require(result == to_result(wanted),
                "{} ended with {} instead of {}",
                what.text,
                result_name(result),
                result_name(to_result(wanted)));
    }

    [[nodiscard]] std::u16string display() {
        structure_block block(varstring_shape, phone->version(), 65536);
        const LONG result = provider.tspi.get_display(phone->handle(), block.as<VARSTRING>());
        if (result != 0) blocked("TSPI_phoneGetDisplay answered {}", result_name(result));
        const auto string = block.value<VARSTRING>();
        return block.text_of(string.dwStringOffset, string.dwStringSize);
    }

    void need_reading(DWORD feature, const char* what) const {
        if (!facts->can(feature)) not_applicable("the phone does not tell its {}", what);
    }

    subject provider;
    std::optional<phone_facts> facts;
    std::optional<opened_phone> phone;
};

/// Writes over what a case before has left.
void clear_row(writable& on, DWORD row) {
    const std::u16string blanks(on.facts->caps.dwDisplayNumColumns, u' ');
    on.phone->must(set_display(on.provider.tspi, row, 0, blanks));
}

std::u16string cells(writable& on, DWORD row, DWORD column, std::size_t count) {
    const std::size_t at = std::size_t{row} * on.facts->caps.dwDisplayNumColumns + column;
    const std::u16string all = on.display();
    return at < all.size() ? all.substr(at, count) : u"";
}

void require_cells(writable& on, DWORD row, DWORD column, const std::u16string& wanted) {
    const std::u16string there = cells(on, row, column, wanted.size());
    require(there == wanted,
            "row {}, column {} shows \"{}\" where \"{}\" was written",
            row,
            column,
            plain_text(there),
            plain_text(wanted));
}

void display_shows_what_was_written(const options& given) {
    writable on(given, PHONEFEATURE_SETDISPLAY, "display that can be written");
    on.need_reading(PHONEFEATURE_GETDISPLAY, "display");
    clear_row(on, 0);
    on.expect(set_display(on.provider.tspi, 0, 0, std::u16string(u"Hi\0", 3)), 0);
    require_cells(on, 0, 0, u"Hi");
}

void display_needs_no_terminator(const options& given) {
    writable on(given, PHONEFEATURE_SETDISPLAY, "display that can be written");
    on.need_reading(PHONEFEATURE_GETDISPLAY, "display");
    clear_row(on, 0);
    on.expect(set_display(on.provider.tspi, 0, 0, u"Ho"), 0);
    require_cells(on, 0, 0, u"Ho");
}

void display_has_limits(const options& given) {
    writable on(given, PHONEFEATURE_SETDISPLAY, "display that can be written");
    const PHONECAPS& caps = on.facts->caps;
    on.expect(set_display(on.provider.tspi, caps.dwDisplayNumRows, 0, u"x"), PHONEERR_INVALPARAM);
    on.expect(set_display(on.provider.tspi, 0, caps.dwDisplayNumColumns, u"x"),
              PHONEERR_INVALPARAM);
}

void display_truncates(const options& given) {
    writable on(given, PHONEFEATURE_SETDISPLAY, "display that can be written");
    const PHONECAPS& caps = on.facts->caps;
    const std::size_t cells = std::size_t{caps.dwDisplayNumRows} * caps.dwDisplayNumColumns;
    on.expect(set_display(on.provider.tspi, 0, 0, std::u16string(cells + 10, u'x')), 0);
    on.expect(
        set_display(
            on.provider.tspi, caps.dwDisplayNumRows - 1, caps.dwDisplayNumColumns - 1, u"abc"),
        0);
    for (DWORD row = 0; row < caps.dwDisplayNumRows; ++row) clear_row(on, row);
}

void display_overwrites_in_place(const options& given) {
    writable on(given, PHONEFEATURE_SETDISPLAY, "display that can be written");
    on.need_reading(PHONEFEATURE_GETDISPLAY, "display");
    if (on.facts->caps.dwDisplayNumColumns < 3) not_applicable("the display has no room for it");
    clear_row(on, 0);
    on.phone->must(set_display(on.provider.tspi, 0, 0, u"abc"));
    on.phone->must(set_display(on.provider.tspi, 0, 1, u"X"));
    require_cells(on, 0, 0, u"aXc");
    clear_row(on, 0);
}

button_words words_of(const phone_facts& facts, DWORD id, std::u16string text) {
    return {facts.button_modes[id],
            id < facts.button_functions.size() ? facts.button_functions[id] : 0,
            std::move(text)};
}

PHONEBUTTONINFO info_of(writable& on, DWORD id, std::u16string& text) {
    structure_block block(phonebuttoninfo_shape, on.phone->version(), 65536);
    const LONG result =
        on.provider.tspi.get_button_info(on.phone->handle(), id, block.as<PHONEBUTTONINFO>());
    if (result != 0) blocked("TSPI_phoneGetButtonInfo answered {}", result_name(result));
    const auto info = block.value<PHONEBUTTONINFO>();
    text = block.text_of(info.dwButtonTextOffset, info.dwButtonTextSize);
    return info;
}

void button_says_what_was_written(const options& given) {
    writable on(given, PHONEFEATURE_SETBUTTONINFO, "buttons that can be renamed");
    on.need_reading(PHONEFEATURE_GETBUTTONINFO, "buttons");
    const DWORD id = on.facts->a_button().value_or(0);
    std::u16string before;
    static_cast<void>(info_of(on, id, before));
    on.expect(set_button_info(
                  on.provider.tspi, on.phone->version(), id, words_of(*on.facts, id, u"Conform")),
              0);
    std::u16string after;
    static_cast<void>(info_of(on, id, after));
    before.resize(std::min(before.size(), before.find(u'\0')));
    static_cast<void>(on.phone->perform(set_button_info(
        on.provider.tspi, on.phone->version(), id, words_of(*on.facts, id, before))));
    require(after.substr(0, after.find(u'\0')) == u"Conform",
            "button {} was called \"Conform\", and it says \"{}\"",
            id,
            plain_text(after));
}

void button_state_is_ignored(const options& given) {
    writable on(given, PHONEFEATURE_SETBUTTONINFO, "buttons that can be renamed");
    const DWORD id = on.facts->a_button().value_or(0);
    button_words words = words_of(*on.facts, id, u"Conform");
    for (const DWORD state : {DWORD{PHONEBUTTONSTATE_DOWN}, DWORD{0xFFFFFFFF}}) {
        words.state = state;
        on.expect(set_button_info(on.provider.tspi, on.phone->version(), id, words), 0);
    }
}

void button_id_is_checked(const options& given) {
    writable on(given, PHONEFEATURE_SETBUTTONINFO, "buttons that can be renamed");
    const button_words words{PHONEBUTTONMODE_FEATURE, PHONEBUTTONFUNCTION_HOLD, u"x"};
    on.expect(set_button_info(
                  on.provider.tspi, on.phone->version(), on.facts->caps.dwNumButtonLamps, words),
              PHONEERR_INVALBUTTONLAMPID);
}

void data_is_what_was_written(const options& given) {
    writable on(given, PHONEFEATURE_SETDATA, "data that can be written");
    std::vector<std::byte> bytes(std::min<DWORD>(200, on.facts->set_sizes.front()));
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i * 7 + 1);
    on.expect(set_data(on.provider.tspi, 0, bytes), 0);
    if (!on.facts->can(PHONEFEATURE_GETDATA) || on.facts->get_sizes.empty() ||
        on.facts->get_sizes.front() != on.facts->set_sizes.front()) {
        pass_with("it was written; the area cannot be read back");
    }
    std::vector<std::byte> read(bytes.size());
    const LONG result = on.phone->get_data(read.data(), static_cast<DWORD>(read.size()));
    if (result != 0) pass_with("it was written; reading it answered {}", result_name(result));
    require(read == bytes, "area 0 has other bytes than were written");
}

void data_id_is_checked(const options& given) {
    writable on(given, PHONEFEATURE_SETDATA, "data that can be written");
    on.expect(set_data(on.provider.tspi, on.facts->caps.dwNumSetData, {std::byte{1}}),
              PHONEERR_INVALDATAID);
}

void vendor_block_is_answered(const options& given) {
    writable on(given, 0xFFFFFFFF, "features");
    if (!on.provider.tspi.dev_specific) not_applicable("TSPI_phoneDevSpecific is not exported");
    for (const std::size_t size : {0U, 1U}) {
        const operation what = dev_specific(on.provider.tspi, std::vector<std::byte>(size));
        const LONG result = on.phone->perform(what);
        require(result == 0 || is_allowed(what.function, result),
                "{} ended with {}",
                what.text,
                result_name(result));
    }
}

// clang-format off
constexpr conformance_case cases[] = {
    {751, "The display shows what the buffer held when SetDisplay was called",
     "Input is copied before the function returns; what the caller does with it then does not "
     "matter.",
     "TSPI: TSPI_phoneSetDisplay; tspi-phone.md §1.5, §2.3", display_shows_what_was_written},
    {752, "SetDisplay needs no terminator", "dwSize, in bytes, is what counts.",
     "TSPI: TSPI_phoneSetDisplay; tspi-phone.md §9-15", display_needs_no_terminator},
    {753, "SetDisplay refuses a row or a column behind the last", "PHONEERR_INVALPARAM; both from 0.",
     "TSPI: TSPI_phoneSetDisplay; tspi-phone.md §2.3", display_has_limits},
    {754, "SetDisplay cuts off what is too long", "Excess is truncated and no error.",
     "TSPI: TSPI_phoneSetDisplay; tspi-phone.md §2.3", display_truncates},
    {755, "SetDisplay overwrites in place", "What is not written over stays.",
     "TSPI: TSPI_phoneSetDisplay; tspi-phone.md §2.3", display_overwrites_in_place},
    {761, "A button says what the block held when SetButtonInfo was called",
     "Input is copied before the function returns.",
     "TSPI: TSPI_phoneSetButtonInfo; tspi-phone.md §1.5, §2.3", button_says_what_was_written},
    {762, "SetButtonInfo ignores the state", "dwButtonState is for reading only.",
     "TSPI: TSPI_phoneSetButtonInfo; tspi-phone.md §2.3, §5.3", button_state_is_ignored},
    {763, "SetButtonInfo refuses an unknown button", "PHONEERR_INVALBUTTONLAMPID; IDs are 0 to n-1.",
     "TSPI: TSPI_phoneSetButtonInfo; tspi-phone.md §2.3", button_id_is_checked},
    {771, "An area has what the block held when SetData was called",
     "Input is copied before the function returns.",
     "TSPI: TSPI_phoneSetData; tspi-phone.md §1.5, §2.3", data_is_what_was_written},
    {772, "SetData refuses an unknown area", "PHONEERR_INVALDATAID; IDs are 0 to dwNumSetData-1.",
     "TSPI: TSPI_phoneSetData; tspi-phone.md §2.3", data_id_is_checked},
    {781, "DevSpecific ends with success or an error it may have",
     "INVALPOINTER and device-specific errors are in its list; results come as PHONE_DEVSPECIFIC.",
     "TSPI: TSPI_phoneDevSpecific; tspi-phone.md §2.3", vendor_block_is_answered},
};
// clang-format on

}  // namespace

const theme contents_theme{"Display, buttons, data, vendor blocks", cases};

}  // namespace offhook::tapi::conform
