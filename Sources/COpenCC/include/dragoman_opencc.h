#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One of OpenCC's conversions with its dictionaries loaded.
typedef struct dragoman_opencc dragoman_opencc;

/// Opens the conversion `name`, such as "s2t", from OpenCC's own data; never from the working folder.
///
/// Returns 0 and sets `*converter` on success; 1 where the data hold no such conversion or it cannot be read;
/// 2 where the name is none (letters and digits only, at most 16). Nothing is thrown.
int32_t dragoman_opencc_open(const char *name, dragoman_opencc **converter);

/// Converts `length` bytes of UTF-8 without NUL. `*output` gets `*output_length` bytes, to be freed with
/// free().
///
/// Returns 0 on success, 1 on bad arguments or a NUL in the text, 2 where the conversion itself failed.
/// Nothing is thrown. One thread at a time for one converter.
int32_t dragoman_opencc_convert(
    dragoman_opencc *converter, const char *text, size_t length, char **output, size_t *output_length);

/// Accepts NULL.
void dragoman_opencc_close(dragoman_opencc *converter);

#ifdef __cplusplus
}
#endif
