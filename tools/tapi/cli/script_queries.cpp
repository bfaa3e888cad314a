// The synchronous commands of script_runner.

#include "tools/tapi/cli/names.hpp"
#include "tools/tapi/cli/script_runner.hpp"
#include "tools/tapi/cli/shapes.hpp"
#include "tools/tapi/cli/text.hpp"
#include "tools/tapi/error_names.hpp"

namespace offhook::tapi::cli {
namespace {

DWORD number(const script_command& command, std::size_t index) {
    return index < command.arguments.size() ? command.arguments[index].number : 0;
}

void append(boost::json::object& answer, const boost::json::object& more) {
    for (const auto& [key, value] : more) {
        answer[key] = value;
    }
}

LONG query_data(tapi_host& host,
                const script_command& command,
                HPHONE phone,
                boost::json::object& answer) {
    // A size beyond any data area would only exhaust the memory here.
    constexpr DWORD most = 1U << 24U;
    std::vector<std::byte> data(std::min(number(command, 1), most));
    const LONG result = host.phone_get_data(
        phone, number(command, 0), data.data(), static_cast<DWORD>(data.size()));
    answer["size"] = data.size();
    if (result == 0) answer["hex"] = to_hex(data);
    return result;
}

/// What "as many rows as it takes" shows: the text as one line, rows one after the other.
LONG query_varstring(tapi_host& host,
                     const script_command& command,
                     HPHONE phone,
                     boost::json::object& answer) {
    structure_reader<VARSTRING> reader(sizeof(VARSTRING));
    const std::u16string device_class =
        command.arguments.empty() ? std::u16string()
                                  : to_utf16(command.arguments[0].text).value_or(std::u16string());
    const LONG result = fill_structure(reader, [&](VARSTRING* string) {
        return command.what == verb::get_display
                   ? host.phone_get_display(phone, string)
                   : host.phone_get_id(
                         phone, string, reinterpret_cast<const WCHAR*>(device_class.c_str()));
    });
    if (result == 0) append(answer, varstring_object(reader));
    return result;
}

}  // namespace

LONG script_runner::query(const script_command& command,
                          const named_handle& handle,
                          members& answer) {
    switch (command.what) {
        case verb::get_status:
        case verb::get_button_info: return query_structure(command, handle, answer);
        case verb::get_data: return query_data(host_, command, handle.phone, answer);
        case verb::get_display:
        case verb::get_id: return query_varstring(host_, command, handle.phone, answer);
        case verb::status_messages:
        case verb::get_status_messages: return query_masks(command, handle.phone, answer);
        default: return query_level(command, handle.phone, answer);
    }
}

LONG script_runner::query_structure(const script_command& command,
                                    const named_handle& handle,
                                    members& answer) {
    if (command.what == verb::get_status) {
        structure_reader<PHONESTATUS> reader(sizeof(PHONESTATUS));
        const LONG result = fill_structure(reader, [&](PHONESTATUS* status) {
            return host_.phone_get_status(handle.phone, status);
        });
        if (result == 0) append(answer, status_object(reader, handle.api_version));
        return result;
    }
    structure_reader<PHONEBUTTONINFO> reader(sizeof(PHONEBUTTONINFO));
    answer["button"] = number(command, 0);
    const LONG result = fill_structure(reader, [&](PHONEBUTTONINFO* info) {
        return host_.phone_get_button_info(handle.phone, number(command, 0), info);
    });
    if (result == 0) append(answer, button_info_object(reader, handle.api_version));
    return result;
}

LONG script_runner::query_level(const script_command& command, HPHONE phone, members& answer) {
    DWORD first = 0;
    DWORD second = 0;
    LONG result = 0;
    switch (command.what) {
        case verb::get_gain:
            result = host_.phone_get_gain(phone, number(command, 0), &first);
            answer["gain"] = first;
            break;
        case verb::get_volume:
            result = host_.phone_get_volume(phone, number(command, 0), &first);
            answer["volume"] = first;
            break;
        case verb::get_hook_switch:
            result = host_.phone_get_hook_switch(phone, &first);
            put_bits(answer, "off_hook", hook_devices, first);
            break;
        case verb::get_lamp:
            result = host_.phone_get_lamp(phone, number(command, 0), &first);
            put_value(answer, "mode", lamp_modes, first);
            break;
        default:
            result = host_.phone_get_ring(phone, &first, &second);
            answer["mode"] = first;
            answer["volume"] = second;
            break;
    }
    if (result != 0) {
        answer.clear();
    }
    return result;
}

LONG script_runner::query_masks(const script_command& command, HPHONE phone, members& answer) {
    status_masks masks{number(command, 0), number(command, 1), number(command, 2)};
    const LONG result = command.what == verb::status_messages
                            ? host_.phone_set_status_messages(phone, masks)
                            : host_.phone_get_status_messages(phone, &masks);
    put_bits(answer, "states", phone_states, masks.states);
    put_bits(answer, "button_modes", button_modes, masks.button_modes);
    put_bits(answer, "button_states", button_states, masks.button_states);
    return result;
}

LONG script_runner::query_caps(const script_command& command, members& answer) {
    HPHONEAPP app = 0;
    const DWORD device_id = number(command, 0);
    DWORD version = 0;
    answer["device"] = device_id;
    LONG result = session_.application_of("offhook-tapi", app);
    if (result == 0) {
        result = host_.phone_negotiate_api_version(
            app, device_id, {tspi::version_1_3, options_.api_version}, &version);
    }
    if (result != 0) {
        return result;
    }
    structure_reader<PHONECAPS> reader(sizeof(PHONECAPS));
    result = fill_structure(reader, [&](PHONECAPS* caps) {
        return host_.phone_get_dev_caps(app, device_id, version, caps);
    });
    answer["api_version"] = version_name(version);
    if (result == 0) append(answer, caps_object(reader, version));
    return result;
}

}  // namespace offhook::tapi::cli
