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
  /// The file cannot be opened or read.
  DRAGOMAN_SP_UNREADABLE = 1,
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

/// Reads a model from a file; `path` need not end with NUL.
dragoman_sp_status dragoman_sp_open_path(
    const char *path, size_t size, dragoman_sp_model **model, char *message,
    size_t message_capacity);

/// Accepts NULL.
void dragoman_sp_close(dragoman_sp_model *model);

/// The number of pieces; 0 when `model` is NULL.
size_t dragoman_sp_piece_count(const dragoman_sp_model *model);

/// The id of the unknown piece, negative when there is none.
int32_t dragoman_sp_unknown_id(const dragoman_sp_model *model);

/// Points `*text` at the piece with this id; valid while the model is open.
dragoman_sp_status dragoman_sp_piece_text(
    const dragoman_sp_model *model, int32_t id, const char **text, size_t *size);

/// The id of a piece, the unknown id when the model lacks it.
dragoman_sp_status dragoman_sp_piece_id(
    const dragoman_sp_model *model, const char *text, size_t size, int32_t *id);

/// Segments up to 2^30 bytes of text. Bytes that are not UTF-8 count as U+FFFD.
dragoman_sp_status dragoman_sp_encode(
    const dragoman_sp_model *model, const char *text, size_t size,
    dragoman_sp_encoding *encoding, char *message, size_t message_capacity);

/// Frees what `dragoman_sp_encode` filled in and empties it.
void dragoman_sp_encoding_free(dragoman_sp_encoding *encoding);

/// Joins pieces to text; `*text` is then freed with `dragoman_sp_text_free`.
dragoman_sp_status dragoman_sp_decode(
    const dragoman_sp_model *model, const int32_t *ids, size_t count, char **text, size_t *size,
    char *message, size_t message_capacity);

/// Accepts NULL.
void dragoman_sp_text_free(char *text);

#ifdef __cplusplus
}
#endif
