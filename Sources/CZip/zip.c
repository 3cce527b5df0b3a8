#include "dragoman_zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define CHUNK 65536

struct dragoman_zip {
  zip_t *zip;
  /// Kept beyond the archive's end: it holds what was written.
  zip_source_t *source;
};

static int32_t fail(zip_error_t *error, char *message) {
  snprintf(message, DRAGOMAN_ZIP_MESSAGE, "%s", zip_error_strerror(error));
  switch (zip_error_code_zip(error)) {
    case ZIP_ER_MEMORY: return DRAGOMAN_ZIP_NO_MEMORY;
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD: return DRAGOMAN_ZIP_ENCRYPTED;
    case ZIP_ER_COMPNOTSUPP:
    case ZIP_ER_ENCRNOTSUPP:
    case ZIP_ER_MULTIDISK: return DRAGOMAN_ZIP_UNSUPPORTED;
    default: return DRAGOMAN_ZIP_DAMAGED;
  }
}

static int32_t no_memory(char *message) {
  snprintf(message, DRAGOMAN_ZIP_MESSAGE, "there is not enough memory");
  return DRAGOMAN_ZIP_NO_MEMORY;
}

/// libzip's own memory, with a copy of the bytes.
static void *copy(const uint8_t *bytes, size_t length) {
  void *memory = malloc(length > 0 ? length : 1);
  if (memory != NULL && length > 0) memcpy(memory, bytes, length);
  return memory;
}

int32_t dragoman_zip_open(
    const uint8_t *bytes, size_t length, dragoman_zip **archive, char message[DRAGOMAN_ZIP_MESSAGE]) {
  *archive = NULL;
  // libzip frees no buffer of length 0.
  if (length == 0) {
    snprintf(message, DRAGOMAN_ZIP_MESSAGE, "it is empty");
    return DRAGOMAN_ZIP_DAMAGED;
  }
  dragoman_zip *opened = calloc(1, sizeof *opened);
  void *memory = copy(bytes, length);
  if (opened == NULL || memory == NULL) {
    free(opened);
    free(memory);
    return no_memory(message);
  }
  zip_error_t error;
  zip_error_init(&error);
  opened->source = zip_source_buffer_create(memory, length, 1, &error);
  if (opened->source == NULL) {
    free(memory);
  } else {
    zip_source_keep(opened->source);
    opened->zip = zip_open_from_source(opened->source, 0, &error);
    // The archive has taken one of the two holds, or, where it failed, none.
    if (opened->zip == NULL) zip_source_free(opened->source);
  }
  int32_t status = DRAGOMAN_ZIP_GOOD;
  if (opened->zip == NULL) {
    status = fail(&error, message);
    dragoman_zip_close(opened);
  } else {
    *archive = opened;
  }
  zip_error_fini(&error);
  return status;
}

int32_t dragoman_zip_create(dragoman_zip **archive, char message[DRAGOMAN_ZIP_MESSAGE]) {
  *archive = NULL;
  dragoman_zip *created = calloc(1, sizeof *created);
  if (created == NULL) return no_memory(message);
  zip_error_t error;
  zip_error_init(&error);
  created->source = zip_source_buffer_create(NULL, 0, 0, &error);
  if (created->source != NULL) {
    zip_source_keep(created->source);
    created->zip = zip_open_from_source(created->source, ZIP_TRUNCATE, &error);
    if (created->zip == NULL) zip_source_free(created->source);
  }
  int32_t status = DRAGOMAN_ZIP_GOOD;
  if (created->zip == NULL) {
    status = fail(&error, message);
    dragoman_zip_close(created);
  } else {
    *archive = created;
  }
  zip_error_fini(&error);
  return status;
}

int32_t dragoman_zip_add(
    dragoman_zip *archive, const char *name, const uint8_t *bytes, size_t length,
    char message[DRAGOMAN_ZIP_MESSAGE]) {
  if (archive->zip == NULL) {
    snprintf(message, DRAGOMAN_ZIP_MESSAGE, "the archive was written");
    return DRAGOMAN_ZIP_DAMAGED;
  }
  void *memory = copy(bytes, length);
  if (memory == NULL) return no_memory(message);
  zip_source_t *source = zip_source_buffer(archive->zip, memory, length, 1);
  if (source == NULL) {
    free(memory);
    return fail(zip_get_error(archive->zip), message);
  }
  const zip_int64_t index = zip_file_add(archive->zip, name, source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return fail(zip_get_error(archive->zip), message);
  }
  // The first day there is, so that the same contents are the same bytes.
  zip_file_set_dostime(archive->zip, (zip_uint64_t)index, 0, 0x21, 0);
  return DRAGOMAN_ZIP_GOOD;
}

int64_t dragoman_zip_count(dragoman_zip *archive) {
  return archive->zip == NULL ? 0 : zip_get_num_entries(archive->zip, 0);
}

