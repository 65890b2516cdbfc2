/* Keeps a file open until its standard input ends: `hold.exe FILE none|read|all`, what others may do with it
 * meanwhile, as a program of an office does. Prints a line when it holds the file. */
#include <stdio.h>
#include <string.h>
#include <windows.h>

int wmain(int count, wchar_t **words) {
  if (count != 3) return 2;
  DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
  if (!wcscmp(words[2], L"none")) share = 0;
  if (!wcscmp(words[2], L"read")) share = FILE_SHARE_READ;
  HANDLE file = CreateFileW(words[1], GENERIC_READ, share, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
  if (file == INVALID_HANDLE_VALUE) return 1;
  puts("held");
  fflush(stdout);
  while (getchar() != EOF) {
  }
  return 0;
}
