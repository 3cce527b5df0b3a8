#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A zip archive in memory. One thread at a time.
typedef struct dragoman_zip dragoman_zip;

/// What the archive's directory says of a member.
typedef struct {
  /// Ends with NUL; lives as long as the archive is not written or closed.
  const char *name;
  /// As declared: not to be believed.
  uint64_t size;
  uint64_t packed_size;
  int32_t is_encrypted;
} dragoman_zip_member;

enum {
  DRAGOMAN_ZIP_GOOD = 0,
  DRAGOMAN_ZIP_DAMAGED = 1,
  DRAGOMAN_ZIP_ENCRYPTED = 2,
  /// More bytes came than were allowed.
  DRAGOMAN_ZIP_TOO_LARGE = 3,
  DRAGOMAN_ZIP_UNSUPPORTED = 4,
  DRAGOMAN_ZIP_NO_MEMORY = 5,
};

/// Bytes of a message, with its NUL.
enum { DRAGOMAN_ZIP_MESSAGE = 256 };

/// Opens a copy of `length` bytes. Returns one of the numbers above; `message` gets a line where it is not 0.
int32_t dragoman_zip_open(
    const uint8_t *bytes, size_t length, dragoman_zip **archive, char message[DRAGOMAN_ZIP_MESSAGE]);

/// An archive without members.
int32_t dragoman_zip_create(dragoman_zip **archive, char message[DRAGOMAN_ZIP_MESSAGE]);

/// Adds a member, a copy of `length` bytes.
int32_t dragoman_zip_add(
    dragoman_zip *archive, const char *name, const uint8_t *bytes, size_t length,
    char message[DRAGOMAN_ZIP_MESSAGE]);

int64_t dragoman_zip_count(dragoman_zip *archive);

int32_t dragoman_zip_member_at(dragoman_zip *archive, int64_t index, dragoman_zip_member *member);

/// Unpacks a member as it was when the archive was opened, to be freed with free(). Memory grows with what really
/// comes, and ends at `most` bytes.
int32_t dragoman_zip_read(
    dragoman_zip *archive, int64_t index, uint64_t most, uint8_t **output, size_t *output_length,
    char message[DRAGOMAN_ZIP_MESSAGE]);

/// Sets what a member will hold, a copy of `length` bytes. Its place, name, time and compression stay.
int32_t dragoman_zip_replace(
    dragoman_zip *archive, int64_t index, const uint8_t *bytes, size_t length,
    char message[DRAGOMAN_ZIP_MESSAGE]);

/// Writes the archive, to be freed with free(); members that were not replaced are copied as they are packed.
/// Afterwards the archive can only be closed.
int32_t dragoman_zip_write(
    dragoman_zip *archive, uint8_t **output, size_t *output_length, char message[DRAGOMAN_ZIP_MESSAGE]);

/// Accepts NULL.
void dragoman_zip_close(dragoman_zip *archive);

#ifdef __cplusplus
}
#endif
