#include "support/process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace modelviz::test {
namespace {

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// Only what a child may do between fork() and exec().
void become(char* const* arguments, const char* folder, const char* out, const char* err,
            unsigned most_cpu_seconds) {
  rlimit limit{most_cpu_seconds, most_cpu_seconds};
  setrlimit(RLIMIT_CPU, &limit);
  limit = {0, 0};
  setrlimit(RLIMIT_CORE, &limit);
  constexpr int kFlags = O_WRONLY | O_CREAT | O_TRUNC;
  int in = open("/dev/null", O_RDONLY);
  dup2(in, STDIN_FILENO);
  dup2(open(out, kFlags, 0600), STDOUT_FILENO);
  dup2(open(err, kFlags, 0600), STDERR_FILENO);
  if (chdir(folder) == 0) execv(arguments[0], arguments);
  _exit(127);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "modelviz-test-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::read(const std::string& name) const { return content(path_ / name); }

void TemporaryFolder::write(const std::string& name, const std::string& text) const {
  std::ofstream(path_ / name, std::ios::binary) << text;
}

std::string TemporaryFolder::files() const {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(path_)) {
    names.insert(entry.path().filename());
  }
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

Outcome shell(const std::string& command, const std::filesystem::path& folder) {
  TemporaryFolder streams;
  std::string out = (streams.path() / "out").string(), err = (streams.path() / "err").string();
  std::string script = "modelviz() { '" MODELVIZ_PROGRAM
                       "' \"$@\"; }\n"
                       "samples='" MODELVIZ_SAMPLES_DIR
                       "'\n"
                       "cd '" +
                       folder.string() + "' && { " + command + "\n} >'" + out + "' 2>'" + err + "'";
  std::ofstream(streams.path() / "script") << script;
  int status =
      std::system(("sh '" + (streams.path() / "script").string() + "' < /dev/null").c_str());
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, content(out), content(err)};
}

Measured measure(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                 unsigned most_cpu_seconds) {
  TemporaryFolder streams;
  std::string out = (streams.path() / "out").string(), err = (streams.path() / "err").string();
  std::vector<std::string> words{MODELVIZ_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    become(pointers.data(), folder.c_str(), out.c_str(), err.c_str(), most_cpu_seconds);
  }
  int status = 0;
  rusage usage{};
  while (wait4(child, &status, 0, &usage) < 0) {
  }
  Measured measured;
  measured.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  measured.out = content(out);
  measured.err = content(err);
  measured.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  measured.mebibytes = static_cast<double>(usage.ru_maxrss) / 1024;
  return measured;
}

RunningProgram::RunningProgram(const std::vector<std::string>& arguments,
                               const std::filesystem::path& folder, Errors errors,
                               const Variables& environment) {
  std::vector<std::string> words{MODELVIZ_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::array<int, 2> alive{}, channel{};
  if (pipe(alive.data()) != 0 || pipe(channel.data()) != 0) throw std::runtime_error("no pipe");
  if (errors == Errors::kTerminal) {
    close(channel[0]);
    close(channel[1]);
    channel[0] = posix_openpt(O_RDWR | O_NOCTTY);
    grantpt(channel[0]);
    unlockpt(channel[0]);
    channel[1] = open(ptsname(channel[0]), O_RDWR | O_NOCTTY);
  }
  pid_ = fork();
  if (pid_ == 0) {
    setpgid(0, 0);
    close(alive[0]);  // the other end stays open in all that it starts
    close(channel[0]);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDIN_FILENO);
    dup2(nowhere, STDOUT_FILENO);
    dup2(channel[1], STDERR_FILENO);
    close(channel[1]);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    if (chdir(folder.c_str()) == 0) execv(pointers[0], pointers.data());
    _exit(127);
  }
  setpgid(pid_, pid_);  // whoever is first
  close(alive[1]);
  close(channel[1]);
  alive_ = alive[0];
  errors_ = channel[0];
  for (int fd : {alive_, errors_}) fcntl(fd, F_SETFD, FD_CLOEXEC);
}

RunningProgram::~RunningProgram() {
  if (pid_ > 0) {
    send(SIGKILL, true);
    finish();
  }
  close(alive_);
  close(errors_);
}

bool RunningProgram::read_some() {
  std::array<char, 4096> bytes{};
  ssize_t count = read(errors_, bytes.data(), bytes.size());
  if (count <= 0) return false;  // of a terminal the end is an error
  written_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

bool RunningProgram::writes(std::string_view text) {
  while (written_.find(text) == std::string::npos) {
    if (!read_some()) return false;
  }
  return true;
}

void RunningProgram::send(int signal, bool to_all) const { kill(to_all ? -pid_ : pid_, signal); }

Outcome RunningProgram::finish() {
  while (read_some()) {
  }
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  char nothing = 0;
  while (read(alive_, &nothing, 1) < 0 && errno == EINTR) {
  }
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), "", written_};
}

}  // namespace modelviz::test
