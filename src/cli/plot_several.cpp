// Models side by side, each in a process of its own: what one of them costs is given back when it
// is drawn, and what goes wrong with it is nothing to the others. Only the parent writes files, so
// that a worker can be stopped at any time.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <memory>
#include <utility>

#include "cli/log.h"
#include "cli/plot_model.h"
#include "cli/progress.h"
#include "support/isolation.h"
#include "support/text.h"

namespace modelviz::cli {
namespace {

struct Result {
  Plotted plotted;
  std::vector<LogMessage> messages;
};

// As the texts that a child process can return: the exit code; the pictures, "" where there is
// nothing to write; then messages, each behind a digit for its level.
std::vector<std::string> pack(Result result) {
  std::vector<std::string> values{std::to_string(result.plotted.code)};
  for (auto& picture : result.plotted.pictures) values.push_back(std::move(picture).value_or(""));
  for (const LogMessage& message : result.messages) {
    values.push_back(std::to_string(message.level) + message.text);
  }
  return values;
}

Result unpack(std::vector<std::string> values, std::size_t pictures) {
  Result result;
  result.plotted.code = std::stoi(values.at(0));
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (i <= pictures) {
      auto& picture = result.plotted.pictures.emplace_back();
      if (!values[i].empty()) picture = std::move(values[i]);
    } else {
      result.messages.push_back({values[i].at(0) - '0', values[i].substr(1)});
    }
  }
  return result;
}

std::vector<std::string> work(const PlotOptions& options, const PlotTask& task) {
  Result result;
  CollectedLog log(result.messages);
  int code = with_exit_code(task.model, [&] {
    result.plotted = plot_model(options, task);
    return result.plotted.code;
  });
  result.plotted.code = code;
  result.plotted.pictures.resize(task.outputs.size());
  return pack(std::move(result));
}

class Crowd {
 public:
  Crowd(const PlotOptions& options, const std::vector<PlotTask>& tasks)
      : options_(options), tasks_(tasks), messages_(tasks.size()) {}

  int draw_all() {
    for (std::size_t next = 0; next < tasks_.size() || !running_.empty();) {
      Progress::say(std::to_string(ended_) + " of " + std::to_string(tasks_.size()) +
                    " models done");
      if (next < tasks_.size() && running_.size() < jobs())
        start(next++);
      else
        wait_for_one();
    }
    Progress::say("");
    tally_.say();
    return code_;
  }

 private:
  struct Worker {
    std::size_t task;
    std::unique_ptr<IsolatedProcess> process;
  };

  [[nodiscard]] std::size_t jobs() const { return static_cast<std::size_t>(options_.jobs); }

  void start(std::size_t task) {
    auto draw = [this, task](const TakeInput&) { return work(options_, tasks_[task]); };
    // The drawing itself has a limit of memory.
    running_.push_back({task, std::make_unique<IsolatedProcess>(draw, SIZE_MAX)});
  }

  void wait_for_one() {
    std::vector<IsolatedProcess*> processes;
    for (const Worker& worker : running_) processes.push_back(worker.process.get());
    auto first =
        running_.begin() + static_cast<std::ptrdiff_t>(IsolatedProcess::first_to_end(processes));
    Worker worker = std::move(*first);
    running_.erase(first);
    take(worker.task, worker.process->finish("", std::chrono::minutes(1)));
  }

  // Writes the pictures at once; what there is to say waits for what is said of the models before.
  void take(std::size_t index, IsolatedResult ended) {
    const PlotTask& task = tasks_[index];
    Result result;
    {
      CollectedLog log(result.messages);
      result.plotted.code = with_exit_code(task.model, [&] {
        if (ended.end != IsolatedResult::End::kDone) {
          throw Error(Fault::kInternal, "a bug of modelviz: " + ended.message,
                      "please report it with the model's JSON");
        }
        result = unpack(std::move(ended.values), task.outputs.size());
        write_pictures(options_, task, result.plotted);
        return result.plotted.code;
      });
    }
    tally_.count(result.plotted);
    code_ = std::max(code_, result.plotted.code);
    messages_[index] = std::move(result.messages);
    ++ended_;
    for (; said_ < messages_.size() && messages_[said_]; ++said_)
      say(tasks_[said_], *messages_[said_]);
  }

  // How long a stage took says nothing of the file.
  static void say(const PlotTask& task, std::vector<LogMessage>& messages) {
    for (LogMessage& message : messages) {
      if (message.level == spdlog::level::debug) {
        message.text = sanitize(task.model) + ": " + message.text;
      }
    }
    log_messages(messages);
    messages.clear();
  }

  const PlotOptions& options_;
  const std::vector<PlotTask>& tasks_;
  std::deque<Worker> running_;
  std::vector<std::optional<std::vector<LogMessage>>> messages_;  // of those that have ended
  std::size_t ended_ = 0, said_ = 0;
  Tally tally_;
  int code_ = kDone;
};

}  // namespace

int plot_several(const PlotOptions& options, const std::vector<PlotTask>& tasks) {
  return Crowd(options, tasks).draw_all();
}

}  // namespace modelviz::cli
