#pragma once

#include <string_view>

namespace offhook::sim {

/// A file of the face, as Vite has built it; it is part of the program.
struct asset {
    std::string_view path;     ///< in the address: "/", "/face.js"
    std::string_view type;     ///< for Content-Type
    std::string_view content;  ///< lives as long as the program
};

/// The file at a path (without query); nullptr if there is none.
[[nodiscard]] const asset* find_asset(std::string_view path);

}  // namespace offhook::sim
