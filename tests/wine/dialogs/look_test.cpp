#include "tests/wine/dialogs/fixture.hpp"
#include "tsp/ui/desktop_windows.hpp"

#include <commctrl.h>

#include <algorithm>
#include <set>

// How dialogs look and how the keyboard reaches everything: at the resolution that the test runs
// with (dialogs_test.py changes it), at their smallest size, enlarged, and after a change of the
// resolution.

namespace offhook::tests {
namespace {

using tsp::ui::narrow;
using tsp::ui::text_of_window;

std::string class_of(HWND window) {
    wchar_t name[64];
    return narrow({name, static_cast<std::size_t>(GetClassNameW(window, name, 64))});
}

LONG style_of(HWND window) {
    return GetWindowLongW(window, GWL_STYLE);
}

bool is_frame(HWND window) {
    const bool is_box =
        class_of(window) == "Button" && (style_of(window) & BS_TYPEMASK) == BS_GROUPBOX;
    return is_box || class_of(window) == "SysTabControl32" || class_of(window) == "#32770";
}

std::string name_of(HWND window) {
    return class_of(window) + " " + std::to_string(GetDlgCtrlID(window)) + " '" +
           text_of_window(window) + "'";
}

/// Everything that can be seen in a window, pages and what is on them included.
std::vector<HWND> visible_in(HWND window) {
    std::vector<HWND> all;
    EnumChildWindows(
        window,
        [](HWND child, LPARAM into) -> BOOL {
            // Parts of a control (the header of a list) are its own business.
            const bool ours = class_of(GetParent(child)) == "#32770";
            if (ours && IsWindowVisible(child)) {
                reinterpret_cast<std::vector<HWND>*>(into)->push_back(child);
            }
            return TRUE;
        },
        reinterpret_cast<LPARAM>(&all));
    return all;
}

RECT place_of(HWND window) {
    RECT where{};
    GetWindowRect(window, &where);
    return where;
}

/// Nothing covers anything, or sticks out of its window.
void expect_tidy(HWND window) {
    const auto all = visible_in(window);
    EXPECT_GT(all.size(), 5U);
    for (const HWND one : all) {
        const RECT where = place_of(one);
        RECT inside{};
        GetClientRect(GetParent(one), &inside);
        MapWindowPoints(GetParent(one), nullptr, reinterpret_cast<POINT*>(&inside), 2);
        RECT both{};
        IntersectRect(&both, &where, &inside);
        EXPECT_TRUE(EqualRect(&both, &where)) << name_of(one) << " sticks out";
        for (const HWND other : all) {
            if (other == one || is_frame(one) || is_frame(other)) continue;
            const RECT there = place_of(other);
            EXPECT_FALSE(IntersectRect(&both, &where, &there))
                << name_of(one) << " covers " << name_of(other);
        }
    }
}

/// The room that a label or a button needs for its text on one line.
int width_of_text(HWND window) {
    const HDC context = GetDC(window);
    const auto font = SendMessageW(window, WM_GETFONT, 0, 0);
    const auto before = SelectObject(context, reinterpret_cast<HGDIOBJ>(font));
    RECT needed{};
    const auto text = tsp::ui::wide(text_of_window(window));
    DrawTextW(context, text.c_str(), -1, &needed, DT_CALCRECT | DT_SINGLELINE);
    SelectObject(context, before);
    ReleaseDC(window, context);
    return needed.right;
}

/// Labels of one line and buttons have room for what they say.
void expect_readable(HWND window) {
    for (const HWND each : visible_in(window)) {
        const auto kind = class_of(each);
        if (kind != "Static" && kind != "Button") continue;
        const int id = GetDlgCtrlID(each);
        if (id == IDC_FILE || id == IDC_NOTE || id == IDC_TRIAL || id == IDC_FORGET_HINT) continue;
        const RECT where = place_of(each);
        EXPECT_LE(width_of_text(each), where.right - where.left) << name_of(each) << " is cut";
    }
}

void expect_good_look(HWND window) {
    expect_tidy(window);
    expect_readable(window);
}

/// The letters behind '&' in what can be seen.
std::vector<char> mnemonics_in(HWND window) {
    std::vector<char> letters;
    for (const HWND each : visible_in(window)) {
        if (class_of(each) == "Static" && (style_of(each) & SS_NOPREFIX) != 0) continue;
        if (class_of(each) != "Static" && class_of(each) != "Button") continue;
        const auto text = text_of_window(each);
        const auto at = text.find('&');
        if (at != std::string::npos) {
            letters.push_back(static_cast<char>(std::tolower(text.at(at + 1))));
        }
    }
    return letters;
}

bool takes_input(HWND window) {
    return (style_of(window) & WS_TABSTOP) != 0 && IsWindowEnabled(window);
}

}  // namespace

class Look : public Dialogs {
protected:
    /// Tab after tab from the focus on; all that there is to reach is reached, and in the order in
    /// which one reads.
    void expect_tab_reaches_everything() {
        std::set<HWND> wanted;
        for (const HWND each : visible_in(user->window())) {
            if (takes_input(each)) wanted.insert(each);
        }
        std::set<HWND> reached;
        for (std::size_t i = 0; i <= wanted.size(); ++i) {
            const HWND before = user->focus();
            user->press(VK_TAB);
            EXPECT_TRUE(comes_true([&] { return user->focus() != before; }));
            reached.insert(user->focus());
        }
        for (const HWND each : wanted) EXPECT_TRUE(reached.count(each)) << name_of(each);
    }

