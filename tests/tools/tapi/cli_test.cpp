#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

// The program as a process, on the fake provider, whose operations complete inside the call.

namespace {

namespace json = boost::json;

struct outcome {
    int code = -1;
    std::string out;
    std::string err;
};

std::string read_all(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

outcome run(const std::string& arguments, const std::string& input = "") {
    const std::string base = testing::TempDir() + "offhook-tapi-cli." + std::to_string(getpid());
    std::ofstream(base + ".in") << input;
    const std::string command = std::string(OFFHOOK_TAPI) + " " + arguments + " <" + base +
                                ".in >" + base + ".out 2>" + base + ".err";
    const int status = std::system(command.c_str());
    const outcome result{WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                         read_all(base + ".out"),
                         read_all(base + ".err")};
    for (const char* suffix : {".in", ".out", ".err"}) std::remove((base + suffix).c_str());
    return result;
}

outcome run_json(const std::string& script) {
    return run("--json --tsp " OFFHOOK_FAKE_TSP " run -", script);
}

std::vector<json::object> lines_of(const std::string& text) {
    std::vector<json::object> out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        out.push_back(json::parse(line).as_object());
    }
    return out;
}

void expect_one_line(const std::string& text, std::initializer_list<const char*> words) {
    for (const char* each : words) {
        EXPECT_NE(text.find(each), std::string::npos) << "'" << each << "' is not in: " << text;
    }
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
}

TEST(Cli, NamesWhatIsWrongWithAModule) {
    struct row {
        const char* name;
        std::string path;
        std::initializer_list<const char*> words;
    };
    const row rows[] = {
        {"missing", "no/such.tsp", {"offhook-tapi: ", "'no/such.tsp'", "no such file"}},
        {"directory", "tests", {"'tests'", "is a directory"}},
        {"no module", "CMakeLists.txt", {"'CMakeLists.txt'", "as a module"}},
        {"no provider", OFFHOOK_NO_TSP, {"does not export TSPI_lineNegotiateTSPIVersion"}},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.name);
        const outcome result = run("--tsp " + each.path + " caps");
        EXPECT_EQ(result.code, 2);
        EXPECT_EQ(result.out, "");
        expect_one_line(result.err, each.words);
    }
}

TEST(Cli, RefusesABadCommandLine) {
    for (const std::string& arguments :
         {std::string("caps"),
          std::string("--tsp " OFFHOOK_FAKE_TSP " dance"),
          std::string("--tsp " OFFHOOK_FAKE_TSP " --api-version 4.0 caps"),
          std::string("--tsp " OFFHOOK_FAKE_TSP " run"),
          std::string("--tsp " OFFHOOK_FAKE_TSP " run no-such-script")}) {
        SCOPED_TRACE(arguments);
        const outcome result = run(arguments);
        EXPECT_EQ(result.code, 2);
        EXPECT_NE(result.err, "");
    }
}

TEST(Cli, HelpsAPerson) {
    const outcome general = run("--help");
    EXPECT_EQ(general.code, 0);
    EXPECT_NE(general.out.find("\"event\":\"PHONE_BUTTON\""), std::string::npos);
    EXPECT_NE(run("run --help").out.find("set-lamp ID MODE"), std::string::npos);
}

TEST(Cli, PrintsCapsInWordsAndAsJson) {
    const outcome words = run("--tsp " OFFHOOK_FAKE_TSP " caps");
    EXPECT_EQ(words.code, 0) << words.err;
    EXPECT_NE(words.out.find("phone name               fake phone\n"), std::string::npos)
        << words.out;
    EXPECT_NE(words.out.find("phone features           SETLAMP\n"), std::string::npos);

    const outcome as_json = run("--json --api-version 2.0 --tsp " OFFHOOK_FAKE_TSP " caps");
    const auto lines = lines_of(as_json.out);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].at("phone_name"), "fake phone");
    EXPECT_EQ(lines[0].at("api_version"), "2.0");
    EXPECT_EQ(lines[0].at("phone_features_value"), 0x800000);
    EXPECT_FALSE(lines[0].contains("permanent_phone_guid"));  // a member of 2.2
}

TEST(Cli, PrintsTheStatusAsAMonitor) {
    const auto lines = lines_of(run("--json --tsp " OFFHOOK_FAKE_TSP " status").out);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].at("monitors"), 1);
    EXPECT_EQ(lines[0].at("owners"), 0);
    EXPECT_EQ(lines[0].at("display"), "display");
}

