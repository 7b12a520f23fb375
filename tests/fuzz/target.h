// What is tried with bytes that nobody has chosen. Each target is run by libFuzzer (libfuzzer/)
// and, on its corpus and on all that was ever found, by the ordinary tests (replay_test.cpp).
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace modelviz::fuzz {

struct Target {
  std::string_view name;                ///< of its folders in corpus/ and found/
  void (*run)(std::string_view input);  ///< throws Finding, or anything else that nobody expects
};

std::span<const Target> targets();

/// Something that must never happen has happened.
class Finding : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

void require(bool is_true, const std::string& what);

/// No control characters but line breaks, and valid UTF-8.
void require_printable(std::string_view text);
void require_json(std::string_view text);
/// Graphviz can read it, and every label in it that looks like HTML.
void require_dot(const std::string& dot);

void try_model(std::string_view input);       ///< the JSON of a model
void try_archive(std::string_view input);     ///< an archive, or the recipe of one
void try_hdf5(std::string_view input);        ///< the recipe of an HDF5 file
void try_expression(std::string_view input);  ///< a program for `modelviz eval`
void try_dim(std::string_view input);         ///< a program of arithmetic on sizes
void try_label(std::string_view input);       ///< names in a picture, one a line

}  // namespace modelviz::fuzz
