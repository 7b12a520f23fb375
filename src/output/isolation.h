// Runs work in a child process, because what it calls may crash, hang, eat the memory or call
// exit(). Graphviz does all of that, even on graphs that mean no harm.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace modelviz {

struct IsolationLimits {
  std::chrono::milliseconds time{60'000};
  std::size_t memory = std::size_t{8} << 30;  ///< address space in bytes
};

struct IsolatedResult {
  enum class End {
    kDone,
    kFailed,    ///< the work threw: `message` and `hint` are its words
    kTimedOut,  ///< it was killed
    kCrashed,   ///< a signal, or exit() in the middle: `message` names it
  };
  End end = End::kDone;
  std::vector<std::string> values;  ///< what the work returned
  std::string message, hint;
  std::string printed;  ///< what it wrote to standard error
};

/// The child dies with the parent. Throws Error (Fault::kOutput) if no process can be started.
IsolatedResult run_isolated(const std::function<std::vector<std::string>()>& work,
                            const IsolationLimits& limits = {});

}  // namespace modelviz
