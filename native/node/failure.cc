#include "node/failure.h"

#include <c10/util/Exception.h>

#include <new>

#include "core/cancel.h"
#include "core/files/file_error.h"

namespace dino::node {

namespace {

Failure torch_failure(const char* code, const c10::Error& error) {
  return {code, error.what_without_backtrace(), {}};
}

// LibTorch's CPU allocator reports a failed malloc as a plain c10::Error.
bool says_out_of_memory(const c10::Error& error) {
  const std::string text = error.what_without_backtrace();
  return text.find("can't allocate memory") != std::string::npos ||
         text.find("not enough memory") != std::string::npos;
}

}  // namespace

Failure current_failure() noexcept try {
  try {
    throw;
  } catch (const CallError& error) {
    return error.failure();
  } catch (const Cancelled&) {
    return {"CANCELLED", "the job was cancelled", {}};
  } catch (const FileError& error) {
    return {"INVALID_DATA", error.what(), {}};
  } catch (const c10::OutOfMemoryError& error) {
    return torch_failure("OUT_OF_MEMORY", error);
  } catch (const c10::NotImplementedError& error) {
    return torch_failure("NOT_IMPLEMENTED", error);
  } catch (const c10::IndexError& error) {
    return torch_failure("INDEX_OUT_OF_RANGE", error);
  } catch (const c10::ValueError& error) {
    return torch_failure("INVALID_ARGUMENT", error);
  } catch (const c10::Error& error) {
    return torch_failure(says_out_of_memory(error) ? "OUT_OF_MEMORY" : "TORCH_ERROR", error);
  } catch (const std::bad_alloc&) {
    return {"OUT_OF_MEMORY", "not enough memory", {}};
  } catch (const std::length_error& error) {
    return {"OUT_OF_MEMORY", error.what(), {}};
  } catch (const std::exception& error) {
    return {"TORCH_ERROR", error.what(), {}};
  } catch (...) {
    return {"INTERNAL", "an exception of unknown type", {}};
  }
} catch (...) {
  return {};
}

CallError argument_error(const std::string& what, const std::string& argument, const std::string& expected,
                         const std::string& found) {
  return CallError(
      Failure{"INVALID_ARGUMENT",
              what + ": argument '" + argument + "': expected " + expected + ", got " + found,
              {{"operator", what}, {"argument", argument}, {"expected", expected}, {"found", found}}});
}

}  // namespace dino::node
