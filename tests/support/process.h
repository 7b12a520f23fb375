// Runs the program as a user would.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace modelviz::test {

struct Outcome {
  int code = -1;  ///< exit code; 128 + n after signal n
  std::string out, err;
};

/// Runs a shell command in which `modelviz` is the program under test, in the given folder.
Outcome shell(const std::string& command, const std::filesystem::path& folder);

/// What a run of the program cost, besides what came of it.
struct Measured : Outcome {
  double cpu_seconds = 0;
  double mebibytes = 0;  ///< of memory, at most
};

/// Runs the program with these arguments in the given folder, without a shell. It is killed (137)
/// after so many seconds of CPU time.
Measured measure(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                 unsigned most_cpu_seconds = 60);

/// The program while it runs: with standard error in a pipe or on a terminal, and the rest nowhere.
class RunningProgram {
 public:
  enum class Errors { kPipe, kTerminal };
  using Variables = std::vector<std::pair<std::string, std::string>>;

  RunningProgram(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                 Errors errors = Errors::kPipe, const Variables& environment = {});
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  /// Waits until this stands in what it has written to standard error; false if it ends before.
  bool writes(std::string_view text);
  /// Sends a signal to it alone, or as a terminal does, to what it has started, too.
  void send(int signal, bool to_all = false) const;
  /// Waits for its end, and for that of all that it has started: `err` is what they wrote.
  Outcome finish();

 private:
  bool read_some();

  int pid_ = -1, errors_ = -1, alive_ = -1;
  std::string written_;
};

/// An empty folder that is removed at the end of the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// The content of a file in the folder; empty if there is none.
  [[nodiscard]] std::string read(const std::string& name) const;
  void write(const std::string& name, const std::string& content) const;
  /// The names of the files in the folder, sorted, separated by spaces.
  [[nodiscard]] std::string files() const;

 private:
  std::filesystem::path path_;
};

}  // namespace modelviz::test
