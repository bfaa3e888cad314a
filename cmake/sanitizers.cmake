# OFFHOOK_SANITIZE=address,undefined or thread; OFFHOOK_FUZZ adds libFuzzer's coverage to all code.
# Set for the whole tree: a program and the module it loads must agree.

if(OFFHOOK_SANITIZE)
    add_compile_options(-fsanitize=${OFFHOOK_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${OFFHOOK_SANITIZE})
    if(OFFHOOK_SANITIZE MATCHES "undefined")
        # A finding of UBSan ends the program, so that a test cannot pass over it.
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
endif()

if(OFFHOOK_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        message(FATAL_ERROR "OFFHOOK_FUZZ needs clang (libFuzzer); use the preset 'fuzz'")
    endif()
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# What the sanitizers are told in every test.
set(offhook_sanitizer_options
    ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:check_initialization_order=1
    UBSAN_OPTIONS=print_stacktrace=1
    TSAN_OPTIONS=second_deadlock_stack=1)
