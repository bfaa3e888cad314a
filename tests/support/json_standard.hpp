#pragma once

#include "tests/support/json_archive.hpp"

namespace offhook::test {

/// The codec of a standard report or the identity by the name of its kind ("input_telephony"), or
/// null when there is no such kind. Source: firmware-protocol.md §1.3, §2.
[[nodiscard]] const json_codec_row* find_standard(std::string_view kind);

}  // namespace offhook::test
