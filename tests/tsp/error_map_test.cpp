#include "tsp/error_map.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace offhook::tsp {
namespace {

using protocol::status;

std::vector<operation> all_operations() {
    std::vector<operation> all;
    for (int i = 0; i <= static_cast<int>(last_operation); ++i) {
        all.push_back(static_cast<operation>(i));
    }
    return all;
}

LONG of_status(operation what, status code, std::uint32_t detail = 0) {
    return to_result(what, engine::outcome{engine::refusal(code), detail, {}});
}

LONG of_engine(operation what, engine::errc code) {
    return to_result(what, engine::outcome{code, 0, {}});
}

TEST(ErrorMap, SuccessIsZeroEverywhere) {
    for (const auto what : all_operations()) EXPECT_EQ(to_result(what, {}), 0) << name_of(what);
}

TEST(ErrorMap, EveryDeviceStatusGivesAnErrorOfTheOperationsList) {
    // Also those that this version of the protocol does not know (firmware-protocol.md §6).
    for (const auto what : all_operations()) {
        for (int code = 1; code <= 255; ++code) {
            for (const std::uint32_t detail : {0U, 1U, 2U, 255U, 0xFFFFFFFFU}) {
                const LONG result = of_status(what, static_cast<status>(code), detail);
                EXPECT_TRUE(is_allowed(what, result)) << name_of(what) << " status " << code;
            }
        }
    }
}

TEST(ErrorMap, EveryDriverErrorGivesAnErrorOfTheOperationsList) {
    for (const auto what : all_operations()) {
        for (int code = 1; code <= 100; ++code) {
            const LONG result = of_engine(what, static_cast<engine::errc>(code));
            EXPECT_TRUE(is_allowed(what, result)) << name_of(what) << " errc " << code;
        }
        const boost::system::error_code foreign(5, boost::system::generic_category());
        EXPECT_TRUE(is_allowed(what, to_result(what, engine::outcome{foreign, 0, {}})));
    }
}

TEST(ErrorMap, EveryPreferredErrorFallsBackIntoTheList) {
    for (const auto what : all_operations()) {
        for (DWORD code = PHONEERR_ALLOCATED; code <= PHONEERR_SERVICE_NOT_RUNNING; ++code) {
            EXPECT_TRUE(is_allowed(what, fitting_error(what, code))) << name_of(what);
        }
    }
}

TEST(ErrorMap, NoListHasAnErrorOfTheHost) {
    // tspi-phone.md §2.0.
    for (const auto what : all_operations()) {
        for (const DWORD host : {PHONEERR_STRUCTURETOOSMALL,
                                 PHONEERR_NOTOWNER,
                                 PHONEERR_INVALPRIVILEGE,
                                 PHONEERR_UNINITIALIZED,
                                 PHONEERR_INVALAPPHANDLE,
                                 PHONEERR_NODEVICE,
                                 PHONEERR_DISCONNECTED}) {
            EXPECT_FALSE(is_allowed(what, to_result(host))) << name_of(what) << std::hex << host;
        }
        EXPECT_EQ(is_allowed(what, to_result(PHONEERR_BADDEVICEID)),
                  what == operation::create_device);
        EXPECT_FALSE(is_allowed(what, 0));
        EXPECT_FALSE(is_allowed(what, to_result(LINEERR_NOMEM)));
        EXPECT_FALSE(is_allowed(what, to_result(0x9000005C)));
    }
}

TEST(ErrorMap, TheListsAreThoseOfTheSpecification) {
    // One line each of tspi-phone.md §2.2 and §2.3, as low bytes of the codes.
    struct row {
        operation what;
        std::vector<DWORD> codes;
    };
    const std::vector<row> rows{
        row{operation::create_device, {0x02, 0x1A, 0x1C}},
        row{operation::negotiate_version, {0x03, 0x19, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::get_dev_caps, {0x03, 0x04, 0x19, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::get_extension_id, {0x03, 0x19, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::negotiate_ext_version, {0x03, 0x04, 0x19, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::get_icon, {0x0D, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::open, {0x01, 0x03, 0x05, 0x06, 0x19, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::close, {0x13, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::select_ext_version, {0x04, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::set_status_messages, {0x0A, 0x0B, 0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::get_status, {0x13, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::get_button_info, {0x09, 0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::get_data, {0x0C, 0x13, 0x14, 0x1C, 0x1D, 0x1F}},
        row{operation::get_display, {0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::get_gain, {0x0F, 0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::get_hook_switch, {0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::get_id, {0x0D, 0x13, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::get_lamp, {0x09, 0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::get_ring, {0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::get_volume, {0x0F, 0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::dev_specific, {0x13, 0x15, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::set_button_info, {0x09, 0x13, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::set_data, {0x0C, 0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::set_display, {0x12, 0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::set_gain, {0x0F, 0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::set_hook_switch, {0x0F, 0x10, 0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::set_lamp, {0x09, 0x11, 0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::set_ring, {0x13, 0x14, 0x17, 0x1A, 0x1C, 0x1D, 0x1F}},
        row{operation::set_volume, {0x0F, 0x13, 0x14, 0x1A, 0x1C, 0x1D, 0x1F}},
    };
    ASSERT_EQ(rows.size(), all_operations().size());
    for (const auto& each : rows) {
        for (DWORD code = 1; code < 0x40; ++code) {
            const bool listed =
                std::find(each.codes.begin(), each.codes.end(), code) != each.codes.end();
            EXPECT_EQ(is_allowed(each.what, to_result(0x90000000 | code)), listed)
                << name_of(each.what) << " " << std::hex << code;
        }
    }
}

TEST(ErrorMap, ARefusalNamesTheArgumentThatTheDeviceDidNotLike) {
    struct row {
        const char* name;
        operation what;
        std::uint32_t offset;
        DWORD error;
    };
    // Offsets of the payloads of firmware-protocol.md §8.
    const row rows[] = {
        {"lamp", operation::set_lamp, 0, PHONEERR_INVALBUTTONLAMPID},
        {"lamp mode", operation::set_lamp, 1, PHONEERR_INVALLAMPMODE},
        {"ring mode", operation::set_ring, 0, PHONEERR_INVALRINGMODE},
        {"ring volume", operation::set_ring, 1, PHONEERR_OPERATIONFAILED},
        {"hook devices", operation::set_hook_switch, 0, PHONEERR_INVALHOOKSWITCHDEV},
        {"hook mode", operation::set_hook_switch, 1, PHONEERR_INVALHOOKSWITCHMODE},
        {"volume device", operation::set_volume, 0, PHONEERR_INVALHOOKSWITCHDEV},
        {"gain device", operation::set_gain, 0, PHONEERR_INVALHOOKSWITCHDEV},
        {"display row", operation::set_display, 0, PHONEERR_INVALPARAM},
        {"display column", operation::set_display, 1, PHONEERR_INVALPARAM},
        {"button", operation::set_button_info, 0, PHONEERR_INVALBUTTONLAMPID},
        {"button mode", operation::set_button_info, 1, PHONEERR_OPERATIONFAILED},
        {"area", operation::set_data, 0, PHONEERR_INVALDATAID},
        {"header", operation::set_lamp, 255, PHONEERR_OPERATIONFAILED},
    };
    for (const auto& each : rows) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(of_status(each.what, status::bad_parameter, each.offset), to_result(each.error));
    }
}

TEST(ErrorMap, TellsApartWhatAnApplicationCanActOn) {
    using op = operation;
    EXPECT_EQ(of_status(op::set_ring, status::unsupported), to_result(PHONEERR_OPERATIONUNAVAIL));
    EXPECT_EQ(of_status(op::set_data, status::no_space), to_result(PHONEERR_RESOURCEUNAVAIL));
    EXPECT_EQ(of_status(op::set_data, status::bad_state), to_result(PHONEERR_INVALPHONESTATE));
    EXPECT_EQ(of_engine(op::set_data, engine::errc::link_lost),
              to_result(PHONEERR_INVALPHONESTATE));
    EXPECT_EQ(of_engine(op::set_data, engine::errc::cancelled),
              to_result(PHONEERR_OPERATIONFAILED));
}

TEST(ErrorMap, AnUnpluggedPhoneIsInTheWrongStateWhereTheListKnowsThat) {
    EXPECT_EQ(not_connected(operation::set_lamp), to_result(PHONEERR_INVALPHONESTATE));
    // Neither list has INVALPHONESTATE (tspi-phone.md §2.3).
    EXPECT_EQ(not_connected(operation::dev_specific), to_result(PHONEERR_OPERATIONFAILED));
    EXPECT_EQ(not_connected(operation::set_button_info), to_result(PHONEERR_OPERATIONFAILED));
}

}  // namespace
}  // namespace offhook::tsp
