// The child reads its input from a socket until it is closed, and writes frames into a pipe (a tag,
// a length, bytes), the last of which says that it is complete. The parent reads until the
// deadline, and believes nothing that is not complete.
#include "support/isolation.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <new>
#include <optional>
#include <system_error>
#include <utility>

#include "modelviz/error.h"

#if defined(__SANITIZE_ADDRESS__)
#define MODELVIZ_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MODELVIZ_ADDRESS_SANITIZER 1
#endif
#endif

namespace modelviz {
namespace {

using Clock = std::chrono::steady_clock;

enum Tag : char { kValue = 'V', kMessage = 'M', kHint = 'H', kComplete = 'C' };

[[noreturn]] void fail_to_start(int error) {
  throw Error(Fault::kOutput,
              "cannot start another process: " + std::generic_category().message(error));
}

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() { close(); }

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

 private:
  int fd_ = -1;
};

struct Channel {
  Descriptor read, write;
};

Channel open_channel(int (*open)(int*)) {
  std::array<int, 2> ends{};
  if (open(ends.data()) != 0) fail_to_start(errno);
  Descriptor read(ends[0]), write(ends[1]);
  // Away from 0, 1 and 2, which may be free and which the child replaces.
  Channel result{Descriptor(fcntl(read.get(), F_DUPFD_CLOEXEC, 3)),
                 Descriptor(fcntl(write.get(), F_DUPFD_CLOEXEC, 3))};
  if (!result.read.is_open() || !result.write.is_open()) fail_to_start(errno);
  return result;
}

Channel make_pipe() { return open_channel(pipe); }

// Unlike a pipe, it can be written without the risk of a signal.
Channel make_socket() {
  return open_channel([](int* ends) { return socketpair(AF_UNIX, SOCK_STREAM, 0, ends); });
}

// ---- in the child

void limit(int resource, std::size_t value) {
  rlimit now{};
  if (getrlimit(static_cast<decltype(RLIMIT_CORE)>(resource), &now) != 0) return;
  now.rlim_cur = std::min<rlim_t>(value, now.rlim_max);
  setrlimit(static_cast<decltype(RLIMIT_CORE)>(resource), &now);
}

// Under nohup the end of the terminal means nothing to the parent; so it does to the child.
void default_unless_ignored(int signal) {
  struct sigaction now {};
  if (sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN) return;
  std::signal(signal, SIG_DFL);
}

void prepare_child(pid_t parent, const Channel& errors, [[maybe_unused]] std::size_t memory) {
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  if (getppid() != parent) _exit(1);  // it died before we could ask to die with it
  for (int signal : {SIGPIPE, SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL}) {
    std::signal(signal, SIG_DFL);
  }
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) default_unless_ignored(signal);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  Descriptor null(open("/dev/null", O_RDWR | O_CLOEXEC));
  dup2(null.get(), STDIN_FILENO);
  dup2(null.get(), STDOUT_FILENO);
  dup2(errors.write.get(), STDERR_FILENO);
  if (null.get() <= STDERR_FILENO) null = Descriptor();
  limit(RLIMIT_CORE, 0);
#ifndef MODELVIZ_ADDRESS_SANITIZER  // it reserves terabytes of address space
  limit(RLIMIT_AS, memory);
#endif
}

