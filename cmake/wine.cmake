# Tests of Windows programs on Linux: the preset mingw's run under Wine, through cmake/wine-run.
#
# There are two prefixes (what Wine calls a Windows of its own), made new for each run of ctest by
# fixtures in tests/wine: a quick one that shares nothing but DLLs, for all tests, and one with a
# display and the whole registry, for installers and dialogs. offhook_add_test puts its programs into
# the first; what is below is for tests that only Windows has. All of them get the label `wine`.

set(offhook_under_wine OFF)
if(MINGW AND CMAKE_CROSSCOMPILING AND BUILD_TESTING)
    set(offhook_under_wine ON)
endif()
set(offhook_wine_environment
    "WINEPREFIX=${PROJECT_BINARY_DIR}/wine"
    "OFFHOOK_NATIVE_BIN_DIR=${PROJECT_SOURCE_DIR}/build/gcc/bin")

# offhook_add_wine_test(NAME COMMAND program args... [SIMULATOR] [DISPLAY] [TIMEOUT seconds]
#                       [ENVIRONMENT VAR=value ...])
# A test under Wine; 77 means skipped. The program is one of our targets, or python3 and a script that
# uses tests/wine/wine.py. In other presets this does nothing; nor do targets have to be there.
#   SIMULATOR  a native offhook-sim (build/gcc/bin) runs beside it: OFFHOOK_DEVICES names its handset,
#              OFFHOOK_OPERATOR its operators' channel (127.0.0.1:PORT)
#   DISPLAY    in the second prefix; such tests run one at a time
function(offhook_add_wine_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "SIMULATOR;DISPLAY" "TIMEOUT" "COMMAND;ENVIRONMENT")
    offhook_check_arguments("offhook_add_wine_test(${name})")
    if(NOT offhook_under_wine)
        return()
    endif()
    list(POP_FRONT arg_COMMAND program)
    if(program STREQUAL "python3")
        set(program "${Python3_EXECUTABLE}")
    elseif(arg_SIMULATOR)
        set(program ${CMAKE_CROSSCOMPILING_EMULATOR} $<TARGET_FILE:${program}>)
    endif()
    if(arg_SIMULATOR)
        list(PREPEND program "${Python3_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/tests/wine/with_simulator.py")
    endif()
    offhook_register_test(${name} COMMAND ${program} ${arg_COMMAND} LABELS wine TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT ${arg_ENVIRONMENT})
    if(arg_DISPLAY)
        offhook_wine_needs_display(${name})
    endif()
endfunction()

# Puts tests that are there already (of offhook_add_test, say) into the prefix with a display.
function(offhook_wine_needs_display)
    if(offhook_under_wine)
        set_tests_properties(${ARGN} PROPERTIES FIXTURES_REQUIRED wine_display RESOURCE_LOCK wine_display
            ENVIRONMENT_MODIFICATION "WINEPREFIX=set:${PROJECT_BINARY_DIR}/wine-display")
    endif()
endfunction()
