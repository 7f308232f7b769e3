; Inno Setup 6.3 or newer: the installer for one person on Windows 10 or newer. After PyInstaller has made
; build\frozen\hiptimer (packaging\OTHER-SYSTEMS.md), in the top folder of the checkout:
;
;     ISCC.exe /DVersion=0.1.0 packaging\windows\hiptimer.iss
;
; Written without a Windows to try it on.

#ifndef Version
  #error Say which version it is: /DVersion=0.1.0
#endif
#define Top "..\.."

[Setup]
; This number is hiptimer's for ever: by it a newer installer finds the older program.
AppId={{6E8B7D52-4B0F-4B0E-9C8E-2F4B9E6A1D37}
AppName=hiptimer
AppVersion={#Version}
AppVerName=hiptimer {#Version}
AppPublisher=The hiptimer authors
AppCopyright=(c) 2026 the hiptimer authors
VersionInfoVersion={#Version}
LicenseFile={#Top}\LICENSE
SetupIconFile={#Top}\assets\icons\hiptimer.ico
UninstallDisplayIcon={app}\hiptimer.exe
OutputDir={#Top}\dist
OutputBaseFilename=hiptimer-{#Version}-windows-setup
; For one person, without asking an administrator. The program goes into a folder of its own under
; %LOCALAPPDATA%\Programs; what is the person's is in %LOCALAPPDATA%\hiptimer and is never touched.
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\hiptimer
DisableProgramGroupPage=yes
DisableDirPage=auto
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; A running hiptimer would keep its files from being replaced; it is asked to end, and a session in hand
; can be gone on with.
CloseApplications=yes
RestartApplications=no
ChangesAssociations=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktop"; Description: "Put a sign on the desktop"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not must not stay behind among its libraries.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Top}\build\frozen\hiptimer\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion
Source: "{#Top}\LICENSE"; DestDir: "{app}"; DestName: "LICENSE.txt"; Flags: ignoreversion
Source: "{#Top}\packaging\NOTICES"; DestDir: "{app}"; DestName: "NOTICES.txt"; Flags: ignoreversion
Source: "{#Top}\packaging\licences\*"; DestDir: "{app}\licences"; Flags: ignoreversion

[Icons]
Name: "{userprograms}\hiptimer"; Filename: "{app}\hiptimer.exe"; Comment: "Be led through stretches and exercises, both sides in full"
Name: "{userdesktop}\hiptimer"; Filename: "{app}\hiptimer.exe"; Tasks: desktop

[Registry]
; Windows knows a file by what stands behind the last dot, so .hiptimer.yaml cannot be told from any other
; .yaml. hiptimer is therefore offered under "Open with" and takes no file over from another program.
Root: HKCU; Subkey: "Software\Classes\hiptimer.session"; ValueType: string; ValueData: "hiptimer session"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\hiptimer.session\DefaultIcon"; ValueType: string; ValueData: "{app}\hiptimer.exe,0"
Root: HKCU; Subkey: "Software\Classes\hiptimer.session\shell\open\command"; ValueType: string; ValueData: """{app}\hiptimer.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Classes\.yaml\OpenWithProgids"; ValueType: string; ValueName: "hiptimer.session"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.yml\OpenWithProgids"; ValueType: string; ValueName: "hiptimer.session"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\Applications\hiptimer.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "hiptimer"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Applications\hiptimer.exe\shell\open\command"; ValueType: string; ValueData: """{app}\hiptimer.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Classes\Applications\hiptimer.exe\SupportedTypes"; ValueType: string; ValueName: ".yaml"; ValueData: ""
Root: HKCU; Subkey: "Software\Classes\Applications\hiptimer.exe\SupportedTypes"; ValueType: string; ValueName: ".yml"; ValueData: ""

[Run]
Filename: "{app}\hiptimer.exe"; Description: "Open hiptimer"; Flags: nowait postinstall skipifsilent
