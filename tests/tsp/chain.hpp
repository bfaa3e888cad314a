#pragma once

#include "tests/tsp/recorder.hpp"
#include "tests/tsp/simulator.hpp"
#include "tests/tsp/tsp_module.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace offhook::tests {

/// Everything that a provider can tell.
inline constexpr DWORD all_states = 0x00FFFFFF;
inline constexpr DWORD all_button_modes = 0x3F;
inline constexpr DWORD all_button_states = 0x0F;

/// The whole chain: this process is the host, offhook.tsp is loaded by name, offhook-sim is a
/// process of its own. Device IDs begin at 3, as if another provider came first.
class Chain : public testing::Test {
protected:
    static constexpr DWORD first_device = 3;
    static constexpr DWORD permanent_id = 17;
    /// The host's name for the provider.
    static constexpr std::uintptr_t provider_handle = 0x7070;
    static constexpr DWORD newest = tspi::version_3_1;

    ~Chain() override;

    /// Enumerates and initialises with these handsets; returns how many phones there are.
    DWORD start_provider(const std::string& devices);
    /// The same with what a configuration file says.
    DWORD start_provider_from(const std::string& file);
    LONG init(DWORD phones, DWORD id = permanent_id, DWORD version = newest);
    LONG shut_down(DWORD id = permanent_id);

    /// Opens a phone and wants to hear everything of it.
    [[nodiscard]] HDRVPHONE open_phone(DWORD index = 0);
    [[nodiscard]] LONG open(DWORD index, HDRVPHONE& phone, DWORD version = newest);
    /// The name in the capabilities of a device.
    [[nodiscard]] std::u16string name_of_device(DWORD id);
    [[nodiscard]] static HTAPIPHONE host_handle(DWORD index);

    LONG set_lamp(DRV_REQUESTID request, HDRVPHONE phone, DWORD id, DWORD mode);
    LONG set_ring(DRV_REQUESTID request, HDRVPHONE phone, DWORD mode, DWORD volume);
    LONG set_display(DRV_REQUESTID request, HDRVPHONE phone, std::u16string_view text);
    LONG set_button(DRV_REQUESTID request, HDRVPHONE phone, DWORD id, std::u16string_view label);
    LONG close(HDRVPHONE phone);
    [[nodiscard]] PHONESTATUS status(HDRVPHONE phone);
    /// A handset on a USB takes longer than EnumDevices waits for it.
    void await_connection(HDRVPHONE phone);

    /// The event for the phone with this index.
    [[nodiscard]] static phone_event state_event(DWORD flag, DWORD_PTR detail = 0, DWORD index = 0);

    /// Begins a session with what the environment says now.
    DWORD begin();

    temporary_folder folder;
    recorder host;
    tsp_module tsp;
    simulator sim{folder};
    int inits_ = 0;
};

[[nodiscard]] constexpr LONG error(DWORD code) {
    return static_cast<LONG>(code);
}

}  // namespace offhook::tests
