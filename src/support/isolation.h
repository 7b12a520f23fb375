// Work in a child process, because what it calls may crash, hang, eat the memory or call exit().
// Graphviz does all of that, even on graphs that mean no harm, and HDF5 on files that are damaged.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace modelviz {

/// Of address space, in bytes.
constexpr std::size_t kIsolatedMemory = std::size_t{8} << 30;

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

/// Waits for the input that the parent gives.
using TakeInput = std::function<std::string()>;
/// What the child does. It can prepare itself before it takes its input.
using IsolatedWork = std::function<std::vector<std::string>(const TakeInput&)>;

/// The child starts at once and dies with this object, and with the parent.
class IsolatedProcess {
 public:
  /// Throws Error (Fault::kOutput) if no process can be started.
  explicit IsolatedProcess(const IsolatedWork& work, std::size_t memory = kIsolatedMemory);
  ~IsolatedProcess();
  IsolatedProcess(const IsolatedProcess&) = delete;
  IsolatedProcess& operator=(const IsolatedProcess&) = delete;

  /// Gives the child its input and waits for the end, as long as `time`. To be called once.
  IsolatedResult finish(std::string input, std::chrono::milliseconds time);
  /// Which of these has come to its end: waits for that, as long as it takes, and takes from all
  /// what they write. They get no input. At least one.
  static std::size_t first_to_end(const std::vector<IsolatedProcess*>& processes);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace modelviz
