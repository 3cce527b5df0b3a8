#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a call came to. Every function that can fail returns one of these and writes a
/// NUL-terminated reason into `message` (cut to `message_capacity` bytes; may be NULL).
typedef enum {
  DRAGOMAN_SP_OK = 0,
  /// The bytes are not a SentencePiece model that this library can use.
  DRAGOMAN_SP_INVALID_MODEL = 2,
  /// An id, a length or a pointer outside what the function accepts.
  DRAGOMAN_SP_INVALID_ARGUMENT = 3,
  /// The library failed while it worked on the input.
  DRAGOMAN_SP_FAILED = 4,
} dragoman_sp_status;

/// A loaded model. Loading ends its only writes: any number of threads may then use it at once.
typedef struct dragoman_sp_model dragoman_sp_model;

/// One piece of an encoded text.
typedef struct {
  int32_t id;
  /// The bytes of the input that the piece stands for, [begin, end).
  uint32_t begin, end;
  /// Where the piece's own text lies in `dragoman_sp_encoding.text`.
  uint32_t text_begin, text_end;
} dragoman_sp_piece;

/// An encoded text; both arrays belong to it until `dragoman_sp_encoding_free`.
typedef struct {
  dragoman_sp_piece *pieces;
  size_t count;
  char *text;
  size_t text_size;
} dragoman_sp_encoding;

/// Reads a model from its serialized bytes, which are not needed afterwards.
dragoman_sp_status dragoman_sp_open_bytes(
    const void *bytes, size_t size, dragoman_sp_model **model, char *message,
    size_t message_capacity);

/// Accepts NULL.
void dragoman_sp_close(dragoman_sp_model *model);

/// Segments up to 2^30 bytes of text. Bytes that are not UTF-8 count as U+FFFD.
dragoman_sp_status dragoman_sp_encode(
    const dragoman_sp_model *model, const char *text, size_t size,
    dragoman_sp_encoding *encoding, char *message, size_t message_capacity);

/// Frees what `dragoman_sp_encode` filled in and empties it.
void dragoman_sp_encoding_free(dragoman_sp_encoding *encoding);

#ifdef __cplusplus
}
#endif
