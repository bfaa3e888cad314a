#include "tests/support/vectors.hpp"

#include "tests/support/hex.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace offhook::test {
namespace {

namespace json = boost::json;

std::string text_of(const json::object& object, std::string_view key) {
    return std::string(object.at(key).as_string());
}

report_list reports_of(const json::object& object) {
    report_list reports;
    for (const auto& report : object.at("reports").as_array()) {
        reports.push_back(from_hex(report.as_string()));
    }
    return reports;
}

vector vector_of(const json::object& object) {
    return {text_of(object, "name"),
            text_of(object, "kind"),
            object.at("fields").as_object(),
            reports_of(object)};
}

bad_vector bad_vector_of(const json::object& object) {
    return {text_of(object, "name"),
            text_of(object, "kind"),
            text_of(object, "why"),
            reports_of(object)};
}

template <class Convert>
auto convert_lines(const std::filesystem::path& path, Convert convert) {
    std::istringstream lines(read_text_file(path));
    std::vector<decltype(convert(json::object{}))> converted;
    for (std::string line; std::getline(lines, line);) {
        converted.push_back(convert(json::parse(line).as_object()));
    }
    return converted;
}

}  // namespace

std::string read_text_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error(path.string() + " cannot be read");
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<vector> read_vectors(const std::filesystem::path& path) {
    std::vector<vector> vectors;
    const auto document = json::parse(read_text_file(path));
    for (const auto& one : document.as_array()) vectors.push_back(vector_of(one.as_object()));
    return vectors;
}

std::vector<vector> read_vector_lines(const std::filesystem::path& path) {
    return convert_lines(path, vector_of);
}

std::vector<bad_vector> read_bad_vector_lines(const std::filesystem::path& path) {
    return convert_lines(path, bad_vector_of);
}

}  // namespace offhook::test
