# The five kinds of target this project has. Every helper takes NAME first, then keyword lists.
# Includes are written from the project root: #include "driver/protocol/frame.hpp".

# What is common to all: our warnings, the include root, an optional shared precompiled header.
function(offhook_common target pch)
    target_link_libraries(${target} PRIVATE offhook_warnings)
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}")
    offhook_use_pch(${target} "${pch}")
endfunction()

function(offhook_check_arguments helper)
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "${helper}: does not know what to do with: ${arg_UNPARSED_ARGUMENTS}")
    endif()
endfunction()

# offhook_add_library(NAME [SOURCES ...] [HEADERS ...] [LINK ...] [PCH std|asio])
# A static library, or an interface library when there are no SOURCES. LINK is public. HEADERS are a
# header set, so `all_verify_interface_header_sets` compiles each of them alone.
function(offhook_add_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PCH" "SOURCES;HEADERS;LINK")
    offhook_check_arguments("offhook_add_library(${name})")
    set(scope PUBLIC)
    if(arg_SOURCES)
        add_library(${name} STATIC ${arg_SOURCES})
        offhook_common(${name} "${arg_PCH}")
    else()
        add_library(${name} INTERFACE)
        set(scope INTERFACE)
    endif()
    target_link_libraries(${name} ${scope} ${arg_LINK})
    target_sources(${name} ${scope} FILE_SET HEADERS
        BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${arg_HEADERS})
endfunction()

# What a file says of itself on Windows (Explorer: Properties, Details). TYPE is VFT_APP or VFT_DLL.
function(offhook_add_version_resource target name type description)
    if(WIN32 AND description)
        set(resource "${CMAKE_CURRENT_BINARY_DIR}/${target}-version.rc")
        configure_file("${PROJECT_SOURCE_DIR}/cmake/version.rc.in" "${resource}" @ONLY)
        target_sources(${target} PRIVATE "${resource}")
    endif()
endfunction()

# offhook_add_program(NAME SOURCES ... [LINK ...] [PCH std|asio] [DESCRIPTION "..."])
# A program in build/<preset>/bin, named NAME. What is in main.cpp itself is not optimised. With a
# DESCRIPTION it has a version resource on Windows; what is shipped has one.
function(offhook_add_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PCH;DESCRIPTION" "SOURCES;LINK")
    offhook_check_arguments("offhook_add_program(${name})")
    add_executable(${name} ${arg_SOURCES})
    offhook_add_version_resource(${name} ${name}.exe VFT_APP "${arg_DESCRIPTION}")
    target_link_libraries(${name} PRIVATE ${arg_LINK})
    offhook_common(${name} "${arg_PCH}")
    list(FILTER arg_SOURCES INCLUDE REGEX "(^|/)main[.]cpp$")
    if(arg_SOURCES AND NOT MSVC)
        # A command line is read once: CLI11 is big and not worth optimising.
        set_source_files_properties(${arg_SOURCES} PROPERTIES
            SKIP_PRECOMPILE_HEADERS ON COMPILE_OPTIONS "-O0;-g1")
    endif()
endfunction()

# offhook_add_module(NAME [LINKABLE] OUTPUT offhook.tsp SOURCES ... [LINK ...] [PCH std|asio] [DESCRIPTION "..."]
#                    EXPORTS "TSPI_*" ...)
# A module that is loaded at run time, as build/<preset>/bin/OUTPUT. Nothing leaves it but the names
# that match EXPORTS, on Windows those of a .def file that is added as a source; tests compare the two.
# LINKABLE: programs may link it too. DESCRIPTION: as above.
function(offhook_add_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "LINKABLE" "PCH;OUTPUT;DESCRIPTION" "SOURCES;LINK;EXPORTS")
    offhook_check_arguments("offhook_add_module(${name})")
    set(kind MODULE)
    if(arg_LINKABLE)
        set(kind SHARED)
    endif()
    add_library(${name} ${kind} ${arg_SOURCES})
    offhook_add_version_resource(${name} ${arg_OUTPUT} VFT_DLL "${arg_DESCRIPTION}")
    target_link_libraries(${name} PRIVATE ${arg_LINK})
    offhook_common(${name} "${arg_PCH}")
    cmake_path(GET arg_OUTPUT STEM stem)
    cmake_path(GET arg_OUTPUT EXTENSION suffix)
    set_target_properties(${name} PROPERTIES PREFIX "" OUTPUT_NAME "${stem}" SUFFIX "${suffix}"
        LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
    if(NOT WIN32)
        list(JOIN arg_EXPORTS "; " exports)
        set(map "${CMAKE_CURRENT_BINARY_DIR}/${name}.map")
        file(CONFIGURE OUTPUT "${map}" CONTENT "{ global: @exports@; local: *; };\n" @ONLY)
        target_link_options(${name} PRIVATE "-Wl,--version-script=${map}")
        set_target_properties(${name} PROPERTIES LINK_DEPENDS "${map}")
        if(NOT OFFHOOK_SANITIZE) # with clang a sanitizer's runtime is in the program only
            target_link_options(${name} PRIVATE -Wl,--no-undefined)
        endif()
    endif()
endfunction()

# offhook_add_test(NAME SOURCES ... [LINK ...] LABELS ... [TIMEOUT seconds] [PCH test|none]
#                  [ENVIRONMENT VAR=value ...] [DEPENDS target ...])
# A GoogleTest program, not optimised, in build/<preset>/bin/test, as one ctest entry. main() comes from tests/test_main.cpp: it ends with 77
# (ctest: skipped) when a test skipped itself and none failed, with 1 when OFFHOOK_REQUIRE_ALL is set.
# It runs in the project root, with OFFHOOK_BIN_DIR naming the preset's bin folder. DEPENDS names
# programs or modules that the test starts or loads.
function(offhook_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PCH;TIMEOUT" "SOURCES;LINK;LABELS;ENVIRONMENT;DEPENDS")
    offhook_check_arguments("offhook_add_test(${name})")
    if(OFFHOOK_FUZZ)
        return() # that preset is for the fuzz targets alone
    endif()
    if(NOT DEFINED arg_PCH)
        set(arg_PCH test)
    endif()
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin/test")
    target_compile_options(${name} PRIVATE ${offhook_test_options})
    target_link_libraries(${name} PRIVATE ${arg_LINK} offhook_test_main GTest::gtest)
    offhook_common(${name} "${arg_PCH}")
    if(arg_DEPENDS)
        add_dependencies(${name} ${arg_DEPENDS})
    endif()
    offhook_register_test(${name} COMMAND ${name} LABELS ${arg_LABELS} TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT ${arg_ENVIRONMENT})
endfunction()

# offhook_add_script_test(NAME COMMAND program args... LABELS ... [TIMEOUT seconds]
#                         [ENVIRONMENT VAR=value ...])
# Any command as a ctest entry, under the same rules: 77 means skipped. "python3" as the program is
# the interpreter that CMake found. Under Wine only programs of ours are tested so: a script would
# start them without Wine, and see the same as with the other compilers.
function(offhook_add_script_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "COMMAND;LABELS;ENVIRONMENT")
    offhook_check_arguments("offhook_add_script_test(${name})")
    list(GET arg_COMMAND 0 program)
    if(OFFHOOK_FUZZ OR (offhook_under_wine AND NOT TARGET ${program}))
        return()
    endif()
    list(TRANSFORM arg_COMMAND REPLACE "^python3$" "${Python3_EXECUTABLE}" AT 0)
    offhook_register_test(${name} COMMAND ${arg_COMMAND} LABELS ${arg_LABELS} TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT ${arg_ENVIRONMENT})
endfunction()

# offhook_add_fuzz_target(NAME SOURCES ... [LINK ...] CORPUS folder)
# LLVMFuzzerTestOneInput in SOURCES. In the preset `fuzz` it is linked with libFuzzer and ctest runs
# it for OFFHOOK_FUZZ_SECONDS from CORPUS (label fuzz); everywhere else the same code only replays
# CORPUS (label unit), so that it cannot rot.
function(offhook_add_fuzz_target name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "CORPUS" "SOURCES;LINK")
    offhook_check_arguments("offhook_add_fuzz_target(${name})")
    cmake_path(ABSOLUTE_PATH arg_CORPUS)
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin/test")
    target_link_libraries(${name} PRIVATE ${arg_LINK})
    offhook_common(${name} none)
    add_dependencies(offhook_fuzz_targets ${name})
    if(OFFHOOK_FUZZ)
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
        set(found "${CMAKE_CURRENT_BINARY_DIR}/${name}.found")
        file(MAKE_DIRECTORY "${found}")
        offhook_register_test(${name} LABELS fuzz COMMAND ${name} -max_total_time=${OFFHOOK_FUZZ_SECONDS}
            -artifact_prefix=${found}/ "${found}" "${arg_CORPUS}")
    else()
        target_sources(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests/fuzz_replay_main.cpp")
        offhook_register_test(${name} LABELS unit COMMAND ${name} "${arg_CORPUS}")
    endif()
endfunction()

function(offhook_register_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "COMMAND;LABELS;ENVIRONMENT")
    if(NOT arg_LABELS)
        message(FATAL_ERROR "test ${name}: LABELS is missing (unit, chain, static, oracle, vm, fuzz ...)")
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 180)
    endif()
    if(offhook_under_wine)
        list(APPEND arg_LABELS wine)
        list(REMOVE_DUPLICATES arg_LABELS)
        list(APPEND arg_ENVIRONMENT ${offhook_wine_environment})
    endif()
    add_test(NAME ${name} COMMAND ${arg_COMMAND} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
        SKIP_RETURN_CODE 77
        ENVIRONMENT "OFFHOOK_BIN_DIR=${PROJECT_BINARY_DIR}/bin;${offhook_sanitizer_options};${arg_ENVIRONMENT}")
    if(offhook_under_wine)
        set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED wine)
    endif()
endfunction()
