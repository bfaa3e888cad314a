#pragma once

#include "tests/support/temporary_folder.hpp"
#include "tests/wine/dialogs/host.hpp"
#include "tests/wine/dialogs/pilot.hpp"
#include "tools/tapi/conform/operator_channel.hpp"
#include "tsp/ui/resource.h"

#include <gtest/gtest.h>

#include <optional>

namespace offhook::tests {

/// A provider with the simulator's handset, and its dialogs. dialogs_test.py starts the simulator.
class Dialogs : public testing::Test {
protected:
    Dialogs();
    ~Dialogs() override;

    /// Opens one of them.
    void open_config();
    void open_phone(DWORD device = first_device);

    /// Chooses a row of the list of handsets.
    void select_row(int row);
    /// Presses the space bar on it.
    void tick_row(int row);
    [[nodiscard]] int rows();
    /// Turns to the other page with the keyboard.
    void turn_page();

    void write_settings(const std::string& text) const;
    [[nodiscard]] std::string settings() const;

    /// A person at the handset.
    void act(const std::string& what, boost::json::object fields = {}) {
        person->act(what, std::move(fields));
    }
    /// Waits until the handset shows this.
    void await_handset(boost::json::object state);

    test::temporary_folder folder;
    const std::string file = folder.file("offhook.yaml");
    std::string address;  ///< of the simulator's handset
    tsp_in_here tsp;
    std::optional<tapi::conform::operator_channel> person;
    std::optional<pilot> user;
};

}  // namespace offhook::tests
