#!/bin/sh
# Draws the pictures of the README's gallery, each for light and for dark pages.
#
#     samples/gallery.sh [PROGRAM]            draws them into samples/gallery
#     samples/gallery.sh --check [PROGRAM]    says whether they are what would be drawn now
#
# An SVG depends on the fonts of the machine; the graph that it is drawn of does not. So the check
# compares the graphs, of which samples/gallery/graphs.sha256 holds a sum for each picture.
set -eu

cd "$(dirname "$0")/.."
check=false
if [ "${1:-}" = --check ]; then
  check=true
  shift
fi
program=${1:-build/release/modelviz}
folder=samples/gallery
sums=$folder/graphs.sha256
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# picture NAME MODEL OPTION...
picture() {
  name=$1 model=$2
  shift 2
  for theme in light dark; do
    image=$folder/$name-$theme.svg
    # Exit code 1: the model is wrong, and drawn all the same.
    "$program" -q plot "$model" --theme $theme -o "$work/$name-$theme.dot" "$@" 2>"$work/said" || [ $? = 1 ] ||
      { cat "$work/said" >&2 && exit 1; }
    (cd "$work" && sha256sum "$name-$theme.dot") >>"$work/sums"
    if $check; then
      [ -f "$image" ] || { echo "$image: there is no such file" >&2 && exit 1; }
    else
      "$program" -q plot "$model" --theme $theme -o "$image" "$@" 2>"$work/said" || [ $? = 1 ]
    fi
  done
}

mkdir -p $folder
picture inside samples/lstm_text_classifier.json --layer-range hidden topic --show-ops --rankdir LR
picture resnet50 samples/resnet50.json --fold auto --hide BatchNormalization --hide Activation --hide ZeroPadding2D
picture unet samples/unet.json --hide BatchNormalization --hide ReLU
picture lstm samples/lstm_text_classifier.json --show-ops=bi_lstm_1
picture transformer samples/transformer_encoder.json --expand-nested
picture multi_input samples/multi_input_output.json
picture cost samples/multi_input_output.json --color-by macs --show +macs --legend
picture siamese samples/siamese.json --expand-nested
picture nasnet tests/golden/applications/NASNetLarge.json --fold auto --page A4
picture shape_error samples/broken_skip.json --layer-range encoder3_relu2 decoder3_conv2
picture custom samples/custom_layers.json --fold auto

if ! $check; then
  mv "$work/sums" $sums
elif ! diff -u $sums "$work/sums"; then
  echo "the gallery is stale: samples/gallery.sh draws it anew" >&2
  exit 1
fi
