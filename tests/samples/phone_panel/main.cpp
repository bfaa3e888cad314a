// A plain TAPI program with a window: the panel of a phone. It knows of no provider and no handset,
// only tapi.h and tapi32.

#include <stdexcept>

#include "tests/samples/phone_panel/panel.hpp"

int WINAPI wWinMain(HINSTANCE, HINSTANCE, LPWSTR, int) {
    try {
        const sample::panel window;
        return sample::panel::run();
    } catch (const std::runtime_error& error) {
        MessageBoxA(nullptr, error.what(), "Phone panel", MB_ICONERROR);
        return 1;
    }
}
