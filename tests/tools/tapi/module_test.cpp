#include "tools/tapi/module.hpp"

#include <gtest/gtest.h>

#include "tools/tapi/provider_exports.hpp"

namespace offhook::tapi {
namespace {

/// The one line that says why a file is no provider.
std::string complaint_about(const std::string& path) {
    try {
        const loaded_module module(path);
        static_cast<void>(find_exports(module));
    } catch (const load_error& error) {
        return error.what();
    }
    return "";
}

void expect_words(const std::string& text, std::initializer_list<const char*> words) {
    for (const char* each : words) {
        EXPECT_NE(text.find(each), std::string::npos) << "'" << each << "' is not in: " << text;
    }
    EXPECT_EQ(text.find('\n'), std::string::npos) << text;
}

TEST(Module, SaysThatAFileIsNotThere) {
    expect_words(complaint_about("no/such/file.tsp"), {"no/such/file.tsp", "no such file"});
}

TEST(Module, SaysThatADirectoryIsNoModule) {
    expect_words(complaint_about("tests"), {"'tests'", "is a directory"});
}

TEST(Module, SaysThatAnotherFileIsNoModule) {
    expect_words(complaint_about("CMakeLists.txt"), {"'CMakeLists.txt'", "as a module"});
}

TEST(Module, NamesEachMandatoryExportThatIsMissing) {
    const std::string text = complaint_about(OFFHOOK_NO_TSP);

    expect_words(text,
                 {"does not export TSPI_lineNegotiateTSPIVersion, TSPI_providerEnumDevices, "
                  "TSPI_providerInit;",
                  OFFHOOK_NO_TSP});
    EXPECT_EQ(text.find("TSPI_providerShutdown"), std::string::npos);  // that one it has
}

TEST(Module, FindsAModuleWithoutAnyDirectoryInItsPath) {
    // A loader would look for a bare name on its own search path.
    EXPECT_NE(complaint_about("libm.so.6").find("no such file"), std::string::npos);
}

TEST(Module, FindsEveryExportOfACompleteProvider) {
    const loaded_module module(OFFHOOK_FAKE_TSP);
    const provider_exports found = find_exports(module);

    EXPECT_NE(found.provider_create_phone_device, nullptr);
    EXPECT_NE(found.phone_set_volume, nullptr);
    EXPECT_EQ(module.symbol("TSPI_providerFreeDialogInstance"), nullptr);
}

}  // namespace
}  // namespace offhook::tapi
