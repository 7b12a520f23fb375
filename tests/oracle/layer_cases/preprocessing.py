"""Preprocessing: numbers, categories, text, sound, pictures."""

from .convolution import FORMATS
from .table import POLICIES
from .table import call
from .table import cases
from .table import family
from .table import grid
from .table import layer

MODES = ["int", "one_hot", "multi_hot", "count", "tf_idf", "binary", "wrong"]
WORDS = ["string:N,1", "string:N,7", "string:N", "string:N,N", "string:N,3,4", "string::", "string:2,5"]
NUMBERS = ["int32:N,1", "int64:N,7", "int64:N", "int32:N,N", "int32:N,3,4", "int32::", "N,5", "uint8:2,5"]


@family
def categories(pick):
    for tokens in (5, 1, 0, None):
        yield from cases("CategoryEncoding", grid(num_tokens=[tokens], output_mode=MODES), NUMBERS)
    yield from cases(
        "CategoryEncoding",
        grid(num_tokens=[5], output_mode=["count"]),
        [call("int32:N,7", count_weights="N,7"), call("int32:N,7", count_weights="N,6")],
    )
    bins = [{"bin_boundaries": [0.0, 1.0, 2.0]}, {"num_bins": 4}, {"bin_boundaries": [1.0]}, {}]
    yield from cases(
        "Discretization",
        [b | {"output_mode": m} for b in bins for m in MODES],
        ["N,1", "N,7", "N", "int32:N,N", "N,3,4", ":"],
    )
    yield from cases("Hashing", grid(num_bins=[6, 0], output_mode=MODES), WORDS + NUMBERS[:4])
    yield from cases(
        "Hashing",
        [
            {"num_bins": 6} | m for m in (
                {"salt": 3},
                {"mask_value": ""},
                {"salt": [1, 2]},
                {"dtype": "int32"},
                {"dtype": "float16", "output_mode": "one_hot"},
            )
        ],
        WORDS[:2],
    )
    crossings = [["string:N,1", "string:N,1"], ["int32:N,1", "string:N,1"], ["string:N", "string:N"], ["string:N,3", "string:N,3"], ["string:N,1"],
                 ["string:N,1", "string:N,2"], ["string:2,1", "string:2,1"], ["string::", "string::"], "string:N,1", ["int64:N,1"] * 3, ["N,1", "N,1"]]
    yield from cases("HashedCrossing", grid(num_bins=[6], output_mode=MODES), crossings)
    yield from cases("HashedCrossing", {"num_bins": 0}, crossings[:1])


@family
def text(pick):
    words = [{"vocabulary": ["a", "b", "c"]}, {"vocabulary": ["a", "b"], "num_oov_indices": 0}, {"vocabulary": ["a"], "mask_token": "m", "num_oov_indices": 3},
             {"max_tokens": 9}, {"max_tokens": 9, "pad_to_max_tokens": True}, {}, {"vocabulary": ["a", "b"], "max_tokens": 8, "pad_to_max_tokens": True}]
    weights = {"idf_weights": [1.0, 2.0, 3.0], "vocabulary": ["a", "b", "c"]}
    yield from cases("StringLookup", [w | {"output_mode": m} for w in words for m in MODES[:4]], WORDS)
    yield from cases(
        "StringLookup",
        [weights | {"output_mode": "tf_idf"}, {"output_mode": "wrong"}, {"invert": True, "output_mode": "one_hot"}],
        WORDS[:2],
    )
    yield from cases("StringLookup", {"vocabulary": ["a", "b"], "invert": True}, ["int64:N,7", "int32:N", "string:N,3"])
    numbers = [{"vocabulary": [1, 2, 3]}, {"vocabulary": [1, 2], "num_oov_indices": 0}, {"vocabulary": [1], "mask_token": 0, "num_oov_indices": 3},
               {"max_tokens": 9}, {"max_tokens": 9, "pad_to_max_tokens": True}, {}]
    yield from cases("IntegerLookup", [n | {"output_mode": m} for n in numbers for m in MODES[:4]], NUMBERS)
    yield from cases("IntegerLookup", [{"vocabulary": [1, 2, 3], "invert": True}], NUMBERS[:3])
    vectors = [{"vocabulary": ["a", "b", "c"]}, {"max_tokens": 9}, {"max_tokens": 9, "pad_to_max_tokens": True}]
    modes = [{"output_mode": m} for m in MODES[:4]] + [{"output_sequence_length": 5}, {"split": None}, {"split": "character"}, {"ngrams": 2}, {"standardize": None},
                                                       {"split": None, "output_mode": "multi_hot"}, {"output_sequence_length": 5, "split": None}]
    yield from cases(
        "TextVectorization",
        [v | m for v in vectors for m in modes],
        ["string:N,1", "string:N", "string:N,3", "string:N,N", "string:2,1", "string::", "string:N,3,4"],
    )
    yield from cases("TextVectorization", [weights | {"output_mode": "tf_idf"}], ["string:N,1"])


