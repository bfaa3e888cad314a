// offhook-sim as a process: its command line, its lines on stdout, its end.
#include "driver/protocol/stream_frame.hpp"
#include "tests/sim/stream_client.hpp"
#include "tests/sim/usbip_client.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace offhook::test {
namespace {

// A running offhook-sim; its stdout is read line by line, its stderr goes to a file.
class program {
public:
    explicit program(std::vector<std::string> arguments) : errors_(folder_.file("errors")) {
        arguments.insert(arguments.begin(), path());
        int out[2];
        if (::pipe(out) != 0) throw std::runtime_error("no pipe");
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(out[1], STDOUT_FILENO);
            const int errors = ::open(errors_.c_str(), O_WRONLY | O_CREAT, 0600);
            ::dup2(errors, STDERR_FILENO);
            ::close(out[0]);
            ::close(out[1]);
            std::vector<char*> argv;
            for (auto& one : arguments) argv.push_back(one.data());
            argv.push_back(nullptr);
            ::execv(argv[0], argv.data());
            ::_exit(127);
        }
        ::close(out[1]);
        out_ = ::fdopen(out[0], "r");
    }

    ~program() {
        if (child_ > 0) (void)end(SIGKILL);
        std::fclose(out_);
    }

    program(const program&) = delete;
    program& operator=(const program&) = delete;

    // The next line of stdout; empty at its end.
    std::string line() {
        std::string text;
        for (int c = std::fgetc(out_); c != EOF && c != '\n'; c = std::fgetc(out_)) {
            text.push_back(static_cast<char>(c));
        }
        return text;
    }

