// The kernel's virtual host controller, played by a folder of files.
#include "sim/plug/vhci.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace offhook::sim {
namespace {

constexpr std::string_view two_ports =
    "hub port sta spd dev      sockfd local_busid\n"
    "hs  0000 006 002 00010001 000007 1-1\n"
    "hs  0001 004 000 00000000 000000 0-0\n"
    "ss  0008 004 000 00000000 000000 0-0\n";

class Vhci : public testing::Test {
protected:
    void put(const std::string& name, std::string_view text) {
        std::ofstream(folder.file(name)) << text;
    }

    std::string content(const std::string& name) {
        std::ifstream file(folder.file(name));
        return {std::istreambuf_iterator<char>(file), {}};
    }

    std::filesystem::path path() { return std::filesystem::path(folder.file("x")).parent_path(); }

    // What an attempt to attach says.
    std::string failure() {
        try {
            (void)vhci(path()).attach(5, 0x10001, usb_speed::full);
        } catch (const vhci_error& problem) {
            return problem.what();
        }
        return {};
    }

    test::temporary_folder folder;
};

TEST_F(Vhci, ReadsTheKernelsListOfPorts) {
    EXPECT_EQ(parse_vhci_status(two_ports),
              (std::vector<vhci_port>{{0, true, false}, {1, true, true}, {8, false, true}}));
    EXPECT_TRUE(parse_vhci_status("").empty());
    EXPECT_TRUE(parse_vhci_status("hs\nhs x 4\nxx 0001 004\n\n").empty());
}

TEST_F(Vhci, AttachesToTheFirstPortThatIsFree) {
    put("status", two_ports);
    put("attach", "");

    EXPECT_EQ(vhci(path()).attach(5, 0x10001, usb_speed::high), 1U);

    EXPECT_EQ(content("attach"), "1 5 65537 3");
    EXPECT_FALSE(vhci(path()).is_free(0));
    EXPECT_TRUE(vhci(path()).is_free(1));
}

TEST_F(Vhci, LooksAtEveryController) {
    put("status", "hs  0000 006 002 00010001 000007 1-1\n");
    put("status.1", "hs  0016 004 000 00000000 000000 0-0\n");
    put("attach", "");

    EXPECT_EQ(vhci(path()).attach(5, 0x10001, usb_speed::full), 16U);
}

TEST_F(Vhci, DetachesByPort) {
    put("attach", "");
    put("detach", "");

    vhci(path()).detach(3);

    EXPECT_EQ(content("detach"), "3");
}

TEST_F(Vhci, SaysWhatIsMissing) {
#ifdef __linux__
    EXPECT_NE(failure().find("modprobe vhci-hcd"), std::string::npos) << failure();
#else
    EXPECT_NE(failure().find("only Linux has"), std::string::npos) << failure();
#endif
    put("attach", "");
    put("status", "hs  0000 006 002 00010001 000007 1-1\n");
    EXPECT_NE(failure().find("all 1 ports"), std::string::npos) << failure();
}

}  // namespace
}  // namespace offhook::sim
