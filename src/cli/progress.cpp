// A thread of its own writes the line, because all else is busy. Signals do not reach that thread:
// they are for the one that may have to finish a file first. A process is only forked while that
// thread waits: if it were in a sanitizer's malloc, the child would wait for the lock for ever.
#include "cli/progress.h"

#include <spdlog/spdlog.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "support/text.h"

namespace modelviz::cli {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kPatience = 500ms, kStep = 200ms;
constexpr std::string_view kErase = "\r\033[K";

// Whether a line is on the terminal: for the handler of signals.
std::atomic<bool> is_visible = false;

// Whatever could not be written to the terminal is not there.
void put(std::string_view text) {
  [[maybe_unused]] ssize_t written = write(STDERR_FILENO, text.data(), text.size());
}

// Ctrl-C ends the program as ever, but leaves no half of a line.
extern "C" void erase_and_die(int signal) {
  if (is_visible) put(kErase);
  std::signal(signal, SIG_DFL);
  raise(signal);
}

void erase_at_the_end() {
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now {};
    sigaction(signal, nullptr, &now);
    if (now.sa_handler != SIG_DFL) continue;  // under nohup it is ignored
    now.sa_handler = erase_and_die;
    sigaction(signal, &now, nullptr);
  }
}

std::size_t columns() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

// So short that `more` columns are left for something else.
std::string cut(std::string text, std::size_t width, std::size_t more) {
  constexpr std::string_view kCut = "…";
  if (display_width(text) + more <= width) return text;
  while (!text.empty() && display_width(text) + 1 + more > width) {
    while (!text.empty() && (text.back() & 0xC0) == 0x80) text.pop_back();  // within a character
    if (!text.empty()) text.pop_back();
  }
  return text.append(kCut);
}

void erase() {
  if (is_visible) put(kErase);
  is_visible = false;
}

class Line {
 public:
  Line() {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    std::unique_lock lock(mutex_);
    thread_ = std::thread([this] { run(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    changed_.wait(lock, [this] { return has_started_; });
  }
  ~Line() {
    {
      std::lock_guard lock(mutex_);
      ends_ = true;
      erase();
    }
    changed_.notify_one();
    thread_.join();
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  void say(std::string doing) {
    std::lock_guard lock(mutex_);
    doing_ = std::move(doing);
    if (doing_.empty())
      erase();
    else if (is_visible)
      draw();
  }
  void hold() { mutex_.lock(); }
  void pause() {
    hold();
    erase();
  }
  void go_on() { mutex_.unlock(); }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    has_started_ = true;
    changed_.notify_one();
    auto next = begin_ + kPatience;
    while (!changed_.wait_until(lock, next, [this] { return ends_; })) {
      if (!doing_.empty()) draw();
      next = Clock::now() + kStep;
    }
  }

  void draw() {
    auto seconds = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - begin_).count();
    std::string time = " " + std::to_string(seconds) + " s";
    // The last column stays free: some terminals go on to the next line behind it.
    is_visible = true;
    put(std::string(kErase).append(cut(doing_, columns() - 1, time.size())).append(time));
  }
  Clock::time_point begin_ = Clock::now();
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string doing_;
  bool has_started_ = false, ends_ = false;
  std::thread thread_;
};

std::unique_ptr<Line>& line() {
  static std::unique_ptr<Line> the_line;
  return the_line;
}

extern "C" void hold_line() {
  if (line()) line()->hold();
}

extern "C" void let_line_go_on() {
  if (line()) line()->go_on();
}

// A child has the terminal in common with its parent, and not the thread of the line, which can
// neither be ended nor waited for there.
extern "C" void leave_line_to_parent() {
  is_visible = false;
  [[maybe_unused]] Line* parents = line().release();
}

void keep_from_children() {
  [[maybe_unused]] static const int registered =
      pthread_atfork(hold_line, let_line_go_on, leave_line_to_parent);
}

bool can_be_shown() {
  const char* terminal = std::getenv("TERM");
  bool can_erase = terminal && *terminal && std::strcmp(terminal, "dumb") != 0;
  return can_erase && isatty(STDERR_FILENO) && spdlog::get_level() < spdlog::level::err;
}

}  // namespace

Progress::Progress() {
  if (!can_be_shown()) return;
  erase_at_the_end();
  keep_from_children();
  line() = std::make_unique<Line>();
}

Progress::~Progress() { line().reset(); }

void Progress::say(const std::string& doing) {
  if (line()) line()->say(sanitize(doing));
}

Progress::Pause::Pause() {
  if (line()) line()->pause();
}

Progress::Pause::~Pause() {
  if (line()) line()->go_on();
}

}  // namespace modelviz::cli