@family
def numbers(pick):
    scales = [
        (2.0, 0.0),
        (1 / 255, -1),
        ([1.0, 2.0, 3.0], 0.0),
        ([1.0, 2.0, 3.0], [0.0, 1.0, 2.0]),
        ([[1.0], [2.0]], 0.5),
        (2, 1),
    ]
    for scale, offset in scales:
        yield from cases(
            "Rescaling",
            {"scale": scale, "offset": offset},
            ["N,3", "N,8,8,3", "uint8:N,2,3", "int32:N,3", "N,N,3", "N,4", ":", "float16:N,3", "N,1"],
        )
    yield from cases("Rescaling", [{"scale": 2.0, "dtype": p} for p in POLICIES], ["N,3", "uint8:N,3", "int64:N"])
    sounds = ["N,4000,2", "N,N,1", "2,600,1", "N,100,1", "N,4000", "N,N,N", "N,300,N"]
    spectra = grid(
        mode=["log", "magnitude", "psd", "real", "imag", "angle", "stft"],
        frame_length=[256, 100],
        frame_step=[None, 50],
        expand_dims=[False, True],
    )
    yield from pick(120, cases("STFTSpectrogram", spectra, sounds))
    more = [{"fft_length": 512}, {"padding": "same"}, {"data_format": "channels_first"}, {"trainable": False}, {"fft_length": 100}, {"mode": "wrong"}, {"padding": "causal"},
            {"frame_step": 0}, {"frame_length": 0}, {"frame_step": 300}, {"window": None}, {"periodic": True}, {"dtype": "mixed_float16"}, {"scaling": "spectrum"}]
    yield from cases("STFTSpectrogram", more, sounds[:4] + ["N,2,4000", "N,1,N"])
    yield from cases(
        "STFTSpectrogram", [m | {"expand_dims": True, "mode": "stft"} for m in more[:4]], ["N,4000,2", "N,2,4000", "N,N,3"]
    )
    mels = [{}, {"num_mel_bins": 20}, {"sequence_stride": 100}, {"fft_length": 512, "sequence_length": 400}, {"fft_length": 256, "sequence_length": 512}, 
            {"dtype": "mixed_float16"}, {"power_to_db": False}]
    yield from cases("MelSpectrogram", mels, ["N,16000", "16000", "N,N", "2,9000", "N,2,9000", "N,100", "int32:N,9000"])


