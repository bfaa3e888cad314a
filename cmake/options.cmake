# What every target of the project has in common.

option(OFFHOOK_WERROR "Treat warnings in our own code as errors" ON)
option(OFFHOOK_FUZZ "Build the fuzz targets with libFuzzer (clang)" OFF)
set(OFFHOOK_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined or thread")
set(OFFHOOK_FUZZ_SECONDS 10 CACHE STRING "How long ctest runs each libFuzzer target, in seconds")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")

# Everything may end up in the offhook.tsp module. One flag for libraries and programs alike
# (not CMAKE_POSITION_INDEPENDENT_CODE, which gives programs -fPIE) keeps the precompiled
# headers shareable: a compiler refuses one that was made with another code model.
if(NOT WIN32)
    add_compile_options(-fPIC)
endif()

# Windows 10 is mingw-w64's default; the sources are UTF-8.
if(MSVC)
    add_compile_definitions(_WIN32_WINNT=0x0A00 WINVER=0x0A00 WIN32_LEAN_AND_MEAN NOMINMAX
        _CRT_SECURE_NO_WARNINGS _CRT_NONSTDC_NO_WARNINGS)
    add_compile_options(/utf-8 /bigobj /Zc:__cplusplus /Zc:preprocessor)
endif()
