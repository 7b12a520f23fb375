// What the box of a layer says: the fields of --show and of label templates, each defined once.
#pragma once

#include <string>
#include <vector>

#include "modelviz/view.h"

namespace modelviz {

/// The text of one field: a name, or several shapes joined. Empty where a layer has nothing of it.
std::string field_text(const ViewNode& node, std::string_view field);

/// The number of parameters and of multiply-accumulates with their units, as far as the options
/// show them and there are any.
std::vector<std::string> cost_texts(const ViewNode& node, const ViewOptions& options);
/// kernel (3, 3, 8, 16), one per weight; long lists end early. Empty if the options show none.
std::vector<std::string> weight_lines(const ViewNode& node, const ViewOptions& options);

/// The lines of the options' template. A line of which all fields are empty is left out.
std::vector<std::string> templated_lines(const ViewNode& node, const ViewOptions& options);

/// Throws Error (Fault::kUsage) for a template with a field that there is not, or a brace without
/// its partner.
void check_label(const std::string& label);

}  // namespace modelviz
