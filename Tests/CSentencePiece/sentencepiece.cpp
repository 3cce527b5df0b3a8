#include "dragoman_sentencepiece.h"

#include <sentencepiece_processor.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <string_view>

struct dragoman_sp_model {
  sentencepiece::SentencePieceProcessor processor;
};

namespace {

constexpr size_t kMaximumText = size_t{1} << 30;

dragoman_sp_status fail(
    dragoman_sp_status status, const char *reason, char *message, size_t capacity) {
  if (message != nullptr && capacity > 0) {
    const size_t length = std::min(std::strlen(reason), capacity - 1);
    std::memcpy(message, reason, length);
    message[length] = '\0';
  }
  return status;
}

/// Runs `body`; whatever it throws becomes `DRAGOMAN_SP_FAILED` or `thrown`.
template <typename Body>
dragoman_sp_status guarded(
    dragoman_sp_status thrown, char *message, size_t capacity, Body body) noexcept {
  try {
    return body();
  } catch (const std::exception &error) {
    return fail(thrown, error.what(), message, capacity);
  } catch (...) {
    return fail(thrown, "an exception of unknown type", message, capacity);
  }
}

}  // namespace

dragoman_sp_status dragoman_sp_open_bytes(
    const void *bytes, size_t size, dragoman_sp_model **model, char *message,
    size_t message_capacity) {
  if (model == nullptr)
    return fail(DRAGOMAN_SP_INVALID_ARGUMENT, "no place for the model", message, message_capacity);
  *model = nullptr;
  if (bytes == nullptr || size == 0 || size > kMaximumText)
    return fail(DRAGOMAN_SP_INVALID_MODEL, "empty or larger than 1 GiB", message, message_capacity);
  return guarded(DRAGOMAN_SP_INVALID_MODEL, message, message_capacity, [&] {
    auto opened = std::make_unique<dragoman_sp_model>();
    const auto status = opened->processor.LoadFromSerializedProto(
        std::string_view(static_cast<const char *>(bytes), size));
    if (!status.ok())
      return fail(
          DRAGOMAN_SP_INVALID_MODEL, status.error_message(), message, message_capacity);
    *model = opened.release();
    return DRAGOMAN_SP_OK;
  });
}

void dragoman_sp_close(dragoman_sp_model *model) { delete model; }

dragoman_sp_status dragoman_sp_encode(
    const dragoman_sp_model *model, const char *text, size_t size,
    dragoman_sp_encoding *encoding, char *message, size_t message_capacity) {
  if (encoding == nullptr)
    return fail(DRAGOMAN_SP_INVALID_ARGUMENT, "no place for the pieces", message, message_capacity);
  *encoding = {};
  if (model == nullptr || (text == nullptr && size > 0) || size > kMaximumText)
    return fail(DRAGOMAN_SP_INVALID_ARGUMENT, "no model, or over 1 GiB", message, message_capacity);
  if (size == 0) return DRAGOMAN_SP_OK;

  return guarded(DRAGOMAN_SP_FAILED, message, message_capacity, [&] {
    sentencepiece::ImmutableSentencePieceText encoded;
    const auto status =
        model->processor.Encode(std::string_view(text, size), encoded.mutable_proto());
    if (!status.ok())
      return fail(DRAGOMAN_SP_FAILED, status.error_message(), message, message_capacity);

    const auto pieces = encoded.pieces();
    if (pieces.empty()) return DRAGOMAN_SP_OK;
    size_t text_size = 0;
    for (const auto &piece : pieces) text_size += piece.piece().size();
    if (text_size > UINT32_MAX)
      return fail(DRAGOMAN_SP_FAILED, "the pieces exceed 4 GiB", message, message_capacity);

    encoding->pieces =
        static_cast<dragoman_sp_piece *>(std::calloc(pieces.size(), sizeof(dragoman_sp_piece)));
    encoding->text = static_cast<char *>(std::malloc(text_size + 1));
    if (encoding->pieces == nullptr || encoding->text == nullptr) {
      dragoman_sp_encoding_free(encoding);
      return fail(DRAGOMAN_SP_FAILED, "out of memory", message, message_capacity);
    }

    uint32_t position = 0;
    for (const auto &piece : pieces) {
      const std::string &piece_text = piece.piece();
      std::memcpy(encoding->text + position, piece_text.data(), piece_text.size());
      const uint32_t next = position + static_cast<uint32_t>(piece_text.size());
      encoding->pieces[encoding->count++] = {
          static_cast<int32_t>(piece.id()), piece.begin(), piece.end(), position, next};
      position = next;
    }
    encoding->text_size = text_size;
    return DRAGOMAN_SP_OK;
  });
}

void dragoman_sp_encoding_free(dragoman_sp_encoding *encoding) {
  if (encoding == nullptr) return;
  std::free(encoding->pieces);
  std::free(encoding->text);
  *encoding = {};
}
