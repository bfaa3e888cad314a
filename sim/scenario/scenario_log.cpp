#include "sim/scenario/scenario_log.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>

namespace offhook::sim {
namespace {

using lane = log_entry::lane;

struct look {
    std::string_view name;
    std::string_view colour;
    char mark;
};
constexpr std::array<look, 5> looks{{{"steps", "#1f2937", '*'},
                                     {"requests", "#1d4ed8", '>'},
                                     {"answers", "#15803d", '<'},
                                     {"events", "#7e22ce", '!'},
                                     {"faults", "#b91c1c", 'X'}}};

const look& look_of(lane where) {
    return looks[static_cast<std::size_t>(where)];
}

constexpr int left = 110, right = 40, top = 64, row = 24, gap = 18, width = 1200;
constexpr double letter = 6.2;  // of 11 px text, about

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else
            out += c;
    }
    return out;
}

// Labels of one lane that would overlap go one row down each.
struct placed {
    const log_entry* entry;
    double x;
    int row;
};

std::vector<placed> place(const scenario_log& log, lane where, double scale, int& rows) {
    std::vector<placed> all;
    std::vector<double> ends;  // of each row
    for (const auto& one : log) {
        if (one.where != where) continue;
        const double x = left + static_cast<double>(one.at.count()) * scale;
        const auto shown = std::min<std::size_t>(one.text.size(), 40);
        std::size_t at = 0;
        while (at < ends.size() && ends[at] > x) ++at;
        if (at == ends.size()) ends.push_back(0);
        ends[at] = x + 14 + letter * static_cast<double>(shown);
        all.push_back({&one, x, static_cast<int>(at)});
    }
    rows = std::max<int>(static_cast<int>(ends.size()), 1);
    return all;
}

double nice_step(double span) {
    double step = 1;
    for (const double factor : {1.0, 2.0, 5.0}) {
        for (double power = 1; power < 1e9; power *= 10) {
            if (factor * power * 10 >= span && (step == 1 || factor * power < step)) {
                step = factor * power;
                break;
            }
        }
    }
    return step;
}

}  // namespace

std::string to_line(const log_entry& entry) {
    return fmt::format("{:9.3f} {} {}{}",
                       static_cast<double>(entry.at.count()) / 1000,
                       look_of(entry.where).mark,
                       entry.handset == 0 ? std::string() : fmt::format("[{}] ", entry.handset),
                       entry.text);
}

std::string to_svg(const scenario_log& log, const std::string& title) {
    const double span =
        std::max<double>(log.empty() ? 1 : static_cast<double>(log.back().at.count()), 1);
    const double scale = (width - left - right - 220) / span;
    std::string body;
    int y = top;
    for (std::size_t i = 0; i < looks.size(); ++i) {
        int rows = 1;
        const auto all = place(log, static_cast<lane>(i), scale, rows);
        const int height = rows * row + 8;
        body += fmt::format(
            "<rect x='0' y='{}' width='{}' height='{}' fill='{}' opacity='0.06'/>\n"
            "<text x='14' y='{}' fill='{}' font-weight='600'>{}</text>\n",
            y,
            width,
            height,
            looks[i].colour,
            y + 20,
            looks[i].colour,
            looks[i].name);
        for (const auto& one : all) {
            const int middle = y + 16 + one.row * row;
            auto text = one.entry->text.substr(0, 40);
            if (text.size() < one.entry->text.size()) text.replace(37, 3, "...");
            body += fmt::format(
                "<line x1='{0:.1f}' x2='{0:.1f}' y1='{1}' y2='{2}' stroke='{3}' opacity='0.35'/>"
                "<circle cx='{0:.1f}' cy='{4}' r='3.5' fill='{3}'/>"
                "<text x='{5:.1f}' y='{6}' font-size='11' fill='#111827'>{7}"
                "<title>{8}</title></text>\n",
                one.x,
                y,
                middle,
                looks[i].colour,
                middle,
                one.x + 7,
                middle + 4,
                escaped(text),
                escaped(to_line(*one.entry)));
        }
        y += height + gap;
    }
    std::string axis;
    for (double at = 0; at <= span; at += nice_step(span)) {
        axis += fmt::format(
            "<line x1='{0:.1f}' x2='{0:.1f}' y1='{1}' y2='{2}' stroke='#9ca3af' "
            "stroke-dasharray='2 4'/><text x='{0:.1f}' y='{3}' font-size='11' "
            "text-anchor='middle' fill='#4b5563'>{4:g} s</text>\n",
            left + at * scale,
            top - 8,
            y - gap,
            top - 14,
            at / 1000);
    }
    return fmt::format(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{1}' "
        "viewBox='0 0 {0} {1}' font-family='sans-serif' font-size='13'>\n"
        "<rect width='100%' height='100%' fill='white'/>\n"
        "<text x='14' y='28' font-size='17' font-weight='600'>{2}</text>\n{3}{4}</svg>\n",
        width,
        y + 4,
        escaped(title),
        axis,
        body);
}

}  // namespace offhook::sim
