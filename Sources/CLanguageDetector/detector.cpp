#include "dragoman_language_detector.h"

// CLD2's header names FILE without including what declares it.
#include <climits>
#include <cstdio>
#include <cstring>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

extern "C" int32_t dragoman_detect_languages(
    const char *text, size_t length, dragoman_language_guesses *result) {
  if (result == nullptr) return 1;
  std::memset(result, 0, sizeof(*result));
  if (length == 0) return 0;
  if (text == nullptr || length > INT_MAX) return 1;
  try {
    CLD2::Language languages[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};
    int percents[3] = {0, 0, 0};
    double scores[3] = {0, 0, 0};
    int text_bytes = 0;
    int valid_prefix_bytes = 0;
    bool is_reliable = false;
    const CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::ExtDetectLanguageSummaryCheckUTF8(
        text, static_cast<int>(length), /*is_plain_text=*/true, &hints, CLD2::kCLDFlagBestEffort, languages,
        percents, scores, nullptr, &text_bytes, &is_reliable, &valid_prefix_bytes);
    if (valid_prefix_bytes < static_cast<int>(length)) return 1;
    for (int i = 0; i < 3; ++i) {
      if (languages[i] == CLD2::UNKNOWN_LANGUAGE) continue;
      dragoman_language_guess &guess = result->guesses[result->count++];
      const char *code = CLD2::LanguageCode(languages[i]);
      std::strncpy(guess.code, code == nullptr ? "" : code, sizeof(guess.code) - 1);
      guess.percent = percents[i];
      guess.score = scores[i];
    }
    result->is_reliable = is_reliable ? 1 : 0;
    return 0;
  } catch (...) {
    return 2;
  }
}