    // The exit code, or minus the signal that ended it.
    int wait() {
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

    int end(int signal) {
        ::kill(child_, signal);
        return wait();
    }

    // What it said on stderr; after wait().
    std::string errors() const {
        std::ifstream file(errors_);
        return {std::istreambuf_iterator<char>(file), {}};
    }

private:
    static std::string path() {
        const char* folder = std::getenv("OFFHOOK_BIN_DIR");
        if (folder == nullptr)
            throw std::runtime_error("OFFHOOK_BIN_DIR is not set; run it by ctest");
        return std::string(folder) + "/offhook-sim";
    }

    temporary_folder folder_;
    std::string errors_;
    pid_t child_ = 0;
    std::FILE* out_ = nullptr;
};

sim::listen_address address_in(const std::string& line, const std::string& word) {
    EXPECT_TRUE(line.starts_with(word + " ")) << line;
    return sim::parse_listen_address(line.substr(word.size() + 1)).value.value();
}

TEST(SimProgram, PrintsItsAddressesAndThatItIsReady) {
    program sim({"--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--handsets", "2"});

    const auto hosts = address_in(sim.line(), "listening");
    const auto operators = address_in(sim.line(), "control");
    ASSERT_EQ(sim.line(), "ready");

    boost::asio::io_context context;
    stream_client host(context, hosts);
    host.send(protocol::stream::list{});
    EXPECT_EQ(host.next_of<protocol::stream::handsets>().count, 2);
    host.send(protocol::stream::select{1, 1});
    EXPECT_EQ(host.next_of<protocol::stream::plug>().serial, "SIM-0001");
    socket_client person(context, operators);
    person.write("{\"do\":\"hello\"}\n");
    EXPECT_TRUE(person.read_line().starts_with(R"({"ok":true,"offhook":2,"handsets":2,)"));
    EXPECT_EQ(sim.end(SIGTERM), 0);
    EXPECT_EQ(sim.line(), "");
    EXPECT_EQ(sim.errors(), "");
}

TEST(SimProgram, TakesItsUnixSocketsAwayOnEachSignal) {
    for (const int signal : {SIGINT, SIGTERM}) {
        const temporary_folder folder;
        program sim({"--listen",
                     "unix:" + folder.file("hid"),
                     "--control",
                     "unix:" + folder.file("control")});
        EXPECT_EQ(sim.line(), "listening unix:" + folder.file("hid"));
        EXPECT_EQ(sim.line(), "control unix:" + folder.file("control"));
        ASSERT_EQ(sim.line(), "ready");

        EXPECT_EQ(sim.end(signal), 0);

        EXPECT_FALSE(std::filesystem::exists(folder.file("hid")));
        EXPECT_FALSE(std::filesystem::exists(folder.file("control")));
    }
}

TEST(SimProgram, ReplacesTheSocketOfAProgramThatWasKilled) {
    const temporary_folder folder;
    const std::vector<std::string> arguments{"--listen", "unix:" + folder.file("hid")};
    {
        program killed(arguments);
        (void)killed.line();
        ASSERT_EQ(killed.line(), "ready");
        EXPECT_EQ(killed.end(SIGKILL), -SIGKILL);
    }
    ASSERT_TRUE(std::filesystem::exists(folder.file("hid")));

    program next(arguments);
    (void)next.line();
    ASSERT_EQ(next.line(), "ready");
    program third(arguments);
    EXPECT_EQ(third.wait(), 2);
    EXPECT_NE(third.errors().find("somebody listens there already"), std::string::npos);
    EXPECT_EQ(next.end(SIGTERM), 0);
}

TEST(SimProgram, PlaysTheHandsetOfAProfile) {
    program sim({"--listen", "127.0.0.1:0", "--profile", "sim/profiles/panel64.yaml"});
    const auto hosts = address_in(sim.line(), "listening");
    ASSERT_EQ(sim.line(), "ready");

    boost::asio::io_context context;
    stream_client host(context, hosts);
    host.send(protocol::stream::select{});
    EXPECT_EQ(host.next_of<protocol::stream::plug>().name, "Panel 64");
}

TEST(SimProgram, SaysInOneLineWhatIsWrongWithItsOptions) {
    struct row {
        const char* name;
        std::vector<std::string> arguments;
        const char* said;
    };
    const temporary_folder folder;
    std::ofstream(folder.file("bad.yaml")) << "ring_modes: many\n";
    for (const auto& [name, arguments, said] :
         {row{"address", {"--listen", "7310"}, "--listen: address '7310': there is no port"},
          row{"control address",
              {"--listen", "127.0.0.1:0", "--control", "x:1"},
              "--control: address 'x:1': 'x' is no IP address"},
          row{"no handsets", {"--handsets", "0"}, "--handsets"},
          row{"export address", {"--usbip", "3240"}, "--usbip: address '3240': there is no port"},
          row{"pace of what",
              {"--pace", "full-speed"},
              "--usb-speed and --pace need --usb or --usbip"},
          row{"another pace", {"--usbip", "127.0.0.1:0", "--pace", "brisk"}, "--pace"},
          row{"handsets no number", {"--handsets", "two"}, "--handsets"},
          row{"unknown option", {"--plug"}, "--plug"},
          row{"log level", {"--log-level", "loud"}, "--log-level"},
          row{"profile not there",
              {"--profile", "/nowhere.yaml"},
              "/nowhere.yaml: cannot be read: No such file"},
          row{"profile wrong",
              {"--profile", folder.file("bad.yaml")},
              "bad.yaml:1:13: 'ring_modes' is 'many'; allowed: "}}) {
        SCOPED_TRACE(name);
        program sim(arguments);

        EXPECT_EQ(sim.wait(), 2);
        EXPECT_EQ(sim.line(), "");
        const auto errors = sim.errors();
        EXPECT_TRUE(errors.starts_with("offhook-sim: ")) << errors;
        EXPECT_NE(errors.find(said), std::string::npos) << errors;
        EXPECT_EQ(std::count(errors.begin(), errors.end(), '\n'), 1) << errors;
    }
}

TEST(SimProgram, SaysThatAPortIsInUse) {
    program first({"--listen", "127.0.0.1:0"});
    const auto where = address_in(first.line(), "listening");
    ASSERT_EQ(first.line(), "ready");

    program second({"--listen", to_string(where)});

    EXPECT_EQ(second.wait(), 2);
    EXPECT_NE(
        second.errors().find("it is in use; stop the program that has it, or choose another port"),
        std::string::npos);
}

TEST(SimProgram, TellsItsVersionAndItsOptions) {
    program version({"--version"});
    EXPECT_TRUE(version.line().starts_with("offhook-sim "));
    EXPECT_EQ(version.wait(), 0);

    program help({"--help"});
    std::string text;
    for (auto line = help.line(); !line.empty() || text.size() < 300; line = help.line())
        text += line;
    EXPECT_NE(text.find("--control ADDR"), std::string::npos);
    EXPECT_EQ(help.wait(), 0);
}

TEST(SimProgram, ExportsItsHandsetsOverUsbip) {
    program sim({"--usbip", "127.0.0.1:0", "--handsets", "2"});
    const auto where = address_in(sim.line(), "usbip");
    ASSERT_EQ(sim.line(), "ready");  // and does not listen otherwise

    boost::asio::io_context context;
    usbip_client host(context, where);
    EXPECT_EQ(host.import("1-2"), 0U);
    EXPECT_EQ(sim.end(SIGTERM), 0);
    EXPECT_TRUE(host.socket.is_closed());
}

TEST(SimProgram, NamesTheModuleWhenTheKernelHasNoVirtualController) {
    if (std::filesystem::exists("/sys/devices/platform/vhci_hcd.0")) GTEST_SKIP() << "it has one";
    program sim({"--usb"});

    EXPECT_EQ(sim.wait(), 2);
    EXPECT_NE(sim.errors().find("(as root: modprobe vhci-hcd)"), std::string::npos);
}

TEST(SimProgram, NamesDevUhidWhenTheKernelHasNone) {
    if (::access("/dev/uhid", R_OK | W_OK) == 0) GTEST_SKIP() << "/dev/uhid is there";
    program sim({"--uhid"});

    EXPECT_EQ(sim.wait(), 2);
    EXPECT_NE(sim.errors().find("cannot open /dev/uhid: "), std::string::npos);
}

}  // namespace
}  // namespace offhook::test
