#include "support/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <system_error>

#include "modelviz/error.h"

namespace modelviz {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, const std::string& reason, std::string hint = {}) {
  throw Error(Fault::kOutput, "cannot write " + path + ": " + reason, std::move(hint));
}

[[noreturn]] void fail(const std::string& path, int error) {
  fail(path, std::generic_category().message(error),
       error == ENOENT ? "the directory does not exist; make it first" : "");
}

// Signals that wait while this lives.
class SignalsHeld {
 public:
  SignalsHeld(std::initializer_list<int> signals) {
    sigemptyset(&held_);
    for (int signal : signals) sigaddset(&held_, signal);
    pthread_sigmask(SIG_BLOCK, &held_, &before_);
  }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  /// Takes back one that has come meanwhile.
  void forget() const {
    timespec now{};
    sigtimedwait(&held_, nullptr, &now);
  }

 private:
  sigset_t held_{}, before_{};
};

// Returns 0, or the error.
int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

std::optional<struct stat> status_of(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

void write_special(const std::string& path, std::string_view bytes) {
  int fd = open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) fail(path, errno);
  try {
    write_to_descriptor(fd, path, bytes);
  } catch (...) {
    close(fd);
    throw;
  }
  if (close(fd) != 0) fail(path, errno);
}

// The path behind symbolic links, also where nothing is there yet.
fs::path behind_links(const std::string& path) {
  constexpr int kMostLinks = 40;
  fs::path target(path);
  std::error_code none;
  for (int i = 0; fs::is_symlink(fs::symlink_status(target, none)); ++i) {
    if (i == kMostLinks) fail(path, ELOOP);
    target = target.parent_path() / fs::read_symlink(target, none);  // the whole of it, if absolute
  }
  return target;
}

void replace(const std::string& path, std::optional<mode_t> mode, std::string_view bytes) {
  static int count = 0;
  fs::path target = behind_links(path);
  fs::path unfinished = target.parent_path() / (".modelviz-" + std::to_string(getpid()) + "-" +
                                                std::to_string(count++) + ".tmp");
  SignalsHeld held{SIGINT, SIGTERM, SIGHUP};  // Ctrl-C would leave the unfinished file behind
  // 0666 is what the umask takes from; a file that is replaced hands its permissions on.
  int fd = open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0) fail(path, errno);
  int error = write_all(fd, bytes);
  if (error == 0 && mode && fchmod(fd, *mode) != 0) error = errno;
  if (close(fd) != 0 && error == 0) error = errno;
  if (error == 0 && std::rename(unfinished.c_str(), target.c_str()) != 0) error = errno;
  if (error == 0) return;
  unlink(unfinished.c_str());
  fail(path, error);
}

}  // namespace

void write_whole_file(const std::string& path, std::string_view bytes) {
  if (path.empty()) fail("the output", "its name is empty");
  std::optional<struct stat> there = status_of(path);
  if (!there) return replace(path, std::nullopt, bytes);
  if (S_ISDIR(there->st_mode)) fail(path, "it is a directory");
  if (!S_ISREG(there->st_mode)) return write_special(path, bytes);
  if (access(path.c_str(), W_OK) != 0) fail(path, errno);
  replace(path, there->st_mode & 07777, bytes);
}

void write_to_descriptor(int fd, const std::string& name, std::string_view bytes) {
  SignalsHeld held{SIGPIPE};
  int error = write_all(fd, bytes);
  if (error == EPIPE)
    held.forget();
  else if (error != 0)
    fail(name, error);
}

}  // namespace modelviz
