// What crosses to JavaScript when a call fails: plain data, of which lib/native/call.ts makes the error.
#pragma once
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace dino::node {

struct Failure {
  std::string code;
  std::string message;
  std::vector<std::pair<std::string, std::string>> details;
};

// Thrown by our own code for a mistake that it names itself.
class CallError : public std::exception {
 public:
  explicit CallError(Failure failure) : failure_(std::move(failure)) {}
  CallError(std::string code, std::string message) : failure_{std::move(code), std::move(message), {}} {}
  const Failure& failure() const { return failure_; }
  const char* what() const noexcept override { return failure_.message.c_str(); }

 private:
  Failure failure_;
};

// The failure for the exception being handled: call it inside a catch block. Never throws.
Failure current_failure() noexcept;

// "argument 'name' of what: expected E, got G" with the same facts as details.
CallError argument_error(const std::string& what, const std::string& argument, const std::string& expected,
                         const std::string& found);

}  // namespace dino::node
