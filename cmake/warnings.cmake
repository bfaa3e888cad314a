# offhook_warnings: strict warnings, errors by default. Linked privately by our own targets only, so
# nothing that is found on the system is held to them.

add_library(offhook_warnings INTERFACE)

if(MSVC)
    target_compile_options(offhook_warnings INTERFACE /W4 /permissive- $<$<BOOL:${OFFHOOK_WERROR}>:/WX>)
    return()
endif()

target_compile_options(offhook_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Woverloaded-virtual -Wcast-align -Wcast-qual -Wformat=2 -Wundef -Wimplicit-fallthrough
    -Wextra-semi -Wdouble-promotion -Wmissing-declarations -Wunused
    # Designated initialisers that leave the rest to its defaults are our style.
    -Wno-missing-field-initializers
    $<$<BOOL:${OFFHOOK_WERROR}>:-Werror>)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(offhook_warnings INTERFACE
        -Wduplicated-cond -Wlogical-op -Wsuggest-override
        # g++ 12 takes the short buffer inside std::string for the whole of it: overlapping copies,
        # accesses out of bounds (GCC bugs 105651, 105329). clang and ASan watch over the true ones.
        -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
    if(OFFHOOK_SANITIZE)
        # The sanitizers' own checks make g++ 12 see paths that are not there.
        target_compile_options(offhook_warnings INTERFACE -Wno-maybe-uninitialized)
    endif()
else()
    target_compile_options(offhook_warnings INTERFACE
        -Winconsistent-missing-override -Wshadow-uncaptured-local -Wunreachable-code
        -Wnewline-eof -Wloop-analysis)
endif()
