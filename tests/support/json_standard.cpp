#include "tests/support/json_standard.hpp"

#include "driver/protocol/standard_report.hpp"

#include <algorithm>

namespace offhook::test {

template <class Archive>
void describe(Archive& a, protocol::volume_keys_report& v) {
    a("up", v.up);
    a("down", v.down);
}

template <class Archive>
void describe(Archive& a, protocol::telephony_report& v) {
    a("hook", v.hook);
    a("speaker_phone", v.speaker_phone);
    a("one_shots", v.one_shots);
    a("keypad", v.keypad);
    a("programmable", v.programmable);
}

template <class Archive>
void describe(Archive& a, protocol::indicators_report& v) {
    a("indicators", v.indicators);
}

template <class Archive>
void describe(Archive& a, protocol::display_attributes_report& v) {
    a("rows", v.rows);
    a("columns", v.columns);
    a("flags", v.flags);
}

template <class Archive>
void describe(Archive& a, protocol::display_control_report& v) {
    a("enable", v.enable);
    a("clear", v.clear);
    a("brightness", v.brightness);
}

template <class Archive>
void describe(Archive& a, protocol::display_text_report& v) {
    a("row", v.row);
    a("column", v.column);
    a("text", v.text);
}

template <class Archive>
void describe(Archive& a, protocol::display_status_report& v) {
    a("status", v.status);
}

template <class Archive>
void describe(Archive& a, protocol::identity_report& v) {
    a("major", v.major);
    a("minor", v.minor);
    a("firmware", v.firmware);
    a("capabilities", v.capabilities);
}

namespace {

struct named_row {
    std::string_view kind;
    json_codec_row codec;
};

constexpr std::array rows{
    named_row{"feature_identity", json_codec_of<protocol::identity_report>},
    named_row{"input_volume_keys", json_codec_of<protocol::volume_keys_report>},
    named_row{"input_telephony", json_codec_of<protocol::telephony_report>},
    named_row{"output_indicators", json_codec_of<protocol::indicators_report>},
    named_row{"feature_display", json_codec_of<protocol::display_attributes_report>},
    named_row{"output_display_control", json_codec_of<protocol::display_control_report>},
    named_row{"output_display_text", json_codec_of<protocol::display_text_report>},
    named_row{"input_display_status", json_codec_of<protocol::display_status_report>},
};

}  // namespace

const json_codec_row* find_standard(std::string_view kind) {
    const auto found = std::find_if(
        rows.begin(), rows.end(), [&](const named_row& row) { return row.kind == kind; });
    return found == rows.end() ? nullptr : &found->codec;
}

}  // namespace offhook::test
