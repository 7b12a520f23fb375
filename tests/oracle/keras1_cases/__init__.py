"""Configs as Keras 0.3 to 1.2 wrote them, each with the model that is the same in a later Keras."""

from keras1_cases import built_in, graphs, merged

MODULES = (built_in, graphs, merged)