TEST(Cli, RunsAllNineOperationsWithOneResultLineEach) {
    const outcome result = run_json(
        "open 0 owner as desk\ndev-specific 0102\nset-button-info 12 feature hold Hold\n"
        "set-data 0 \"abc\"\nset-display 0 0 Grüße\nset-gain handset 1\n"
        "set-hook-switch handset,speaker mic\nset-lamp 3 steady\nset-ring 1 2\n"
        "set-volume speaker 70000\nclose\n");

    EXPECT_EQ(result.code, 0) << result.err << result.out;
    const auto lines = lines_of(result.out);
    const char* const ops[] = {"Open",
                               "DevSpecific",
                               "SetButtonInfo",
                               "SetData",
                               "SetDisplay",
                               "SetGain",
                               "SetHookSwitch",
                               "SetLamp",
                               "SetRing",
                               "SetVolume",
                               "Close"};
    ASSERT_EQ(lines.size(), std::size(ops));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        SCOPED_TRACE(ops[i]);
        EXPECT_EQ(lines[i].at("op"), ops[i]);
        EXPECT_EQ(lines[i].at("result"), 0);
        EXPECT_EQ(lines[i].at("result_name"), "OK");
        EXPECT_EQ(lines[i].at("line"), i + 1);
        if (i == 0 || i + 1 == lines.size()) continue;
        EXPECT_EQ(lines[i].at("request"), i);
        EXPECT_GT(lines[i].at("us").as_double(), 0.0);
    }
}

TEST(Cli, WritesMicrosecondsAsPeopleDo) {
    const outcome result = run_json("open\nset-lamp 1 off\n");

    const std::size_t us = result.out.find("\"us\":");
    ASSERT_NE(us, std::string::npos) << result.out;
    const std::string number = result.out.substr(us + 5, result.out.find(',', us) - us - 5);
    EXPECT_EQ(number.find_first_not_of("0123456789."), std::string::npos) << number;
    EXPECT_NE(number.find('.'), std::string::npos) << number;
}

TEST(Cli, AnswersEveryQuery) {
    const outcome result = run_json(
        "open\nget-caps\nget-status\nget-button-info 1\nget-data 0 2\nget-display\n"
        "get-gain handset\nget-volume handset\nget-hook-switch\nget-lamp 1\nget-ring\n"
        "get-id tapi/phone\nget-status-messages\nstatus-messages all all all\ndevices\ncounters\n");

    EXPECT_EQ(result.code, 0) << result.err << result.out;
    const auto lines = lines_of(result.out);
    ASSERT_EQ(lines.size(), 16U);
    EXPECT_EQ(lines[2].at("owner_name"), "offhook-tapi");
    EXPECT_EQ(lines[3].at("text"), "Hold");
    EXPECT_EQ(lines[4].at("hex"), "5a5a");
    EXPECT_EQ(lines[5].at("text"), "Grüße");
    EXPECT_EQ(lines[6].at("gain"), 100);
    EXPECT_EQ(lines[8].at("off_hook"), json::array({"SPEAKER"}));
    EXPECT_EQ(lines[9].at("mode"), "STEADY");
    EXPECT_EQ(lines[9].at("mode_value"), 4);
    EXPECT_EQ(lines[11].at("hex"), "00000000");
    EXPECT_EQ(lines[14].at("phones"), 1);
}

TEST(Cli, WaitsForWhatItStartedInTheBackground) {
    const outcome result = run_json("open\nasync set-lamp 1 off\nset-lamp 2 off &\nwait\n");

    EXPECT_EQ(result.code, 0) << result.out;
    int pending = 0;
    int replies = 0;
    const auto lines = lines_of(result.out);
    for (const json::object& each : lines) {
        pending += each.contains("pending") ? 1 : 0;
        replies += each.contains("event") && each.at("event") == "PHONE_REPLY" ? 1 : 0;
    }
    EXPECT_EQ(pending, 2);
    EXPECT_EQ(replies, 2);
    EXPECT_EQ(lines.back().at("op"), "Wait");
    EXPECT_EQ(lines.back().at("outstanding"), 0);
}

TEST(Cli, EndsWithOneWhenAnOperationFails) {
    const outcome result = run_json("open 0 monitor\nset-lamp 1 off\nget-lamp 1\n");

    EXPECT_EQ(result.code, 1);
    const auto lines = lines_of(result.out);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[1].at("result_name"), "PHONEERR_NOTOWNER");
    EXPECT_LT(lines[1].at("result").as_int64(), 0);
    EXPECT_EQ(lines[2].at("result"), 0);
}

TEST(Cli, OpensOnePhoneForSeveralHandlesAndApplications) {
    const outcome result = run_json(
        "open 0 owner as a\nopen 0 monitor as b by other\n@b set-lamp 1 off\n"
        "@a set-lamp 1 off\nuse a\nget-status\nclose a\n@b get-lamp 1\n");

    EXPECT_EQ(result.code, 1);
    const auto lines = lines_of(result.out);
    ASSERT_EQ(lines.size(), 8U);
    EXPECT_EQ(lines[2].at("result_name"), "PHONEERR_NOTOWNER");
    EXPECT_EQ(lines[3].at("result"), 0);
    EXPECT_EQ(lines[5].at("owners"), 1);
    EXPECT_EQ(lines[5].at("monitors"), 1);
    EXPECT_EQ(lines[7].at("result"), 0);
}

