// Boxes and frames: the attributes of a node or cluster, with an HTML-like label.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/output.h"

namespace modelviz {

/// The size of the text of a card, in points; its name is a little larger.
int text_size(const ViewOptions& options);

/// How close cards stand, and the room around their texts, in hundredths of an inch.
struct CardRoom {
  int beside, below, margin_x, margin_y;
};
const CardRoom& card_room(const ViewOptions& options);

/// The width that most cards of a picture need. Cards of one width make straight columns: branches
/// keep their line, and arrows between neighbours stand upright.
double common_card_width(const View& view);

/// Our card: pale in the colour of its kind, the name in bold, the class, the output shapes.
std::string card_attributes(const ViewNode& node, const ViewOptions& options, const Theme& theme,
                            double min_width);

/// The table that keras.utils.plot_model of Keras 3 draws.
std::string keras_attributes(const ViewNode& node, const ViewOptions& options, const Theme& theme);

/// An op, weights or a state within a layer.
std::string inner_attributes(const ViewNode& node, const ViewOptions& options, const Theme& theme);

/// A frame, titled with name and class as a card is; `depth` is 1 for the outermost. One that
/// `is_widened` has room for an arrow beside its title.
std::string frame_attributes(const ViewCluster& cluster, const ViewOptions& options,
                             const Theme& theme, std::size_t depth, bool is_widened);

/// The frame that plot_model draws around a nested model.
std::string keras_frame_attributes(const ViewCluster& cluster, const ViewOptions& options);

/// What stands at an arrow: shape and dtype, where the options want them there.
std::string edge_label(const ViewEdge& edge, const ViewOptions& options);

/// Of a box or frame that stands for one of several calls, or for all: call 1 of 2, 2 calls. Empty
/// where there is but one.
std::string calls_text(int call, int calls);
/// To which calls the tensor of an arrow belongs: call 2 → 1.
std::string calls_text(const ViewEdge& edge);
/// What a box is called: number and name, or its class where neither is shown.
std::string title_of(const ViewNode& node, const ViewOptions& options);

/// What a card says, line by line: the name first, with line breaks where it has several.
std::vector<std::string> label_lines(const ViewNode& node, const ViewOptions& options);

/// The colours of the box of a layer.
const Colors& colors_of(const ViewNode& node, const Theme& theme);

/// One line per output, with what the options ask for; outputs that are alike share one, and long
/// lists end early.
std::vector<std::string> shape_lines(const ViewNode& node, const ViewOptions& options);

}  // namespace modelviz