PICTURES = ["N,12,10,3", "12,10,3", "N,N,N,3", "2,12,10,3", "N,12,10,1", "uint8:N,12,10,3", "N,12,10", "12,10"]
FIRST = ["N,3,12,10", "3,12,10", "N,3,N,N"]
AUGMENTATIONS = {
    "AugMix": [{}, {"num_chains": 2, "chain_depth": 1}],
    "AutoContrast": [{}],
    "ContrastLimitedAdaptiveHistogramEqualization": [{}, {"tile_grid_size": [4, 4]}],
    "CutMix": [{}, {"factor": 0.5}],
    "Equalization": [{}, {"bins": 100}],
    "MixUp": [{}, {"alpha": 0.5}],
    "RandAugment": [{}, {"num_ops": 1}],
    "RandomBrightness": [{"factor": 0.2}, {"factor": [-0.1, 0.3]}],
    "RandomColorDegeneration": [{"factor": 0.5}],
    "RandomColorJitter": [{}, {"brightness_factor": 0.2, "hue_factor": 0.1}],
    "RandomContrast": [{"factor": 0.5}],
    "RandomElasticTransform": [{}],
    "RandomErasing": [{}],
    "RandomFlip": [{}, {"mode": "horizontal"}, {"mode": "vertical"}, {"mode": "diagonal"}],
    "RandomGaussianBlur": [{}, {"kernel_size": 5}],
    "RandomGrayscale": [{}],
    "RandomHue": [{"factor": 0.5}],
    "RandomInvert": [{}],
    "RandomPerspective": [{}],
    "RandomPosterization": [{"factor": 4}],
    "RandomRotation": [{"factor": 0.2}, {"factor": [-0.1, 0.1], "fill_mode": "constant"}],
    "RandomSaturation": [{"factor": 0.5}],
    "RandomSharpness": [{"factor": 0.5}],
    "RandomShear": [{}],
    "RandomTranslation": [{"height_factor": 0.2, "width_factor": 0.1}],
    "RandomZoom": [{"height_factor": 0.2}, {"height_factor": 0.2, "width_factor": 0.1}],
    "Solarization": [{}, {"addition_factor": 0.2}],
}
NO_FORMAT = ["AutoContrast", "Solarization", "RandomBrightness", "RandomContrast"]


@family
def pictures(pick):
    sizes = [(6, 5), (12, 10), (20, 30), (1, 1), (8, 30)]
    for height, width in sizes:
        for name in ("CenterCrop", "RandomCrop", "Resizing"):
            yield from cases(name, grid(height=[height], width=[width], data_format=FORMATS[:2]), PICTURES[:-1])
            yield from cases(name, {"height": height, "width": width, "data_format": "channels_first"}, FIRST)
    kinds = ["nearest", "bilinear", "bicubic", "lanczos3", "lanczos5", "area", "wrong"]
    yield from cases("Resizing", grid(height=[6], width=[5], interpolation=kinds), PICTURES[:2])
    yield from cases("Resizing", [{"height": 6, "width": 5} | m for m in ({"crop_to_aspect_ratio": True}, {"pad_to_aspect_ratio": True}, {"antialias": True},
                                  {"crop_to_aspect_ratio": True, "pad_to_aspect_ratio": True}, {"dtype": "uint8"}, {"dtype": "mixed_float16"})], PICTURES[:-1])
    for name, configs in AUGMENTATIONS.items():
        yield from cases(name, configs, PICTURES)
        if name not in NO_FORMAT:
            yield from cases(name, configs[0] | {"data_format": "channels_first"}, FIRST)
        yield from cases(name, configs[0], [call("N,12,10,3", training=True), call("N,12,10,3", training=False)])
        yield from cases(
            name,
            [configs[0] | {"dtype": p} for p in ("mixed_float16", "uint8", "float64")],
            PICTURES[:1] + ["uint8:N,12,10,3"],
        )
        yield from cases(name, configs[0], [{"images": "N,12,10,3", "labels": "int32:N,4"}, {"images": "N,12,10,3", "labels": "N,4"},
                                            {"images": "N,12,10,3", "bounding_boxes": {"boxes": "N,5,4", "labels": "N,5"}}])
    yield from cases("RandomShear", {"x_factor": 0.2, "y_factor": 0.1}, PICTURES[:1])
    yield from cases("RandomColorDegeneration", {"factor": 0.5}, ["N,12,10,1", "N,12,10,4", "N,12,10,N"])
    boxes = {"bounding_boxes": {"boxes": "N,5,4", "labels": "N,5"}}
    yield from cases(
        "MaxNumBoundingBoxes", [{"max_number": n} for n in (3, 10)], ["N,12,10,3", {"images": "N,12,10,3"} | boxes, boxes]
    )
    chains = [[layer("RandomFlip"), layer("Rescaling", scale=0.5)], [layer("Resizing", height=6, width=5), layer("CenterCrop", height=3, width=3)],
              [], [layer("Dense", units=4)], [layer("Rescaling", scale=2), layer("Dense", units=4), layer("BatchNormalization")]]
    yield from cases("Pipeline", [{"layers": c} for c in chains], ["N,12,10,3", "N,N,N,3", "12,10,3", "uint8:N,12,10,3"])
