#pragma once

#include <cstdint>

namespace offhook::tsp::ui {

/// A place in a window, in pixels.
struct area {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    bool operator==(const area&) const = default;
};

/// The inside of a window, in pixels.
struct extent {
    int width = 0;
    int height = 0;
    bool operator==(const extent&) const = default;
};

/// What a control does with the room that a window has won; bits.
enum class on_growth : std::uint8_t {
    stay = 0,
    widen = 1,
    heighten = 2,
    go_right = 4,
    go_down = 8,
};

[[nodiscard]] constexpr on_growth operator|(on_growth one, on_growth other) {
    return static_cast<on_growth>(static_cast<unsigned>(one) | static_cast<unsigned>(other));
}

[[nodiscard]] constexpr bool does(on_growth what, on_growth bit) {
    return (static_cast<unsigned>(what) & static_cast<unsigned>(bit)) != 0;
}

/// A number of pixels at one resolution in those of another, rounded; both in dots per inch.
[[nodiscard]] constexpr int scaled(int pixels, int from_dpi, int to_dpi) {
    const auto exact = static_cast<std::int64_t>(pixels) * to_dpi;
    return static_cast<int>((exact + (exact < 0 ? -from_dpi : from_dpi) / 2) / from_dpi);
}

/// Where a control belongs that was made at `drawn` in a window with `room`, now that the window
/// has `now` and another resolution. Room that is missing is taken from what grows, down to
/// nothing: so a dialog fits on a small screen.
[[nodiscard]] constexpr area place(
    area drawn, extent room, on_growth what, extent now, int from_dpi, int to_dpi) {
    const int right = now.width - scaled(room.width, from_dpi, to_dpi);
    const int down = now.height - scaled(room.height, from_dpi, to_dpi);
    const auto grown = [](int size, int growth) { return size + growth > 0 ? size + growth : 0; };
    return {
        scaled(drawn.left, from_dpi, to_dpi) + (does(what, on_growth::go_right) ? right : 0),
        scaled(drawn.top, from_dpi, to_dpi) + (does(what, on_growth::go_down) ? down : 0),
        grown(scaled(drawn.width, from_dpi, to_dpi), does(what, on_growth::widen) ? right : 0),
        grown(scaled(drawn.height, from_dpi, to_dpi), does(what, on_growth::heighten) ? down : 0)};
}

}  // namespace offhook::tsp::ui
