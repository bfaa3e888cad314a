# cmake -DFOLDER=... -DOUT=... -P embed.cmake: makes a C++ source of the face's files.
# What is in FOLDER is what the face has; index.html is at "/".

set(types_html "text/html; charset=utf-8")
set(types_js "text/javascript; charset=utf-8")
set(types_css "text/css; charset=utf-8")
set(types_svg "image/svg+xml")

file(GLOB files LIST_DIRECTORIES false RELATIVE "${FOLDER}" "${FOLDER}/*")
list(SORT files)
set(arrays "")
set(rows "")
set(number 0)
foreach(name IN LISTS files)
    cmake_path(GET name EXTENSION LAST_ONLY suffix)
    string(SUBSTRING "${suffix}" 1 -1 suffix)
    if(NOT DEFINED types_${suffix})
        message(FATAL_ERROR "${FOLDER}/${name}: embed.cmake knows no type for .${suffix}")
    endif()
    file(READ "${FOLDER}/${name}" hex HEX)
    string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${hex}")
    string(REGEX REPLACE "((......,){20})" "\\1\n    " bytes "${bytes}")
    string(APPEND arrays "constexpr char content_${number}[] = {\n    ${bytes}};\n")
    if(name STREQUAL "index.html")
        set(name "")
    endif()
    string(APPEND rows "    {\"/${name}\", \"${types_${suffix}}\", {content_${number}, sizeof content_${number}}},\n")
    math(EXPR number "${number} + 1")
endforeach()

file(WRITE "${OUT}" "// Made by sim/web/embed.cmake from sim/web/assets.
#include \"sim/web/assets.hpp\"

#include <array>

namespace offhook::sim {
namespace {

${arrays}
constexpr std::array<asset, ${number}> assets{{
${rows}}};

}  // namespace

const asset* find_asset(std::string_view path) {
    for (const auto& one : assets) {
        if (one.path == path) return &one;
    }
    return nullptr;
}

}  // namespace offhook::sim
")
