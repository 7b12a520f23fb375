"""What modelviz replaces: keras_plot.py MODEL.json PICTURE loads the config in Keras and draws it."""

import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras  # noqa: E402

model = keras.models.model_from_json(Path(sys.argv[1]).read_text())
keras.utils.plot_model(model, to_file=sys.argv[2], show_shapes=True)
