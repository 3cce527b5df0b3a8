#include "dragoman_opencc.h"

#include <cctype>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include <opencc/opencc.h>

struct dragoman_opencc {
  opencc_t handle;
};

namespace {

// Given a bare name OpenCC looks into the working folder first: a file planted there would be read.
const char *const data_folders[] = {
    "/usr/share/opencc/", "/usr/local/share/opencc/", "/opt/homebrew/share/opencc/"};

const opencc_t failed = reinterpret_cast<opencc_t>(-1);

bool is_name(const char *name) {
  size_t length = 0;
  while (name[length] != '\0') {
    if (length == 16 || std::isalnum(static_cast<unsigned char>(name[length])) == 0) return false;
    ++length;
  }
  return length > 0;
}

}  // namespace

extern "C" int32_t dragoman_opencc_open(const char *name, dragoman_opencc **converter) {
  if (converter == nullptr) return 2;
  *converter = nullptr;
  if (name == nullptr || !is_name(name)) return 2;
  try {
    for (const char *folder : data_folders) {
      const std::string path = std::string(folder) + name + ".json";
      if (!std::ifstream(path).is_open()) continue;
      const opencc_t handle = opencc_open(path.c_str());
      if (handle == failed || handle == nullptr) continue;
      *converter = new dragoman_opencc{handle};
      return 0;
    }
  } catch (...) {
  }
  return 1;
}

extern "C" int32_t dragoman_opencc_convert(
    dragoman_opencc *converter, const char *text, size_t length, char **output, size_t *output_length) {
  if (output == nullptr || output_length == nullptr) return 1;
  *output = nullptr;
  *output_length = 0;
  if (converter == nullptr || text == nullptr || length == 0 || length > SIZE_MAX / 2) return 1;
  if (std::memchr(text, '\0', length) != nullptr) return 1;
  char *converted = nullptr;
  try {
    converted = opencc_convert_utf8(converter->handle, text, length);
  } catch (...) {
    return 2;
  }
  if (converted == nullptr) return 2;
  // OpenCC's memory comes from new[]: callers get malloc's.
  const size_t size = std::strlen(converted);
  char *copy = static_cast<char *>(std::malloc(size == 0 ? 1 : size));
  if (copy != nullptr) std::memcpy(copy, converted, size);
  opencc_convert_utf8_free(converted);
  if (copy == nullptr) return 2;
  *output = copy;
  *output_length = size;
  return 0;
}

extern "C" void dragoman_opencc_close(dragoman_opencc *converter) {
  if (converter == nullptr) return;
  try {
    opencc_close(converter->handle);
  } catch (...) {
  }
  delete converter;
}