TEST(Cli, GoesOnAfterABadLineOfStandardInput) {
    const outcome result = run_json("open\nset-lamp 1\nget-lamp 1\n");

    EXPECT_EQ(result.code, 2);
    const auto lines = lines_of(result.out);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[1].at("line"), 2);
    EXPECT_TRUE(lines[1].contains("error"));
    expect_one_line(result.err, {"standard input:2: set-lamp: MODE is missing"});
}

TEST(Cli, PromptsForCommandsWithoutASubcommand) {
    const outcome result =
        run("--json --tsp " OFFHOOK_FAKE_TSP, "open\nset-lamp 1\nget-lamp 1\nquit\nclose\n");

    EXPECT_EQ(result.code, 2);  // as `run -` ends
    const auto lines = lines_of(result.out);
    ASSERT_EQ(lines.size(), 3U) << result.out;
    EXPECT_TRUE(lines[1].contains("error"));
    EXPECT_EQ(lines[2].at("mode"), "STEADY");
    expect_one_line(result.err, {"standard input:2: set-lamp: MODE is missing"});
}

TEST(Cli, EndsThePromptWithTheInput) {
    const outcome good = run("--tsp " OFFHOOK_FAKE_TSP, "help\nopen\n");
    EXPECT_EQ(good.code, 0) << good.err;
    EXPECT_NE(good.out.find("set-lamp ID MODE"), std::string::npos);
    EXPECT_EQ(good.out.find("tapi>"), std::string::npos) << good.out;
    EXPECT_EQ(run("--tsp " OFFHOOK_FAKE_TSP, "open 0 monitor\nset-lamp 1 off").code, 1);
}

TEST(Cli, ChecksAFileBeforeItRunsAnyOfIt) {
    const std::string path = testing::TempDir() + "offhook-script." + std::to_string(getpid());
    std::ofstream(path) << "# comment\nopen\nset-lamp 1\n\nset-lmap 1 off\n";

    const outcome result = run("--json --tsp " OFFHOOK_FAKE_TSP " run " + path);
    std::remove(path.c_str());

    EXPECT_EQ(result.code, 2);
    EXPECT_EQ(result.out, "");
    EXPECT_NE(result.err.find(path + ":3: set-lamp: MODE is missing"), std::string::npos);
    EXPECT_NE(result.err.find(path + ":5: 'set-lmap' is no command"), std::string::npos);
}

TEST(Cli, SaysThatNoPhoneIsOpen) {
    const outcome result = run_json("set-lamp 1 off\n@desk get-lamp 1\n");

    EXPECT_EQ(result.code, 2);
    EXPECT_NE(result.err.find("standard input:1: SetLamp: no phone is open"), std::string::npos);
    EXPECT_NE(result.err.find("no handle 'desk' is open"), std::string::npos);
}

TEST(Cli, SetsEachOfTheNineInOneCommand) {
    for (const char* words : {"dev-specific 0102",
                              "button-info 12 feature hold Hold",
                              "data 0 0aff",
                              "display 0 0 Good day",
                              "gain handset 1",
                              "hook-switch handset,speaker mic",
                              "lamp 3 steady",
                              "ring 1 2",
                              "volume speaker 5"}) {
        SCOPED_TRACE(words);
        const outcome result = run(std::string("--json --tsp " OFFHOOK_FAKE_TSP " set ") + words);
        EXPECT_EQ(result.code, 0) << result.err;
        const auto lines = lines_of(result.out);
        ASSERT_EQ(lines.size(), 1U) << result.out;
        EXPECT_EQ(lines[0].at("result_name"), "OK");
    }
}

TEST(Cli, SaysWhatCannotBeSet) {
    const outcome unknown = run("--tsp " OFFHOOK_FAKE_TSP " set lmap 3 steady");
    EXPECT_EQ(unknown.code, 2);
    EXPECT_NE(unknown.err.find("'set-lmap' is no command"), std::string::npos) << unknown.err;
    const outcome missing = run("--tsp " OFFHOOK_FAKE_TSP " set lamp 3");
    EXPECT_EQ(missing.code, 2);
    EXPECT_NE(missing.err.find("MODE is missing"), std::string::npos) << missing.err;
    EXPECT_EQ(run("--tsp " OFFHOOK_FAKE_TSP " set lamp 3 steady --device 9").code, 1);
}

TEST(Cli, PrintsWordsForAPerson) {
    const outcome result = run("--tsp " OFFHOOK_FAKE_TSP " run -", "open\nset-lamp 3 steady\n");

    EXPECT_EQ(result.code, 0);
    EXPECT_NE(result.out.find("SetLamp "), std::string::npos);
    EXPECT_NE(result.out.find("request 1  OK"), std::string::npos) << result.out;
    EXPECT_NE(result.out.find(" us"), std::string::npos);
}

}  // namespace
