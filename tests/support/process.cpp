#include "support/process.h"

#include <sys/wait.h>

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

}  // namespace modelviz::test
