// Messages for the user: to standard error, in colours where that is wanted, and never into the
// line of progress.
#include "cli/log.h"

#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>

#include "cli/cli.h"
#include "cli/progress.h"
#include "support/text.h"

namespace modelviz::cli {
namespace {

class Terminal final : public spdlog::sinks::stderr_color_sink_mt {
 public:
  void log(const spdlog::details::log_msg& message) override {
    Progress::Pause pause;
    spdlog::sinks::stderr_color_sink_mt::log(message);
  }
};

class Collector final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
 public:
  explicit Collector(std::vector<LogMessage>& messages) : messages_(messages) {}

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    messages_.push_back({message.level, {message.payload.data(), message.payload.size()}});
  }
  void flush_() override {}

 private:
  std::vector<LogMessage>& messages_;
};

int exit_code(Fault fault) {
  switch (fault) {
    case Fault::kModel:
      return kModelIsWrong;
    case Fault::kUsage:
      return kUsageIsWrong;
    case Fault::kInput:
      return kInputIsWrong;
    case Fault::kOutput:
      return kOutputFailed;
    case Fault::kInternal:
      break;
  }
  return kInternalError;
}

}  // namespace

void start_log() {
  auto sink = std::make_shared<Terminal>();
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color && *no_color) sink->set_color_mode(spdlog::color_mode::never);
  auto log = std::make_shared<spdlog::logger>("modelviz", sink);
  log->set_pattern("%^%l%$: %v");
  spdlog::set_default_logger(std::move(log));
}

CollectedLog::CollectedLog(std::vector<LogMessage>& messages)
    : before_(spdlog::default_logger()->sinks()) {
  spdlog::default_logger()->sinks() = {std::make_shared<Collector>(messages)};
}

CollectedLog::~CollectedLog() { spdlog::default_logger()->sinks() = before_; }

void log_messages(const std::vector<LogMessage>& messages) {
  for (const LogMessage& message : messages) {
    spdlog::log(static_cast<spdlog::level::level_enum>(message.level), "{}", message.text);
  }
}

int with_exit_code(const std::string& file, const std::function<int()>& work) {
  try {
    return work();
  } catch (Error& error) {
    if (error.diagnostic.file.empty()) error.diagnostic.file = file;
    spdlog::error("{}", error.diagnostic.text());
    return exit_code(error.fault);
  } catch (const std::exception& error) {
    spdlog::error("{}a bug of modelviz: {}\n  hint   please report it with the model's JSON",
                  file.empty() ? "" : sanitize(file) + ": ", error.what());
    return kInternalError;
  }
}

}  // namespace modelviz::cli
