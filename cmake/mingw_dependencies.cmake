# Everything from outside when Windows programs are built on Debian: header-only libraries as Debian
# installed them, the others from the sources of Debian's packages, in the versions that
# tools/packages names in its group `source`. With vcpkg, dependencies.cmake finds them all itself.

# Single directories of /usr/include: the whole of it would hide the cross compiler's own headers.
set(offhook_headers "${PROJECT_BINARY_DIR}/headers")
file(MAKE_DIRECTORY "${offhook_headers}")
foreach(name IN ITEMS boost spdlog fmt CLI)
    if(NOT EXISTS "/usr/include/${name}")
        message(FATAL_ERROR "/usr/include/${name} is missing; tools/setup installs it")
    endif()
    file(CREATE_LINK "/usr/include/${name}" "${offhook_headers}/${name}" SYMBOLIC)
endforeach()

function(offhook_debian_source package result)
    set(folder "${PROJECT_SOURCE_DIR}/build/sources/${package}")
    execute_process(COMMAND bash "${PROJECT_SOURCE_DIR}/tools/source" ${package} "${folder}"
        RESULT_VARIABLE failed)
    if(failed)
        message(FATAL_ERROR "the source of Debian's package ${package} is missing")
    endif()
    set(${result} "${folder}" PARENT_SCOPE)
endfunction()

# Imported, so that their warnings are not ours: CMake takes their headers for the system's.
function(offhook_imported name)
    add_library(${name} INTERFACE IMPORTED GLOBAL)
    target_include_directories(${name} INTERFACE "${offhook_headers}")
    target_link_libraries(${name} INTERFACE ${ARGN})
endfunction()

offhook_imported(Boost::headers)
target_compile_definitions(Boost::headers INTERFACE BOOST_ALL_NO_LIB BOOST_ERROR_CODE_HEADER_ONLY)
target_link_libraries(Boost::headers INTERFACE ws2_32 mswsock)
offhook_imported(CLI11::CLI11)

# Headers alone would do for these two as well, but then every file would compile all their classes.
offhook_debian_source(fmtlib fmt_source)
add_library(offhook_fmt STATIC "${fmt_source}/src/format.cc")
target_include_directories(offhook_fmt SYSTEM PUBLIC "${offhook_headers}")
offhook_debian_source(spdlog spdlog_source)
add_library(offhook_spdlog STATIC)
foreach(name IN ITEMS async cfg color_sinks file_sinks spdlog stdout_sinks)
    target_sources(offhook_spdlog PRIVATE "${spdlog_source}/src/${name}.cpp")
endforeach()
target_compile_definitions(offhook_spdlog PUBLIC SPDLOG_COMPILED_LIB SPDLOG_FMT_EXTERNAL)
target_link_libraries(offhook_spdlog PUBLIC offhook_fmt Threads::Threads)
offhook_imported(spdlog::spdlog offhook_spdlog)

# Boost.JSON, compiled here: one source file that includes its own sources.
file(WRITE "${PROJECT_BINARY_DIR}/boost_json.cpp.in" "#include <boost/json/src.hpp>\n")
configure_file("${PROJECT_BINARY_DIR}/boost_json.cpp.in" "${PROJECT_BINARY_DIR}/boost_json.cpp" COPYONLY)
add_library(offhook_boost_json STATIC "${PROJECT_BINARY_DIR}/boost_json.cpp")
target_link_libraries(offhook_boost_json PUBLIC Boost::headers)
add_library(Boost::json ALIAS offhook_boost_json)

offhook_debian_source(hidapi hidapi_source)
add_library(offhook_hidapi_windows STATIC "${hidapi_source}/windows/hid.c")
# Its header says dllexport; but what it is linked into does not offer hidapi to others.
target_compile_definitions(offhook_hidapi_windows PRIVATE dllexport=)
target_include_directories(offhook_hidapi_windows PRIVATE "${hidapi_source}/windows")
target_include_directories(offhook_hidapi_windows SYSTEM PUBLIC "${hidapi_source}/hidapi")

offhook_debian_source(yaml-cpp yaml_cpp_source)
set(CMAKE_POLICY_DEFAULT_CMP0077 NEW)
set(YAML_CPP_BUILD_TESTS OFF)
set(YAML_CPP_BUILD_TOOLS OFF)
set(YAML_CPP_BUILD_CONTRIB OFF)
set(YAML_CPP_INSTALL OFF)
add_subdirectory("${yaml_cpp_source}" "${PROJECT_BINARY_DIR}/yaml-cpp" EXCLUDE_FROM_ALL)
get_target_property(yaml_includes yaml-cpp INTERFACE_INCLUDE_DIRECTORIES)
set_target_properties(yaml-cpp PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${yaml_includes}")

if(BUILD_TESTING)
    set(INSTALL_GTEST OFF)
    set(BUILD_GMOCK OFF)
    add_subdirectory(/usr/src/googletest "${PROJECT_BINARY_DIR}/googletest" EXCLUDE_FROM_ALL)
    get_target_property(gtest_includes gtest INTERFACE_INCLUDE_DIRECTORIES)
    set_target_properties(gtest PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${gtest_includes}")
endif()
