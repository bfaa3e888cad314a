#include "tests/wine/dialogs/fixture.hpp"

#include <commctrl.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace offhook::tests {
namespace {

std::string variable(const char* name) {
    const char* const text = std::getenv(name);
    if (text == nullptr)
        throw std::runtime_error(std::string(name) + " is not set; run it by ctest");
    return text;
}

}  // namespace

Dialogs::Dialogs() : address(variable("OFFHOOK_SIMULATOR")) {
    _putenv_s("OFFHOOK_CONFIG", file.c_str());
    write_settings("# for the test\ndevices:\n  - " + address + "\nlog:\n  level: off\n");
    person.emplace(variable("OFFHOOK_OPERATOR"), 0);
    tsp.begin();
    carry_with([answer = OFFHOOK_OF(tsp, TSPI_providerGenericDialogData)](
                   DWORD_PTR object, DWORD type, std::vector<std::uint8_t>& block) {
        return answer(object, type, block.data(), static_cast<DWORD>(block.size()));
    });
}

Dialogs::~Dialogs() {
    user.reset();
    tsp.end();
}

void Dialogs::open_config() {
    user.emplace([this](HWND) {
        return OFFHOOK_OF(tsp, TUISPI_providerConfig)(callback(), nullptr, provider_id);
    });
    // Its text is there with the first answers.
    user->await_text(IDC_FILE, file);
}

void Dialogs::open_phone(DWORD device) {
    user.emplace([this, device](HWND) {
        return OFFHOOK_OF(tsp, TUISPI_phoneConfigDialog)(callback(), device, nullptr, nullptr);
    });
}

void Dialogs::select_row(int row) {
    // The first rows come first: from the top down with the keyboard.
    SendMessageW(
        user->window(), WM_NEXTDLGCTL, reinterpret_cast<WPARAM>(user->control(IDC_LIST)), TRUE);
    user->press(VK_HOME);
    for (int i = 0; i < row; ++i) user->press(VK_DOWN);
}

void Dialogs::tick_row(int row) {
    select_row(row);
    user->press(VK_SPACE);
}

int Dialogs::rows() {
    return static_cast<int>(SendMessageW(user->control(IDC_LIST), LVM_GETITEMCOUNT, 0, 0));
}

void Dialogs::turn_page() {
    SendMessageW(
        user->window(), WM_NEXTDLGCTL, reinterpret_cast<WPARAM>(user->control(IDC_TABS)), TRUE);
    const auto before = SendMessageW(user->control(IDC_TABS), TCM_GETCURSEL, 0, 0);
    user->press(before == 0 ? VK_RIGHT : VK_LEFT);
    EXPECT_TRUE(comes_true(
        [&] { return SendMessageW(user->control(IDC_TABS), TCM_GETCURSEL, 0, 0) != before; }));
}

void Dialogs::write_settings(const std::string& text) const {
    std::ofstream(file, std::ios::binary) << text;
}

std::string Dialogs::settings() const {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void Dialogs::await_handset(boost::json::object state) {
    act("wait", {{"until", std::move(state)}, {"within_ms", 15000}});
}

}  // namespace offhook::tests
