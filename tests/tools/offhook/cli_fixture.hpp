#pragma once

#include "tests/tools/offhook/program.hpp"
#include "tests/tsp/simulator.hpp"

#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

namespace offhook::tests {

/// A desk phone in a process of its own, and `offhook` on it.
class Cli : public testing::Test {
protected:
    void SetUp() override { sim.start(); }

    /// `offhook ... --device` the desk phone.
    [[nodiscard]] finished offhook(std::vector<std::string> arguments) const {
        arguments.push_back("--device");
        arguments.push_back(sim.address());
        return run(arguments);
    }

    /// The same, and what it printed as JSON; it has to end with `code`.
    [[nodiscard]] boost::json::object offhook_json(std::vector<std::string> arguments,
                                                   int code = 0) const {
        arguments.insert(arguments.begin(), "--json");
        const auto ended = offhook(std::move(arguments));
        EXPECT_EQ(ended.code, code) << ended.out << ended.err;
        const auto lines = objects_in(ended.out);
        EXPECT_EQ(lines.size(), 1U) << ended.out;
        return lines.empty() ? boost::json::object() : lines.front();
    }

    temporary_folder folder;
    simulator sim{folder};
};

/// A member that is a text.
inline std::string text_of(const boost::json::object& line, const std::string& name) {
    return std::string(line.at(name).as_string());
}

inline testing::AssertionResult contains(const std::string& text, const std::string& part) {
    if (text.find(part) != std::string::npos) return testing::AssertionSuccess();
    return testing::AssertionFailure() << "'" << part << "' is not in: " << text;
}

}  // namespace offhook::tests
