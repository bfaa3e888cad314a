#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "tools/tapi/cli/names.hpp"
#include "tools/tapi/cli/structure_reader.hpp"
#include "tools/tapi/message.hpp"

// What TAPI's structures and messages look like as JSON objects. Every decoded member has its
// number beside it, under the same name with "_value": "mode":"STEADY","mode_value":4.

namespace offhook::tapi::cli {

/// One value of a table.
void put_value(boost::json::object& out, std::string_view key, name_table table, DWORD value);

/// The set bits of a table, as an array of names.
void put_bits(boost::json::object& out, std::string_view key, name_table table, DWORD bits);

/// PHONECAPS as of `version`.
[[nodiscard]] boost::json::object caps_object(structure_reader<PHONECAPS>& caps, DWORD version);

/// PHONESTATUS as of `version`.
[[nodiscard]] boost::json::object status_object(structure_reader<PHONESTATUS>& status,
                                                DWORD version);

/// PHONEBUTTONINFO as of `version`.
[[nodiscard]] boost::json::object button_info_object(structure_reader<PHONEBUTTONINFO>& info,
                                                     DWORD version);

/// VARSTRING: "text" for a string, "hex" for anything else.
[[nodiscard]] boost::json::object varstring_object(structure_reader<VARSTRING>& string);

/// PHONE_BUTTON, PHONE_STATE, PHONE_CLOSE, PHONE_DEVSPECIFIC, PHONE_CREATE or PHONE_REMOVE, with
/// "event" in front.
[[nodiscard]] boost::json::object event_object(const message& news);

}  // namespace offhook::tapi::cli
