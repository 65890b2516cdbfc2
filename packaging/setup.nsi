; The installer for one user of Windows, who needs no rights of an administrator. `.ci/release` stages the
; files and makes it: makensis -DVERSION=… -DSTAGED=… -DLISTS=… -DICON=… -DOUTPUT=…
Target amd64-unicode
Unicode true
!include MUI2.nsh
!include FileFunc.nsh
SetCompressor /SOLID lzma
; The time of a file is that of the commit.
SetDateSave on

!define NAME "relazione-cug"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"

Name "${NAME} ${VERSION}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
ManifestDPIAware true

VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installazione di ${NAME}"
VIAddVersionKey LegalCopyright "EUPL-1.2"

!define MUI_WELCOMEFINISHPAGE_BITMAP "${NSISDIR}/Contrib/Graphics/Wizard/nsis3-metro.bmp"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEPAGE_TITLE "Relazione per il CUG"
!define MUI_WELCOMEPAGE_TEXT "Il programma si installa solo per voi, e non servono i diritti di amministratore.$\r$\n$\r$\nLe vostre cartelle di lavoro non vengono toccate, né ora né se lo toglierete."
!define MUI_FINISHPAGE_RUN "$WINDIR\explorer.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "$\"$INSTDIR\guida.html$\""
!define MUI_FINISHPAGE_RUN_TEXT "Apri la guida"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Italian"

Section
  ; What an earlier version installed goes first, and nothing else.
  IfFileExists "$INSTDIR\disinstalla.exe" 0 install
  ExecWait '"$INSTDIR\disinstalla.exe" /S _?=$INSTDIR'
install:
  !include "${LISTS}\install.nsh"
  WriteUninstaller "$INSTDIR\disinstalla.exe"

  SetOutPath "$INSTDIR"
  CreateDirectory "$SMPROGRAMS\${NAME}"
  CreateShortCut "$SMPROGRAMS\${NAME}\Guida.lnk" "$INSTDIR\guida.html"
  CreateShortCut "$SMPROGRAMS\${NAME}\Relazione per il CUG.lnk" "$INSTDIR\relazione-cug.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}\Disinstalla.lnk" "$INSTDIR\disinstalla.exe"
  ; The window of commands opens in the documents and finds the program by its name.
  SetOutPath "$DOCUMENTS"
  CreateShortCut "$SMPROGRAMS\${NAME}\Finestra dei comandi.lnk" "$SYSDIR\cmd.exe" '/k "set PATH=$INSTDIR;%PATH%"' "$INSTDIR\relazione-cug.exe"
  ; Right button on a folder, Send to: the same as to drop it on the program.
  SetOutPath "$INSTDIR"
  CreateShortCut "$SENDTO\Relazione per il CUG.lnk" "$INSTDIR\relazione-cug.exe"

  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegStr HKCU "${UNINSTALL}" DisplayName "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" DisplayVersion "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" DisplayIcon "$INSTDIR\relazione-cug.exe"
  WriteRegStr HKCU "${UNINSTALL}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" UninstallString '"$INSTDIR\disinstalla.exe"'
  WriteRegStr HKCU "${UNINSTALL}" QuietUninstallString '"$INSTDIR\disinstalla.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" EstimatedSize $0
  WriteRegDWORD HKCU "${UNINSTALL}" NoModify 1
  WriteRegDWORD HKCU "${UNINSTALL}" NoRepair 1
SectionEnd

Section Uninstall
  ; One by one: somebody may keep a working folder here, and the sample has documents once it was tried.
  !include "${LISTS}\uninstall.nsh"
  Delete "$INSTDIR\disinstalla.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}\*.lnk"
  RMDir "$SMPROGRAMS\${NAME}"
  Delete "$SENDTO\Relazione per il CUG.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
