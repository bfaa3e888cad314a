#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

namespace {

/// What ctest counts as "skipped" (SKIP_RETURN_CODE in cmake/offhook.cmake).
constexpr int exit_skipped = 77;

bool all_tests_are_required() {
    const char* value = std::getenv("OFFHOOK_REQUIRE_ALL");
    return value != nullptr && *value != '\0' && *value != '0';
}

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    const int failed = RUN_ALL_TESTS();
    const int skipped = testing::UnitTest::GetInstance()->skipped_test_count();

    if (failed != 0) return failed;
    if (skipped == 0) return 0;
    if (!all_tests_are_required()) return exit_skipped;
    std::cerr << skipped << " skipped, but OFFHOOK_REQUIRE_ALL is set: counted as failed\n";
    return 1;
}