int32_t dragoman_zip_member_at(dragoman_zip *archive, int64_t index, dragoman_zip_member *member) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (archive->zip == NULL || index < 0 || zip_stat_index(archive->zip, index, 0, &stat) != 0
      || !(stat.valid & ZIP_STAT_NAME) || stat.name == NULL) {
    return DRAGOMAN_ZIP_DAMAGED;
  }
  member->name = stat.name;
  member->size = stat.valid & ZIP_STAT_SIZE ? stat.size : 0;
  member->packed_size = stat.valid & ZIP_STAT_COMP_SIZE ? stat.comp_size : 0;
  member->is_encrypted = stat.valid & ZIP_STAT_ENCRYPTION_METHOD && stat.encryption_method != ZIP_EM_NONE;
  return DRAGOMAN_ZIP_GOOD;
}

int32_t dragoman_zip_read(
    dragoman_zip *archive, int64_t index, uint64_t most, uint8_t **output, size_t *output_length,
    char message[DRAGOMAN_ZIP_MESSAGE]) {
  *output = NULL;
  *output_length = 0;
  if (archive->zip == NULL || index < 0) return DRAGOMAN_ZIP_DAMAGED;
  zip_file_t *file = zip_fopen_index(archive->zip, index, ZIP_FL_UNCHANGED);
  if (file == NULL) return fail(zip_get_error(archive->zip), message);
  uint8_t *memory = NULL;
  size_t length = 0, capacity = 0;
  int32_t status = DRAGOMAN_ZIP_GOOD;
  while (1) {
    if (capacity - length < CHUNK) {
      size_t larger = capacity < CHUNK ? 2 * CHUNK : capacity * 2;
      uint8_t *moved = realloc(memory, larger);
      if (moved == NULL) {
        status = no_memory(message);
        break;
      }
      memory = moved;
      capacity = larger;
    }
    zip_int64_t count = zip_fread(file, memory + length, CHUNK);
    if (count < 0) {
      status = fail(zip_file_get_error(file), message);
      break;
    }
    if (count == 0) break;
    length += (size_t)count;
    if (length > most) {
      snprintf(message, DRAGOMAN_ZIP_MESSAGE, "more than %llu bytes came out", (unsigned long long)most);
      status = DRAGOMAN_ZIP_TOO_LARGE;
      break;
    }
  }
  zip_fclose(file);
  if (status != DRAGOMAN_ZIP_GOOD) {
    free(memory);
    return status;
  }
  *output = memory;
  *output_length = length;
  return status;
}

int32_t dragoman_zip_replace(
    dragoman_zip *archive, int64_t index, const uint8_t *bytes, size_t length,
    char message[DRAGOMAN_ZIP_MESSAGE]) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (archive->zip == NULL || index < 0) return DRAGOMAN_ZIP_DAMAGED;
  if (zip_stat_index(archive->zip, index, ZIP_FL_UNCHANGED, &stat) != 0) {
    return fail(zip_get_error(archive->zip), message);
  }
  void *memory = length > 0 ? copy(bytes, length) : NULL;
  if (length > 0 && memory == NULL) return no_memory(message);
  zip_source_t *source = zip_source_buffer(archive->zip, memory, length, length > 0);
  if (source == NULL) {
    free(memory);
    return no_memory(message);
  }
  if (zip_file_replace(archive->zip, index, source, 0) != 0) {
    zip_source_free(source);
    return fail(zip_get_error(archive->zip), message);
  }
  int32_t method = stat.valid & ZIP_STAT_COMP_METHOD && stat.comp_method == ZIP_CM_STORE ? ZIP_CM_STORE
                                                                                         : ZIP_CM_DEFLATE;
  if (zip_set_file_compression(archive->zip, index, method, 0) != 0
      || (stat.valid & ZIP_STAT_MTIME && zip_file_set_mtime(archive->zip, index, stat.mtime, 0) != 0)) {
    return fail(zip_get_error(archive->zip), message);
  }
  return DRAGOMAN_ZIP_GOOD;
}

int32_t dragoman_zip_write(
    dragoman_zip *archive, uint8_t **output, size_t *output_length, char message[DRAGOMAN_ZIP_MESSAGE]) {
  *output = NULL;
  *output_length = 0;
  if (archive->zip == NULL) return DRAGOMAN_ZIP_DAMAGED;
  if (zip_close(archive->zip) != 0) return fail(zip_get_error(archive->zip), message);
  archive->zip = NULL;
  zip_stat_t stat;
  zip_stat_init(&stat);
  zip_source_t *source = archive->source;
  if (zip_source_stat(source, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) || zip_source_open(source) != 0) {
    return fail(zip_source_error(source), message);
  }
  uint8_t *memory = malloc(stat.size > 0 ? stat.size : 1);
  int32_t status = DRAGOMAN_ZIP_GOOD;
  size_t length = 0;
  while (memory != NULL && length < stat.size) {
    zip_int64_t count = zip_source_read(source, memory + length, stat.size - length);
    if (count <= 0) {
      status = fail(zip_source_error(source), message);
      break;
    }
    length += (size_t)count;
  }
  zip_source_close(source);
  if (memory == NULL) return no_memory(message);
  if (status != DRAGOMAN_ZIP_GOOD) {
    free(memory);
    return status;
  }
  *output = memory;
  *output_length = length;
  return status;
}

void dragoman_zip_close(dragoman_zip *archive) {
  if (archive == NULL) return;
  if (archive->zip != NULL) zip_discard(archive->zip);
  if (archive->source != NULL) zip_source_free(archive->source);
  free(archive);
}
