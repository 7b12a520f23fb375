#include "document/library.h"

#include <dlfcn.h>

#include "modelviz/error.h"

namespace modelviz {

Library::Library(const char* soname, const char* package)
    : handle_(dlopen(soname, RTLD_LAZY | RTLD_LOCAL)), soname_(soname) {
  if (handle_) return;
  throw Error(Fault::kInput, "the file cannot be read without the library " + soname_,
              std::string("On Debian it is in the package ") + package + ".");
}

void* Library::find_symbol(const char* name) const {
  if (void* symbol = dlsym(handle_, name)) return symbol;
  throw Error(Fault::kInput, "the library " + soname_ + " has no " + name,
              "It is not the version with which modelviz was built.");
}

void* Library::find_variable(const char* name) const {
  void* held = dlsym(RTLD_DEFAULT, name);
  return held ? held : find_symbol(name);
}

}  // namespace modelviz