void put(int fd, const char* bytes, std::size_t size) {
  while (size > 0) {
    ssize_t written = write(fd, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) _exit(1);  // the parent has gone
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
}

void put_frame(int fd, Tag tag, const std::string& bytes = {}) {
  std::array<char, 9> head{tag};
  std::uint64_t size = bytes.size();
  std::memcpy(head.data() + 1, &size, sizeof size);
  put(fd, head.data(), head.size());
  put(fd, bytes.data(), bytes.size());
}

std::string read_to_end(int fd) {
  std::string bytes;
  std::array<char, 1 << 16> buffer;  // NOLINT: read() fills it
  for (;;) {
    ssize_t count = read(fd, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

void work_in_child(const IsolatedWork& work, int input, int fd) noexcept {
  try {
    for (const std::string& value : work([&] { return read_to_end(input); })) {
      put_frame(fd, kValue, value);
    }
  } catch (const Error& error) {
    put_frame(fd, kMessage, error.diagnostic.message);
    put_frame(fd, kHint, error.diagnostic.hint);
  } catch (const std::bad_alloc&) {
    put_frame(fd, kMessage, "the memory is used up");
  } catch (const std::exception& error) {
    put_frame(fd, kMessage, error.what());
  }
  put_frame(fd, kComplete);
}

// ---- in the parent

// Never left behind: whatever happens here, the child is killed and waited for.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    kill();
    wait();
  }

  void kill() const {
    if (!waited_) ::kill(pid_, SIGKILL);
  }
  /// The status of waitpid; 0 where it cannot be had because the caller ignores SIGCHLD.
  int wait() {
    int status = 0;
    while (!waited_ && waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    waited_ = true;
    return status;
  }

 private:
  pid_t pid_;
  bool waited_ = false;
};

// What a child has put into frames, taken apart as it comes: a picture may be large.
class Frames {
 public:
  void add(std::string_view bytes) {
    while (!bytes.empty()) {
      if (head_.size() < kHead) {
        fill(head_, kHead, bytes);
        if (head_.size() == kHead) begin_content();
      } else {
        fill(content_, size_, bytes);
      }
      if (head_.size() == kHead && content_.size() == size_) end_frame();
    }
  }

  /// Whether the last frame says that nothing is missing.
  [[nodiscard]] bool is_complete() const { return is_complete_; }
  IsolatedResult take() { return std::move(result_); }

 private:
  static constexpr std::size_t kHead = 1 + sizeof(std::uint64_t);

  static void fill(std::string& part, std::size_t size, std::string_view& bytes) {
    std::string_view taken = bytes.substr(0, size - part.size());
    part += taken;
    bytes.remove_prefix(taken.size());
  }

  void begin_content() {
    constexpr std::uint64_t kMostAtOnce = 1 << 28;  // a child that is damaged may say anything
    std::memcpy(&size_, head_.data() + 1, sizeof size_);
    content_.reserve(std::min(size_, kMostAtOnce));
  }

  void end_frame() {
    std::string content = std::exchange(content_, {});
    switch (std::exchange(head_, {})[0]) {
      case kValue:
        result_.values.push_back(std::move(content));
        break;
      case kMessage:
        result_.end = IsolatedResult::End::kFailed;
        result_.message = std::move(content);
        break;
      case kHint:
        result_.hint = std::move(content);
        break;
      default:
        is_complete_ = true;
    }
  }

  std::string head_, content_;
  std::uint64_t size_ = 0;  // of the content
  IsolatedResult result_;
  bool is_complete_ = false;
};

// What a child prints, as far as that is of interest.
struct Printed {
  void add(std::string_view bytes) {
    constexpr std::size_t kMost = 1 << 16;
    if (text.size() < kMost) text += bytes;
  }

  std::string text;
};

// One end of a pipe that is being read, and where that goes.
template <class Sink>
struct Stream {
  Descriptor fd;
  Sink sink = {};

  void read_some() {
    std::array<char, 1 << 16> buffer;  // NOLINT: read() fills it
    ssize_t count = read(fd.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) return;
    if (count <= 0)
      fd.close();
    else
      sink.add({buffer.data(), static_cast<std::size_t>(count)});
  }
};

// The other end of the input, and how much of it has been sent.
struct Outlet {
  Descriptor fd;
  std::string bytes = {};
  std::size_t sent = 0;

  void send_some() {
    ssize_t count =
        send(fd.get(), bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (count >= 0) sent += static_cast<std::size_t>(count);
    if (count >= 0 && sent < bytes.size()) return;  // else the child takes no more, and says why
    std::string().swap(bytes);
    // Also for other children, which have inherited it if they were started later.
    shutdown(fd.get(), SHUT_WR);
    fd.close();
  }
};

// What goes between the parent and one child.
struct Traffic {
  Outlet input;
  Stream<Frames> values;
  Stream<Printed> printed;

  [[nodiscard]] bool has_ended() const { return !values.fd.is_open() && !printed.fd.is_open(); }
  [[nodiscard]] std::array<pollfd, 3> waiting() const {
    return {{{values.fd.get(), POLLIN, 0},
             {printed.fd.get(), POLLIN, 0},
             {input.fd.get(), POLLOUT, 0}}};
  }
  void move_on(const pollfd* ready) {
    if (ready[0].revents != 0) values.read_some();
    if (ready[1].revents != 0) printed.read_some();
    if (ready[2].revents != 0) input.send_some();
  }
};

// Sends and reads until one of the children ends, and says which; nothing if the time is over
// before.
std::optional<std::size_t> serve(const std::vector<Traffic*>& children,
                                 Clock::time_point deadline) {
  for (;;) {
    std::vector<pollfd> waiting;
    for (std::size_t i = 0; i < children.size(); ++i) {
      if (children[i]->has_ended()) return i;
      auto three = children[i]->waiting();
      waiting.insert(waiting.end(), three.begin(), three.end());
    }
    auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return std::nullopt;
    if (poll(waiting.data(), waiting.size(),
             static_cast<int>(std::min<long long>(left, 1 << 30))) <= 0) {
      continue;
    }
    for (std::size_t i = 0; i < children.size(); ++i) children[i]->move_on(&waiting[3 * i]);
  }
}

std::string end_of(int status) {
  if (WIFSIGNALED(status)) {
    const char* name = strsignal(WTERMSIG(status));
    return name != nullptr ? name : "signal " + std::to_string(WTERMSIG(status));
  }
  return "exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

struct IsolatedProcess::Parts {
  Parts(Traffic traffic, pid_t pid) : traffic(std::move(traffic)), child(pid) {}

  Traffic traffic;
  Child child;
};

IsolatedProcess::IsolatedProcess(const IsolatedWork& work, std::size_t memory) {
  Channel input = make_socket(), data = make_pipe(), errors = make_pipe();
  std::fflush(nullptr);  // or the child could write our buffers a second time
  pid_t parent = getpid(), pid = fork();
  if (pid < 0) fail_to_start(errno);
  if (pid == 0) {
    prepare_child(parent, errors, memory);
    input.write.close();  // or the end of the input would never come
    work_in_child(work, input.read.get(), data.write.get());
    // Before the process is taken apart, which takes some time: the parent waits for these.
    data.write.close();
    errors.write.close();
    close(STDERR_FILENO);
    _exit(0);
  }
  parts_ = std::make_unique<Parts>(Traffic{.input = {std::move(input.write)},
                                           .values = {std::move(data.read)},
                                           .printed = {std::move(errors.read)}},
                                   pid);
}

IsolatedProcess::~IsolatedProcess() = default;

std::size_t IsolatedProcess::first_to_end(const std::vector<IsolatedProcess*>& processes) {
  std::vector<Traffic*> traffic(processes.size());
  std::transform(processes.begin(), processes.end(), traffic.begin(),
                 [](IsolatedProcess* process) { return &process->parts_->traffic; });
  return *serve(traffic, Clock::time_point::max());
}

IsolatedResult IsolatedProcess::finish(std::string input, std::chrono::milliseconds time) {
  Clock::time_point deadline = Clock::now() + time;
  Traffic& traffic = parts_->traffic;
  traffic.input.bytes = std::move(input);
  bool in_time = serve({&traffic}, deadline).has_value();
  if (!in_time) parts_->child.kill();

  Frames& frames = traffic.values.sink;
  IsolatedResult result = frames.is_complete() ? frames.take() : IsolatedResult{};
  result.printed = std::move(traffic.printed.sink.text);
  if (frames.is_complete()) return result;
  result.end = in_time ? IsolatedResult::End::kCrashed : IsolatedResult::End::kTimedOut;
  int status = parts_->child.wait();
  if (in_time) result.message = end_of(status);
  return result;
}

}  // namespace modelviz
