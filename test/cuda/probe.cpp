// Opens libraries one after the other beside LibTorch and says, as JSON, what came of it. Usage:
//   dino_cuda_probe libtorch.so libdino_ops.so libdino_cuda.so …
// For each library of ours {"file", "error"}; then what the dispatcher has, and what an operator gives on the
// CPU.
#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <dlfcn.h>

#include <cstdio>
#include <set>
#include <string>
#include <vector>

namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text)
    result += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c < ' ' ? ' ' : c);
  return result + "\"";
}

std::string joined(const std::vector<std::string>& items) {
  std::string result;
  for (const std::string& item : items) result += (result.empty() ? "" : ", ") + item;
  return "[" + result + "]";
}

// What the library says of itself, or dlopen of it; "" when all is well.
std::string open(const char* file) {
  void* handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return dlerror();
  for (const char* name : {"dino_ops_error", "dino_cuda_error"}) {
    // A handle's search goes on in what the library needs: the last one asked is the library itself.
    if (const auto text = reinterpret_cast<const char* (*)()>(dlsym(handle, name)))
      if (const char* error = text()) return error;
  }
  return "";
}

std::vector<std::string> operators_with(c10::DispatchKey key) {
  std::set<std::string> names;
  for (const c10::OperatorName& name : c10::Dispatcher::singleton().getAllOpNames())
    if (name.name.rfind("dino::", 0) == 0)
      if (const auto op = c10::Dispatcher::singleton().findOp(name); op && op->hasKernelForDispatchKey(key))
        names.insert(quoted(name.name.substr(6)));
  return {names.begin(), names.end()};
}

double average_on_cpu() {
  const at::Tensor ema = at::zeros({1000}), online = at::ones({1000});
  c10::Dispatcher::singleton()
      .findSchemaOrThrow("dino::ema_update_", "")
      .typed<void(at::TensorList, at::TensorList, double)>()
      .call({ema}, {online}, 0.75);
  return ema.sum().item<double>();
}

std::string allocate_on_cuda() {
  try {
    at::empty({1}, at::device(at::kCUDA));
    return "";
  } catch (const std::exception& error) {
    return std::string(error.what()).substr(0, 60);
  }
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> libraries;
  for (int i = 1; i < count; ++i) {
    const std::string file = arguments[i];
    libraries.push_back("{\"file\": " + quoted(file.substr(file.rfind('/') + 1)) +
                        ", \"error\": " + quoted(open(arguments[i])) + "}");
  }
  std::printf("{\"libraries\": %s,\n \"cpu\": %s,\n \"cuda\": %s,\n \"available\": %s,\n",
              joined(libraries).c_str(), joined(operators_with(c10::DispatchKey::CPU)).c_str(),
              joined(operators_with(c10::DispatchKey::CUDA)).c_str(), at::hasCUDA() ? "true" : "false");
  std::printf(" \"average\": %g,\n \"allocation\": %s}\n", average_on_cpu(),
              quoted(allocate_on_cuda()).c_str());
  return 0;
}