    void expect_each_letter_once() {
        auto letters = mnemonics_in(user->window());
        EXPECT_GT(letters.size(), 2U);
        std::sort(letters.begin(), letters.end());
        EXPECT_EQ(std::adjacent_find(letters.begin(), letters.end()), letters.end())
            << std::string(letters.begin(), letters.end());
    }

    /// At this size, smaller than allowed, and larger.
    void expect_good_look_at_all_sizes(const std::string& name) {
        const HWND window = user->window();
        expect_good_look(window);
        const RECT first = place_of(window);
        user->resize(50, 50);
        const RECT smallest = place_of(window);
        EXPECT_EQ(smallest.right - smallest.left, first.right - first.left);
        EXPECT_EQ(smallest.bottom - smallest.top, first.bottom - first.top);
        expect_good_look(window);
        user->take_picture(name + "-smallest");
        user->resize((first.right - first.left) * 5 / 4, (first.bottom - first.top) * 3 / 2);
        expect_good_look(window);
        user->take_picture(name + "-large");
    }
};

TEST_F(Look, ConfigIsTidyAtAllSizes) {
    open_config();
    select_row(1);
    user->await_text(IDC_STATUS, "State: connected");
    expect_good_look_at_all_sizes("config");
    turn_page();
    expect_good_look(user->window());
    user->take_picture("config-settings-large");
}

TEST_F(Look, PhoneIsTidyAtAllSizes) {
    open_phone();
    user->await_text(IDC_STATUS, "State: connected");
    expect_good_look_at_all_sizes("phone");
}

TEST_F(Look, ARoomyListGetsTheRoom) {
    open_config();
    const RECT before = place_of(user->control(IDC_LIST));
    const RECT all = place_of(user->window());
    user->resize(all.right - all.left + 100, all.bottom - all.top + 70);
    const RECT after = place_of(user->control(IDC_LIST));
    EXPECT_EQ(after.right - after.left, before.right - before.left + 100);
    EXPECT_EQ(after.bottom - after.top, before.bottom - before.top + 70);
}

TEST_F(Look, ConfigFollowsANewResolution) {
    open_config();
    const HWND window = user->window();
    const RECT before = place_of(window);
    const int text_before = width_of_text(user->control(IDC_LIST_LABEL));
    const int dpi = tsp::ui::dpi_of(window);
    const int more = dpi * 5 / 4;
    RECT where{10,
               10,
               10 + (before.right - before.left) * 5 / 4,
               10 + (before.bottom - before.top) * 5 / 4};
    SendMessageW(window, WM_DPICHANGED, MAKEWPARAM(more, more), reinterpret_cast<LPARAM>(&where));
    expect_good_look(window);
    const int text_after = width_of_text(user->control(IDC_LIST_LABEL));
    EXPECT_NEAR(text_after, text_before * 5 / 4, text_before / 10);
    user->take_picture("config-other-resolution");
    // And back again: nothing adds up.
    where = before;
    SendMessageW(window, WM_DPICHANGED, MAKEWPARAM(dpi, dpi), reinterpret_cast<LPARAM>(&where));
    EXPECT_NEAR(width_of_text(user->control(IDC_LIST_LABEL)), text_before, 4);
    expect_good_look(window);
}

TEST_F(Look, TheKeyboardReachesEverythingInConfig) {
    open_config();
    select_row(1);
    user->await_text(IDC_STATUS, "State: connected");
    EXPECT_TRUE(comes_true([this] { return user->is_enabled(IDC_RING); }));
    expect_tab_reaches_everything();
    expect_each_letter_once();
    turn_page();
    expect_tab_reaches_everything();
    expect_each_letter_once();
}

TEST_F(Look, TheKeyboardReachesEverythingInPhone) {
    open_phone();
    user->await_text(IDC_STATUS, "State: connected");
    expect_tab_reaches_everything();
    expect_each_letter_once();
}

TEST_F(Look, LettersOfAHiddenPageDoNothing) {
    open_config();
    select_row(1);
    user->press_alt('l');  // "Link" on the other page
    EXPECT_FALSE(user->has_focus(IDC_LINK));
    EXPECT_TRUE(user->has_focus(IDC_LIST));
}

}  // namespace offhook::tests
