#include "node/lending.h"

#include <ATen/ATen.h>
#include <js_native_api.h>

#include <cstring>
#include <memory>

#include "node/environment.h"
#include "node/values.h"

// The build defines NODE_API_NO_EXTERNAL_BUFFERS_ALLOWED, so that no other file relies on what Electron
// refuses.
extern "C" NAPI_EXTERN napi_status NAPI_CDECL napi_create_external_arraybuffer(
    napi_env env, void* data, size_t size, napi_finalize finalize, void* hint, napi_value* result);

namespace dino::node {

namespace {

constexpr const char* kWhat = "withData";

// A storage's memory, owned by the storage and by every ArrayBuffer over it: JavaScript may keep a buffer
// alive (ArrayBuffer.prototype.transfer), LibTorch may give the storage other memory, and neither leaves the
// other with freed bytes.
using Block = std::shared_ptr<c10::DataPtr>;

void release_block(void* context) {
  delete static_cast<Block*>(context);
}

// Empty where the storage's pointer would have to be exchanged while a job may read it.
Block share(const c10::Storage& storage, bool exchange) {
  c10::StorageImpl* impl = storage.unsafeGetStorageImpl();
  const c10::DataPtr& known = impl->data_ptr();
  if (known.get_deleter() == &release_block) return *static_cast<Block*>(known.get_context());
  if (!exchange) return nullptr;
  c10::DataPtr& own = impl->mutable_data_ptr();
  auto context = std::make_unique<Block>(std::make_shared<c10::DataPtr>());
  Block block = *context;
  *block = std::move(own);
  impl->set_data_ptr_noswap({block->get(), context.release(), &release_block, block->device()});
  return block;
}

// What one ArrayBuffer owns of a block; freed by Node after the buffer.
void release_share(napi_env, void*, void* hint) {
  release_block(hint);
}

// Whether V8 does as it is told; napi_detach_arraybuffer of Node 20 ends the process where it does not.
bool runs(napi_env env, napi_value buffer) {
  napi_value name;
  bool has;
  // An own property of an ordinary object: no code of the user's runs.
  return napi_create_string_utf8(env, "withData", NAPI_AUTO_LENGTH, &name) == napi_ok &&
         napi_has_own_property(env, buffer, name, &has) == napi_ok;
}

// While it lives, the storage is in use as by a pending job, and no job can be started; then the buffer is
// empty.
class Loan {
 public:
  Loan(Environment& environment, at::Tensor tensor, bool write, bool external)
      : environment_(environment), tensor_(std::move(tensor)), write_(write) {
    data_ = write ? tensor_.mutable_data_ptr() : const_cast<void*>(tensor_.const_data_ptr());
    size_ = tensor_.nbytes();
    napi_env env = environment_.env();
    const Ledger& ledger = environment_.ledger();
    const bool unused = ledger.idle() || ledger.may_write(storage_key(tensor_));
    if (Block block = external && size_ > 0 ? share(tensor_.storage(), unused) : nullptr) {
      auto share_of_buffer = std::make_unique<Block>(std::move(block));
      if (napi_create_external_arraybuffer(env, data_, size_, &release_share, share_of_buffer.get(),
                                           &buffer_) == napi_ok)
        share_ = share_of_buffer.release();
    }
    if (share_ == nullptr) {
      // Electron refuses memory that is not V8's, and a pending job may be reading the storage.
      if (napi_create_arraybuffer(env, size_, &copy_, &buffer_) != napi_ok)
        throw CallError("OUT_OF_MEMORY", std::string(kWhat) + ": not enough memory for a copy of " +
                                             std::to_string(size_) + " bytes");
      if (size_ > 0) std::memcpy(copy_, data_, size_);
    }
    (write_ ? access_.writes : access_.reads).push_back(storage_key(tensor_));
    environment_.ledger().lend(access_);
  }

  ~Loan() {
    environment_.ledger().take_back(access_);
    napi_env env = environment_.env();
    bool gone = true;
    napi_is_detached_arraybuffer(env, buffer_, &gone);
    // A terminated script (worker.terminate, a timeout of node:vm) leaves the buffer with its share.
    if (!gone && runs(env, buffer_)) {
      if (write_ && share_ == nullptr && size_ > 0) std::memcpy(data_, copy_, size_);
      // Nothing refers to the memory any more. A buffer that JavaScript has moved elsewhere keeps its share.
      if (napi_detach_arraybuffer(env, buffer_) == napi_ok && share_ != nullptr) share_->reset();
    }
    if (write_) tensor_.unsafeGetTensorImpl()->bump_version();
  }

  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;

  napi_value buffer() const { return buffer_; }

 private:
  Environment& environment_;
  at::Tensor tensor_;
  bool write_;
  void* data_;
  size_t size_;
  void* copy_ = nullptr;
  Block* share_ = nullptr;
  napi_value buffer_ = nullptr;
  Access access_;
};

void check_lendable(const at::Tensor& tensor) {
  const auto refuse = [](const std::string& why) {
    throw CallError("INVALID_ARGUMENT", std::string(kWhat) + ": " + why);
  };
  if (!tensor.device().is_cpu()) refuse("expected a tensor on the CPU, got one on " + tensor.device().str());
  if (tensor.layout() != at::kStrided || !tensor.has_storage() || tensor._is_zerotensor())
    refuse("the tensor has no memory of its own");
  if (tensor.requires_grad())
    refuse("the tensor requires a gradient, which would not notice what is written; use detach()");
  if (!tensor.is_contiguous() || tensor.is_conj() || tensor.is_neg())
    refuse("the elements do not lie in row-major order; use contiguous()");
  const size_t end = (tensor.storage_offset() + tensor.numel()) * tensor.itemsize();
  if (tensor.numel() > 0 && end > tensor.storage().nbytes())
    refuse("the tensor's storage is smaller than the tensor");
}

// Without node-addon-api, whose error objects end the process where the script was terminated.
void call(napi_env env, napi_value body, std::unique_ptr<Loan> loan) {
  napi_value buffer = loan->buffer(), undefined, thrown = nullptr;
  napi_get_undefined(env, &undefined);
  const napi_status status = napi_call_function(env, undefined, body, 1, &buffer, nullptr);
  if (status == napi_pending_exception) napi_get_and_clear_last_exception(env, &thrown);
  loan.reset();
  if (thrown != nullptr) napi_throw(env, thrown);
}

Napi::Value with_data(Environment& environment, const Napi::CallbackInfo& info) {
  const at::Tensor tensor = environment.tensor(read_number(info[0], kWhat, "tensor"), kWhat);
  const bool write = read_boolean(info[1], kWhat, "write");
  const bool external = read_boolean(info[2], kWhat, "external");
  const Napi::Function body = read_function(info[3], kWhat, "body");
  check_lendable(tensor);
  write ? environment.check_write(tensor, kWhat) : environment.check_read(tensor, kWhat);
  call(environment.env(), body, std::make_unique<Loan>(environment, tensor, write, external));
  return info.Env().Undefined();
}

}  // namespace

void register_lending(Napi::Object exports) {
  expose<with_data>(exports, "withData");
}

}  // namespace dino::node
