#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a source was refused for.
typedef struct {
  /// Counted from 1; 0 where it is not known.
  int64_t line;
  /// In English, one line, ends with NUL.
  char message[256];
} dragoman_xml_problem;

enum {
  DRAGOMAN_XML_GOOD = 0,
  DRAGOMAN_XML_DAMAGED = 1,
  /// Entities of its own, or a document type where none is allowed.
  DRAGOMAN_XML_UNSAFE = 2,
  DRAGOMAN_XML_TOO_DEEP = 3,
  DRAGOMAN_XML_NO_MEMORY = 4,
};

/// Reads `length` bytes of XML from the beginning to the end and keeps nothing: whether they are well-formed, with
/// namespaces, and safe. Nothing outside of the bytes is ever read: no network, no external entity, no DTD.
///
/// `most_depth`: elements inside each other. `allows_doctype`: whether a document type may be named; entities may
/// never be declared. Returns one of the numbers above and fills `*problem` where it is not 0.
int32_t dragoman_xml_check(
    const uint8_t *bytes, size_t length, int32_t most_depth, int32_t allows_doctype,
    dragoman_xml_problem *problem);

#ifdef __cplusplus
}
#endif
