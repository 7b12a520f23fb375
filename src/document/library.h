// Shared libraries that are loaded when the first file needs them.
//
// HDF5 and libzip bring thirty more libraries with them, among them libcurl, libcrypto and
// Kerberos: linked in the usual way, each start would take 6 ms longer, also for a JSON config and
// for `eval`. Opening the library itself by its name needs no module of our own, which would have
// to be found beside the program, and no static library, which would clash with an HDF5 that a
// program that uses modelviz links. What is called is checked by the compiler against the library's
// own headers.
#pragma once

#include <string>

namespace modelviz {

class Library {
 public:
  /// Loads it, and it stays. Throws Error (Fault::kInput), naming the package, if it is missing.
  Library(const char* soname, const char* package);

  template <class Symbol>
  Symbol* find(const char* name) const {
    return reinterpret_cast<Symbol*>(find_symbol(name));
  }
  /// As the library itself sees it: a program that links the library may hold the variable.
  template <class Variable>
  const Variable& variable(const char* name) const {
    return *static_cast<const Variable*>(find_variable(name));
  }

 private:
  [[nodiscard]] void* find_symbol(const char* name) const;
  [[nodiscard]] void* find_variable(const char* name) const;

  void* handle_;
  std::string soname_;
};

}  // namespace modelviz
