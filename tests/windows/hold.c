/* Holds a file open as a program of an office does: `hold.exe FILE none|read READY`, where the word says what
 * others may do with it meanwhile. Makes the file READY when it holds the other one, and ends when READY is
 * gone, or after three minutes. */
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **words) {
  if (count != 4) return 2;
  DWORD share = wcscmp(words[2], L"read") ? 0 : FILE_SHARE_READ;
  HANDLE file = CreateFileW(words[1], GENERIC_READ, share, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
  if (file == INVALID_HANDLE_VALUE) return 1;
  HANDLE ready = CreateFileW(words[3], GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
  CloseHandle(ready);
  for (int tick = 0; tick < 1800 && GetFileAttributesW(words[3]) != INVALID_FILE_ATTRIBUTES; tick++) Sleep(100);
  return 0;
}
