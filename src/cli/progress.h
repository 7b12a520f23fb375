// What takes long says so: one line on the terminal, written anew in its place and erased at the
// end. There is none in a pipe, under --quiet and on a terminal that cannot erase.
#pragma once

#include <cstddef>
#include <string>

namespace modelviz::cli {

/// From here on what is being done is shown, as soon as it has taken half a second; until the end
/// of the program.
class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// What is being done now; empty for nothing. Nothing happens where no progress is shown.
  static void say(const std::string& doing);

  /// Nothing is shown while this lives: something else is being written.
  class Pause {
   public:
    Pause();
    ~Pause();
    Pause(const Pause&) = delete;
    Pause& operator=(const Pause&) = delete;
  };
};

}  // namespace modelviz::cli
