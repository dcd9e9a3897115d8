// The first addon that Node opens. It links nothing of LibTorch: it opens LibTorch by absolute path,
// reads its version, and opens the operator libraries, so that dino.node finds all of them already mapped.
#include <dlfcn.h>
#include <napi.h>
#include <stdlib.h>
#include <torch/version.h>

#include <string>

namespace {

std::string last_error() {
  const char* text = dlerror();
  return text == nullptr ? "unknown error" : text;
}

Napi::Object result(Napi::Env env, const char* key, const std::string& value) {
  Napi::Object object = Napi::Object::New(env);
  object.Set(key, value);
  return object;
}

// "… TORCH_VERSION=2.13.0, …" out of at::show_config(); the file names of a LibTorch say nothing certain.
std::string version_in(const std::string& config) {
  constexpr char key[] = "TORCH_VERSION=";
  const size_t at = config.find(key);
  if (at == std::string::npos) return "";
  const size_t begin = at + sizeof(key) - 1;
  return config.substr(begin, config.find_first_of(",; \n+", begin) - begin);
}

// openLibTorch(library: string) -> { version } | { error }
Napi::Value open_libtorch(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const std::string library = info[0].ToString();
  void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return result(env, "error", last_error());
  using ShowConfig = std::string (*)();
  auto show_config = reinterpret_cast<ShowConfig>(dlsym(handle, "_ZN2at11show_configB5cxx11Ev"));
  if (show_config == nullptr)
    return result(env, "error", library + " has no at::show_config: " + last_error());
  return result(env, "version", version_in(show_config()));
}

// openOperators(library: string, errorText: string) -> {} | { error } when it does not open | { refused } in
// the library's own words, which its function `errorText` gives
Napi::Value open_operators(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const std::string library = info[0].ToString();
  void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return result(env, "error", last_error());
  using ErrorText = const char* (*)();
  const std::string name = info[1].ToString();
  auto error_text = reinterpret_cast<ErrorText>(dlsym(handle, name.c_str()));
  if (error_text == nullptr) return result(env, "error", library + " has no " + name);
  const char* error = error_text();
  return error == nullptr ? Napi::Object::New(env) : result(env, "refused", error);
}

// setEnvironment(name, value): process.env of a worker is a copy that C code never sees.
Napi::Value set_environment(const Napi::CallbackInfo& info) {
  const std::string name = info[0].ToString();
  const std::string value = info[1].ToString();
  setenv(name.c_str(), value.c_str(), /*overwrite=*/0);
  return info.Env().Undefined();
}

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  exports.Set("builtWithTorch", std::to_string(TORCH_VERSION_MAJOR) + "." +
                                    std::to_string(TORCH_VERSION_MINOR) + "." +
                                    std::to_string(TORCH_VERSION_PATCH));
  exports.Set("openLibTorch", Napi::Function::New(env, open_libtorch, "openLibTorch"));
  exports.Set("openOperators", Napi::Function::New(env, open_operators, "openOperators"));
  exports.Set("setEnvironment", Napi::Function::New(env, set_environment, "setEnvironment"));
  return exports;
}

}  // namespace

NODE_API_MODULE(dino_loader, initialize)
