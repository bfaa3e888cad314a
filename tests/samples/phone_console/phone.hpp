#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/samples/phone_console/mailbox.hpp"

namespace sample {

/// An application of phones with at most one phone open. Everything that fails throws
/// std::runtime_error with what was called and its error.
class phone_application {
public:
    explicit phone_application(mailbox& news) : news_(news) {}
    ~phone_application();
    phone_application(const phone_application&) = delete;
    phone_application& operator=(const phone_application&) = delete;

    /// phoneInitializeEx, and how many phones there are.
    void start();
    void stop();
    /// One line for each phone: its number and name.
    void list();
    void print_caps(DWORD device_id);
    void open(DWORD device_id, DWORD privilege);
    void close();
    void print_status();

    // Asynchronous: the reply is printed when it comes.

    void set_lamp(DWORD lamp, DWORD mode);
    void set_display(DWORD row, DWORD column, const std::string& text);
    void set_hook(DWORD device, DWORD mode);
    void set_ring(DWORD mode, DWORD volume);

    /// phoneConfigDialog.
    void dialog(DWORD device_id) const;

    /// Prints what a message says.
    void take(const PHONEMESSAGE& message);

private:
    [[nodiscard]] DWORD negotiate(DWORD device_id) const;
    /// PHONECAPS with all its parts.
    [[nodiscard]] std::vector<std::byte> caps(DWORD device_id) const;
    void started(const char* what, LONG request);

    mailbox& news_;
    HPHONEAPP app_ = 0;
    HPHONE phone_ = 0;
    DWORD phones_ = 0;
    DWORD string_format_ = STRINGFORMAT_UNICODE;
    std::map<DWORD, std::string> requests_;
};

/// Throws std::runtime_error when `result` is an error.
void check(const char* what, LONG result);

}  // namespace sample
