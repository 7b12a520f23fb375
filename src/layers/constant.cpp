#include "layers/constant.h"

namespace modelviz {

Value constant(Call& c, const Value& value) {
  if (value.find("config")) return constant(c, value["config"]["value"]);  // a NumPy array
  if (!value.is_list()) return value;
  Shape shape;
  for (const Value* level = &value; level->as_list();) {
    const List& items = *level->as_list();
    shape.push_back(static_cast<std::int64_t>(items.size()));
    if (items.empty()) break;
    level = &items.front();
  }
  return c.trace().add_tensor({std::move(shape), c.compute_dtype()});
}

}  // namespace modelviz
