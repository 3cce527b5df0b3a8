#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One language that a text may be in.
typedef struct {
  /// CLD2's code, mostly ISO 639-1: "en", "zh-Hant", "iw"; ends with NUL.
  char code[16];
  /// Share of the text, 0 to 100.
  int32_t percent;
  /// Score per 1,024 bytes of text.
  double score;
} dragoman_language_guess;

/// What a text is in, the likeliest first.
typedef struct {
  dragoman_language_guess guesses[3];
  int32_t count;
  /// 1 where the first stands well before the second.
  int32_t is_reliable;
} dragoman_language_guesses;

/// Guesses the languages of `length` bytes of UTF-8 text; best effort where the text is short.
///
/// Returns 0 on success, 1 on bad arguments or invalid UTF-8, 2 where the detector itself failed. Nothing is
/// thrown. Thread-safe.
int32_t dragoman_detect_languages(const char *text, size_t length, dragoman_language_guesses *result);

#ifdef __cplusplus
}
#endif
