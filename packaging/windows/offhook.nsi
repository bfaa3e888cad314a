; The installer. The build gives VERSION, PAYLOAD (a folder with all the files) and OUTPUT. What is
; to be done, offhook-setup.exe does, which has tests of its own; here are the pages, and the entry in
; Windows' list of programs.
;
; For software distribution: /S is silent, /NORESTART leaves a running telephony service alone,
; /LOG=FILE notes what is done, /D=FOLDER (the last word, without quotes) is another folder for the
; programs, and on the uninstaller /KEEPDATA leaves settings and logs. Exit codes: README.md, "On
; Windows 10 and 11".

Target amd64-unicode
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel admin

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh

!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Offhook"
!define DONE 0
!define RESTART 3010
!define FAILED 1603

Name "Offhook ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$PROGRAMFILES64\Offhook"
InstallDirRegKey HKLM "${ENTRY}" InstallLocation
BrandingText "Offhook ${VERSION}"
ShowInstDetails show
ShowUninstDetails show
SpaceTexts none

VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Offhook"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Offhook ${VERSION} installer"
VIAddVersionKey LegalCopyright "Offhook contributors, MIT licence"

!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "${NSISDIR}/Contrib/Graphics/Wizard/nsis3-metro.bmp"
!define MUI_WELCOMEPAGE_TEXT "Offhook makes USB handsets known to Windows' telephony (TAPI).$\r$\n$\r$\nA telephony service that is running may be started again meanwhile: close programs that use telephones first.$\r$\n$\r$\nSettings of an earlier version are kept."
!define MUI_FINISHPAGE_TEXT "Plug a handset in.$\r$\n$\r$\nThe log is in ProgramData\Offhook\log, the settings are in ProgramData\Offhook\offhook.yaml."
!define MUI_FINISHPAGE_RUN "$SYSDIR\cmd.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS '/k $\"$\"$INSTDIR\offhook.exe$\" doctor$\"'
!define MUI_FINISHPAGE_RUN_TEXT "Look whether everything works (offhook doctor)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${PAYLOAD}\LICENSE.txt"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

Var LogOption     ; for offhook-setup, from /LOG=FILE
Var ServiceOption ; for offhook-setup, from /NORESTART
Var DataOption    ; for offhook-setup, from /KEEPDATA or the page

; Reads the options of the command line into the variables.
!macro READ_OPTIONS
    StrCpy $LogOption ""
    StrCpy $ServiceOption ""
    StrCpy $DataOption ""
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/NORESTART" $1
    ${IfNot} ${Errors}
        StrCpy $ServiceOption "--no-service-restart"
    ${EndIf}
    ClearErrors
    ${GetOptions} $0 "/KEEPDATA" $1
    ${IfNot} ${Errors}
        StrCpy $DataOption "--keep-data"
    ${EndIf}
    ClearErrors
    ${GetOptions} $0 "/LOG=" $1
    ${IfNot} ${Errors}
        StrCpy $LogOption '--log "$1"'
    ${EndIf}
    ClearErrors
!macroend

; Ends here, with a sentence, where Offhook cannot be set up. offhook-setup.exe is in $PLUGINSDIR.
!macro CHECK
    nsExec::ExecToStack '"$PLUGINSDIR\offhook-setup.exe" check'
    Pop $0
    Pop $1
    ${If} $0 == "error"
        StrCpy $0 1633
        StrCpy $1 "Offhook is for 64-bit Windows on x64 processors."
    ${EndIf}
    ${If} $0 != ${DONE}
        MessageBox MB_OK|MB_ICONSTOP "$1" /SD IDOK
        SetErrorLevel $0
        Quit
    ${EndIf}
!macroend

; Runs offhook-setup with the words in WORDS, and ends here where it failed. What it says is shown.
!macro SET_UP WORDS
    nsExec::ExecToLog '"$PLUGINSDIR\offhook-setup.exe" $LogOption ${WORDS}'
    Pop $0
    ${If} $0 == ${RESTART}
        SetRebootFlag true
        SetErrorLevel ${RESTART}
    ${ElseIf} $0 != ${DONE}
        ${If} $0 == "error"
            StrCpy $0 ${FAILED}
        ${EndIf}
        SetErrorLevel $0
        Abort "Offhook could not be set up; the reason is above (error $0)."
    ${EndIf}
!macroend

Function .onInit
    InitPluginsDir
    SetOutPath $PLUGINSDIR
    File "${PAYLOAD}\offhook-setup.exe"
    !insertmacro READ_OPTIONS
    !insertmacro CHECK
FunctionEnd

Section "-Offhook"
    SetOutPath $PLUGINSDIR\payload
    File "${PAYLOAD}\*.*"
    !insertmacro SET_UP 'install --from "$PLUGINSDIR\payload" --to "$INSTDIR" $ServiceOption'
    SetOutPath $INSTDIR
    WriteUninstaller "$INSTDIR\uninstall.exe"
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegStr HKLM "${ENTRY}" DisplayName "Offhook"
    WriteRegStr HKLM "${ENTRY}" DisplayVersion "${VERSION}"
    WriteRegStr HKLM "${ENTRY}" Publisher "Offhook contributors"
    WriteRegStr HKLM "${ENTRY}" InstallLocation "$INSTDIR"
    WriteRegStr HKLM "${ENTRY}" UninstallString '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKLM "${ENTRY}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKLM "${ENTRY}" EstimatedSize $0
    WriteRegDWORD HKLM "${ENTRY}" NoModify 1
    WriteRegDWORD HKLM "${ENTRY}" NoRepair 1
SectionEnd

Function un.onInit
    InitPluginsDir
    SetOutPath $PLUGINSDIR
    File "${PAYLOAD}\offhook-setup.exe"
    !insertmacro READ_OPTIONS
    !insertmacro CHECK
FunctionEnd

Section "-un.Options" ; what the page chose, before it is needed
    ${IfNot} ${Silent}
        StrCpy $DataOption "--keep-data"
    ${EndIf}
SectionEnd

Section "un.Settings and logs" settings
    ${IfNot} ${Silent}
        StrCpy $DataOption ""
    ${EndIf}
SectionEnd

Section "un.Offhook" programs
    SectionIn RO
    !insertmacro SET_UP 'uninstall --programs "$INSTDIR" $DataOption $ServiceOption'
    Delete "$INSTDIR\uninstall.exe"
    SetOutPath $TEMP
    RMDir "$INSTDIR"
    DeleteRegKey HKLM "${ENTRY}"
SectionEnd

!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
    !insertmacro MUI_DESCRIPTION_TEXT ${programs} "The provider offhook.tsp and the programs."
    !insertmacro MUI_DESCRIPTION_TEXT ${settings} "ProgramData\Offhook with all that is in it."
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END
