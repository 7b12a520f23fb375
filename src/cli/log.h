// What is said to the user, and the exit code that goes with it.
#pragma once

#include <spdlog/common.h>

#include <functional>
#include <string>
#include <vector>

namespace modelviz::cli {

void start_log();

struct LogMessage {
  int level;  ///< of spdlog
  std::string text;
};

/// While this lives messages are collected and not shown.
class CollectedLog {
 public:
  explicit CollectedLog(std::vector<LogMessage>& messages);
  ~CollectedLog();
  CollectedLog(const CollectedLog&) = delete;
  CollectedLog& operator=(const CollectedLog&) = delete;

 private:
  std::vector<spdlog::sink_ptr> before_;
};

void log_messages(const std::vector<LogMessage>& messages);

/// Does the work; where that throws, says why, and of which file unless that is empty.
int with_exit_code(const std::string& file, const std::function<int()>& work);

}  // namespace modelviz::cli
