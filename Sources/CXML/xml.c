// For memmem.
#define _GNU_SOURCE

#include "dragoman_xml.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define CHUNK 65536
// The library compares each attribute of an element with all others.
#define MOST_ATTRIBUTES 4096

typedef struct {
  xmlParserCtxtPtr parser;
  dragoman_xml_problem *problem;
  int32_t status;
  int32_t depth;
  int32_t most_depth;
  int32_t allows_doctype;
} check;

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void start_library(void) { xmlInitParser(); }

static void refuse(check *state, int32_t status, long line, const char *message) {
  if (state->status != DRAGOMAN_XML_GOOD) return;
  state->status = status;
  state->problem->line = line > 0 ? line : 0;
  snprintf(state->problem->message, sizeof state->problem->message, "%s", message);
  // libxml2 ends a message with a line end.
  size_t end = strlen(state->problem->message);
  while (end > 0 && state->problem->message[end - 1] == '\n') state->problem->message[--end] = 0;
  if (state->parser != NULL) xmlStopParser(state->parser);
}

static long line_of(const check *state) {
  return state->parser != NULL && state->parser->input != NULL ? state->parser->input->line : 0;
}

static void start_element(
    void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
    const xmlChar **namespace_list, int attributes, int defaulted, const xmlChar **attribute_list) {
  check *state = context;
  if (++state->depth > state->most_depth) {
    refuse(state, DRAGOMAN_XML_TOO_DEEP, line_of(state), "elements are inside each other too deeply");
  }
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  ((check *)context)->depth--;
}

static void document_type(
    void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
  check *state = context;
  if (!state->allows_doctype) {
    refuse(state, DRAGOMAN_XML_UNSAFE, line_of(state), "it has a document type declaration");
  }
}

static void entity(
    void *context, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
    xmlChar *content) {
  check *state = context;
  refuse(state, DRAGOMAN_XML_UNSAFE, line_of(state), "it declares entities of its own");
}

static void attribute(
    void *context, const xmlChar *element, const xmlChar *name, int type, int kind,
    const xmlChar *value, xmlEnumerationPtr tree) {
  check *state = context;
  xmlFreeEnumeration(tree);
  // With values by default each element could have very many.
  if (value != NULL) refuse(state, DRAGOMAN_XML_UNSAFE, line_of(state), "it declares attributes of its own");
}

// Behind the next `mark`, or the end.
static size_t behind(const uint8_t *bytes, size_t length, size_t start, const char *mark) {
  size_t count = strlen(mark);
  const uint8_t *found = start < length ? memmem(bytes + start, length - start, mark, count) : NULL;
  return found != NULL ? (size_t)(found - bytes) + count : length;
}

// Refuses tags with very many attributes, before the library reads them.
static void check_tags(check *state, const uint8_t *bytes, size_t length) {
  size_t position = 0;
  while (position < length) {
    const uint8_t *tag = memchr(bytes + position, '<', length - position);
    if (tag == NULL) return;
    position = (size_t)(tag - bytes) + 1;
    if (position >= length) return;
    if (bytes[position] == '!' || bytes[position] == '?') {
      const uint8_t *mark = bytes + position;
      size_t rest = length - position;
      const char *end = bytes[position] == '?' ? "?>"
          : rest > 3 && memcmp(mark, "!--", 3) == 0 ? "-->"
          : rest > 8 && memcmp(mark, "![CDATA[", 8) == 0 ? "]]>"
                                                          : ">";
      position = behind(bytes, length, position, end);
      continue;
    }
    size_t attributes = 0;
    uint8_t quote = 0;
    for (; position < length; position++) {
      uint8_t byte = bytes[position];
      if (quote != 0) {
        if (byte == quote) quote = 0;
      } else if (byte == '"' || byte == '\'') {
        quote = byte;
      } else if (byte == '>') {
        break;
      } else if (byte == '=' && ++attributes > MOST_ATTRIBUTES) {
        refuse(state, DRAGOMAN_XML_TOO_DEEP, 0, "an element has too many attributes");
        return;
      }
    }
  }
}

static void error(void *context, xmlErrorPtr found) {
  check *state = context;
  if (found == NULL || found->level < XML_ERR_ERROR) return;
  if (found->code == XML_ERR_NO_MEMORY) {
    refuse(state, DRAGOMAN_XML_NO_MEMORY, 0, "there is not enough memory");
  } else {
    refuse(
        state, DRAGOMAN_XML_DAMAGED, found->line,
        found->message != NULL ? found->message : "it is not well-formed");
  }
}

int32_t dragoman_xml_check(
    const uint8_t *bytes, size_t length, int32_t most_depth, int32_t allows_doctype,
    dragoman_xml_problem *problem) {
  pthread_once(&once, start_library);
  check state = {NULL, problem, DRAGOMAN_XML_GOOD, 0, most_depth, allows_doctype};
  memset(problem, 0, sizeof *problem);
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start_element;
  handler.endElementNs = end_element;
  handler.internalSubset = document_type;
  handler.entityDecl = entity;
  handler.attributeDecl = attribute;
  handler.serror = error;
  if (bytes == NULL || length == 0) {
    refuse(&state, DRAGOMAN_XML_DAMAGED, 0, "it is empty");
    return state.status;
  }
  check_tags(&state, bytes, length);
  if (state.status != DRAGOMAN_XML_GOOD) return state.status;
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, &state, NULL, 0, NULL);
  if (parser == NULL) {
    refuse(&state, DRAGOMAN_XML_NO_MEMORY, 0, "there is not enough memory");
    return state.status;
  }
  state.parser = parser;
  xmlCtxtUseOptions(parser, XML_PARSE_NONET);
  for (size_t start = 0; start < length && state.status == DRAGOMAN_XML_GOOD; start += CHUNK) {
    size_t size = length - start < CHUNK ? length - start : CHUNK;
    if (xmlParseChunk(parser, (const char *)bytes + start, (int)size, 0) != 0) break;
  }
  if (state.status == DRAGOMAN_XML_GOOD) xmlParseChunk(parser, NULL, 0, 1);
  if (state.status == DRAGOMAN_XML_GOOD && !parser->wellFormed) {
    refuse(&state, DRAGOMAN_XML_DAMAGED, line_of(&state), "it is not well-formed");
  }
  if (parser->myDoc != NULL) xmlFreeDoc(parser->myDoc);
  parser->myDoc = NULL;
  xmlFreeParserCtxt(parser);
  return state.status;
}
