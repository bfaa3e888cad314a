#include "packaging/windows/setup/folder_rights.hpp"

#include <gtest/gtest.h>

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

#include <array>

namespace offhook::setup {
namespace {

constexpr DWORD writing = FILE_WRITE_DATA | FILE_APPEND_DATA | FILE_DELETE_CHILD | DELETE |
                          WRITE_DAC | WRITE_OWNER | FILE_WRITE_ATTRIBUTES | FILE_WRITE_EA;
constexpr DWORD reading = FILE_GENERIC_READ | FILE_EXECUTE;

/// What is in a folder's rights. Wine keeps a file's rights as Unix does, so that what comes of
/// them shows on Windows only; what is asked for shows here.
class FolderRights : public testing::TestWithParam<folder_use> {
protected:
    void SetUp() override {
        ASSERT_TRUE(ConvertStringSecurityDescriptorToSecurityDescriptorW(
            rights_of(GetParam()), SDDL_REVISION_1, &descriptor_, nullptr));
        BOOL is_present = FALSE;
        BOOL is_default = FALSE;
        ASSERT_TRUE(GetSecurityDescriptorDacl(descriptor_, &is_present, &list_, &is_default));
        ASSERT_TRUE(is_present);
    }

    void TearDown() override { LocalFree(descriptor_); }

    /// All that an account is allowed; 0 when it is not named.
    [[nodiscard]] DWORD allowed(WELL_KNOWN_SID_TYPE account) const {
        std::array<BYTE, SECURITY_MAX_SID_SIZE> sid{};
        DWORD size = sid.size();
        EXPECT_TRUE(CreateWellKnownSid(account, nullptr, sid.data(), &size));
        DWORD mask = 0;
        for (DWORD i = 0; i < list_->AceCount; ++i) {
            auto* const entry = entry_at(i);
            if (EqualSid(&entry->SidStart, sid.data())) mask |= entry->Mask;
        }
        return mask;
    }

    [[nodiscard]] ACCESS_ALLOWED_ACE* entry_at(DWORD index) const {
        void* entry = nullptr;
        EXPECT_TRUE(GetAce(list_, index, &entry));
        return static_cast<ACCESS_ALLOWED_ACE*>(entry);
    }

    PSECURITY_DESCRIPTOR descriptor_ = nullptr;
    PACL list_ = nullptr;
};

TEST_P(FolderRights, LetAdministratorsAndTheSystemDoEverything) {
    EXPECT_EQ(allowed(WinBuiltinAdministratorsSid), DWORD{FILE_ALL_ACCESS});
    EXPECT_EQ(allowed(WinLocalSystemSid), DWORD{FILE_ALL_ACCESS});
}

TEST_P(FolderRights, LetUsersReadOnly) {
    EXPECT_EQ(allowed(WinBuiltinUsersSid) & reading, reading);
    EXPECT_EQ(allowed(WinBuiltinUsersSid) & writing, 0U);
}

TEST_P(FolderRights, LetTheServiceReadAndWriteNothingButLogs) {
    const auto mask = allowed(WinNetworkServiceSid);
    EXPECT_EQ(mask & reading, reading);
    const bool writes = GetParam() == folder_use::log;
    EXPECT_EQ(mask & (FILE_WRITE_DATA | FILE_APPEND_DATA | DELETE),
              writes ? FILE_WRITE_DATA | FILE_APPEND_DATA | DELETE : 0U)
        << "putting a log aside takes DELETE";
    EXPECT_EQ(mask & (WRITE_DAC | WRITE_OWNER), 0U);
}

TEST_P(FolderRights, NameNobodyElseAndHoldForAllThatIsInTheFolder) {
    EXPECT_EQ(list_->AceCount, 4U);
    for (DWORD i = 0; i < list_->AceCount; ++i) {
        const auto& header = entry_at(i)->Header;
        EXPECT_EQ(header.AceType, ACCESS_ALLOWED_ACE_TYPE);
        EXPECT_EQ(header.AceFlags, OBJECT_INHERIT_ACE | CONTAINER_INHERIT_ACE);
    }
}

TEST_P(FolderRights, InheritNothingFromAboveAndAreTheAdministrators) {
    SECURITY_DESCRIPTOR_CONTROL control = 0;
    DWORD revision = 0;
    ASSERT_TRUE(GetSecurityDescriptorControl(descriptor_, &control, &revision));
    EXPECT_NE(control & SE_DACL_PROTECTED, 0);
    PSID owner = nullptr;
    BOOL is_default = FALSE;
    ASSERT_TRUE(GetSecurityDescriptorOwner(descriptor_, &owner, &is_default));
    EXPECT_TRUE(IsWellKnownSid(owner, WinBuiltinAdministratorsSid));
}

INSTANTIATE_TEST_SUITE_P(Of,
                         FolderRights,
                         testing::Values(folder_use::configuration, folder_use::log),
                         [](const auto& use) {
                             return use.param == folder_use::log ? "Log" : "Configuration";
                         });

}  // namespace
}  // namespace offhook::setup
