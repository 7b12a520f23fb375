// The functions of the HDF5 library that are called, and a driver for it that reads an Input.
#pragma once

#include <hdf5.h>

#include "document/input.h"
#include "document/library.h"

// HDF5 defines some of its functions as macros, H5Literate as H5Literate2: the name that is looked
// up is the one that the compiler sees.
#define MODELVIZ_TEXT(name) #name
#define MODELVIZ_FIND(name) library.find<decltype(::name)>(MODELVIZ_TEXT(name))

namespace modelviz {

struct Hdf5Library {
  Library library{MODELVIZ_HDF5_SONAME, "libhdf5-103-1"};

  decltype(&H5open) open = MODELVIZ_FIND(H5open);
  decltype(&H5Eset_auto2) set_auto = MODELVIZ_FIND(H5Eset_auto2);
  decltype(&H5FDregister) register_driver = MODELVIZ_FIND(H5FDregister);
  decltype(&H5Pcreate) create_properties = MODELVIZ_FIND(H5Pcreate);
  decltype(&H5Pset_driver) set_driver = MODELVIZ_FIND(H5Pset_driver);
  decltype(&H5Pget_driver_info) get_driver_info = MODELVIZ_FIND(H5Pget_driver_info);
  decltype(&H5Pclose) close_properties = MODELVIZ_FIND(H5Pclose);
  decltype(&H5Fopen) open_file = MODELVIZ_FIND(H5Fopen);
  decltype(&H5Fclose) close_file = MODELVIZ_FIND(H5Fclose);
  decltype(&H5Literate) iterate_links = MODELVIZ_FIND(H5Literate);
  decltype(&H5Oopen) open_object = MODELVIZ_FIND(H5Oopen);
  decltype(&H5Oclose) close_object = MODELVIZ_FIND(H5Oclose);
  decltype(&H5Iget_type) type_of = MODELVIZ_FIND(H5Iget_type);
  decltype(&H5Aexists) attribute_exists = MODELVIZ_FIND(H5Aexists);
  decltype(&H5Aopen) open_attribute = MODELVIZ_FIND(H5Aopen);
  decltype(&H5Aclose) close_attribute = MODELVIZ_FIND(H5Aclose);
  decltype(&H5Aread) read_attribute = MODELVIZ_FIND(H5Aread);
  decltype(&H5Aget_type) attribute_type = MODELVIZ_FIND(H5Aget_type);
  decltype(&H5Aget_space) attribute_space = MODELVIZ_FIND(H5Aget_space);
  decltype(&H5Dget_type) array_type = MODELVIZ_FIND(H5Dget_type);
  decltype(&H5Dget_space) array_space = MODELVIZ_FIND(H5Dget_space);
  decltype(&H5Dvlen_reclaim) reclaim = MODELVIZ_FIND(H5Dvlen_reclaim);
  decltype(&H5Tget_class) class_of = MODELVIZ_FIND(H5Tget_class);
  decltype(&H5Tget_size) size_of = MODELVIZ_FIND(H5Tget_size);
  decltype(&H5Tget_sign) sign_of = MODELVIZ_FIND(H5Tget_sign);
  decltype(&H5Tis_variable_str) is_variable_text = MODELVIZ_FIND(H5Tis_variable_str);
  decltype(&H5Tclose) close_type = MODELVIZ_FIND(H5Tclose);
  decltype(&H5Sget_simple_extent_npoints) count_of = MODELVIZ_FIND(H5Sget_simple_extent_npoints);
  decltype(&H5Sget_simple_extent_ndims) rank_of = MODELVIZ_FIND(H5Sget_simple_extent_ndims);
  decltype(&H5Sget_simple_extent_dims) sizes_of = MODELVIZ_FIND(H5Sget_simple_extent_dims);
  decltype(&H5Sclose) close_space = MODELVIZ_FIND(H5Sclose);
};

/// Loads the library the first time.
const Hdf5Library& hdf5();

/// Properties with which H5Fopen reads this input, which must stay as long as the file is open. The
/// library's own drivers want a path, lock the file, or copy all of it into memory.
hid_t access_properties(const Input& input);

}  // namespace modelviz
