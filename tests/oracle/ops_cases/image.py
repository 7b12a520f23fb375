"""keras.ops.image."""

from .table import Family

family = Family("image")

D = ["float32", "float16", "uint8", "int32"]
LAST = ["x:{d}[N,20,15,3]", "x:{d}[2,9,8,3]", "x:{d}[N,N,N,3]", "x:{d}[12,10,3]", "x:{d}[N,N,3]", "x:{d}[N,20,15,1]"]
FIRST = ["x:{d}[N,3,20,15]", "x:{d}[2,3,9,8]", "x:{d}[N,3,N,N]", "x:{d}[3,12,10]"]
BAD = ["x:{d}[20,15]", "x:{d}[N,2,9,8,3]", "x:{d}[7]", "x:{d}[N,20,15,4]"]
ANY = LAST + FIRST + BAD
CORNERS = [
    " s[N,4,2] e[N,4,2]", " s[4,2] e[4,2]", " s[2,4,2] e[2,4,2]", " s[N,4,2] e[4,2]", " s[N,4,3] e[N,4,2]",
    " s[N,5,2] e[N,5,2]",
]
OTHERS = [" y:{e}[N,20,15,3]", " y:{e}[2,9,8,3]", " y:{e}[12,10,3]", " y:{e}[N,3,20,15]"]
FORMAT = ["", ", data_format='channels_last'", ", data_format='channels_first'", ", data_format='other'"]
FILTER = ["", ", interpolation='nearest'", ", interpolation='bilinear'", ", interpolation='cubic'"]
FILL = [
    "", ", fill_mode='nearest'", ", fill_mode='reflect', fill_value=0.5", ", fill_mode='wrap'", ", fill_mode='mirror'",
    ", fill_mode='odd'",
]

family.cases(
    "ops.image.resize(x, {s}{o}{f})", ANY, d=D,
    s=["(4, 5)", "(32, 32)", "size=(7, 3)", "[6, 8]", "(8,)", "8", "(1, 2, 3)", "(0, 4)", "(None, 4)"], f=FORMAT[:3],
    o=[
        "", ", interpolation='nearest'", ", interpolation='bicubic'", ", 'lanczos3'", ", antialias=True",
        ", crop_to_aspect_ratio=True", ", pad_to_aspect_ratio=True", ", pad_to_aspect_ratio=True, fill_value=1.0",
        ", interpolation='odd'", ", crop_to_aspect_ratio=True, pad_to_aspect_ratio=True",
        ", pad_to_aspect_ratio=True, fill_mode='reflect'",
    ],
    take=150,
)
family.cases(
    "ops.image.resize(x, (4, 5){o}{f})", LAST + FIRST, d=D, f=FORMAT,
    o=["", ", interpolation='nearest'", ", 'bicubic'", ", antialias=True"], take=60,
)
for f in ("rgb_to_grayscale", "rgb_to_hsv", "hsv_to_rgb", "sobel_edges"):
    family.cases(f"ops.image.{f}({{x}}{{f}})", ANY, d=D, x=["x", "images=x"], f=FORMAT, take=56)
family.cases(
    "ops.image.{f}(x{o})", LAST[:5], d=["float32", "float16", "bfloat16", "float64"],
    f=["rgb_to_hsv", "hsv_to_rgb", "rgb_to_grayscale"], o=FORMAT[:2], take=50,
)
family.cases(
    "ops.image.affine_transform(x, t{i}{m}{f})",
    [x + t for x in ANY for t in (" t[N,8]", " t[8]", " t[2,8]", " t[N,6]", " t[3,3]")], d=D, i=FILTER, m=FILL, f=FORMAT,
    take=120,
)
family.cases("ops.image.affine_transform(x, [1, 0, 0, 0, 1, 0, 0, 0]{f})", LAST + FIRST, d=["float32"], f=FORMAT[:3], take=10)
family.cases(
    "ops.image.perspective_transform(x, s, e{i}{m}{f})",
    [x + t for x in ANY for t in CORNERS],
    d=D, i=FILTER, m=["", ", fill_value=1"], f=FORMAT, take=110,
)
family.cases(
    "ops.image.map_coordinates(x, c, {o}{m})",
    [
        "x:{d}[N,10,5] c[3,7]", "x:{d}[10,5] c[2,N]", "x:{d}[10,5] c[2,4,6]", "x:{d}[10,5] c[3,4]", "x:{d}[N,10] c[N,4]",
        "x:{d}[8] c[1,3]", "x:{d}[2,3,4,5] c:int32[4,N,N]", "x:{d}[10,5] c[]",
    ],
    d=D, take=60, o=["0", "1", "order=1", "2", "3"],
    m=["", ", fill_mode='nearest'", ", 'reflect', 1", ", fill_mode='wrap'", ", fill_mode='mirror'", ", fill_mode='odd'"],
)
PADS = [
    "1, 2, 3, 4", "top_padding=1, left_padding=2, bottom_padding=3, right_padding=4",
    "1, 2, target_height=30, target_width=40", "top_padding=1, left_padding=1, target_height=24, target_width=18",
    "bottom_padding=2, right_padding=0, target_height=30, target_width=20", "0, 0, 0, 0", "1, 2", "1, 2, 3",
    "1, 2, 3, 4, 30, 40", "-1, 2, 3, 4", "top_padding=1, left_padding=1, target_height=10, target_width=9", "",
    "target_height=30, target_width=30",
]
family.cases("ops.image.pad_images(x, {p}{f})", ANY, d=D, p=PADS, f=FORMAT[:3], take=130)
CROPS = [
    "1, 2, 3, 4", "top_cropping=1, left_cropping=2, bottom_cropping=1, right_cropping=1",
    "1, 2, target_height=5, target_width=4", "top_cropping=0, left_cropping=0, target_height=8, target_width=8",
    "bottom_cropping=2, right_cropping=0, target_height=3, target_width=5", "0, 0, 0, 0", "1, 2", "1, 2, 3",
    "1, 2, 3, 4, 5, 6", "-1, 2, 3, 4", "10, 10, 20, 20", "", "target_height=4, target_width=4",
    "top_cropping=1, left_cropping=1, target_height=100, target_width=9",
]
family.cases("ops.image.crop_images(x, {p}{f})", ANY, d=D, p=CROPS, f=FORMAT[:3], take=130)
family.cases(
    "ops.image.extract_patches(x, {s}{t}{p}{f})", ANY, d=D,
    s=["2", "(3, 4)", "size=(2, 2)", "(3, 2, 2)", "5", "0", "(2,)", "[3, 3]", "30"],
    t=[
        "", ", strides=1", ", strides=(2, 3)", ", 2", ", strides=0", ", strides=2, dilation_rate=2",
        ", strides=1, dilation_rate=2",
    ],
    p=["", ", padding='same'", ", padding='wrong'"], f=FORMAT[:3], take=150,
)
family.cases(
    "ops.image.extract_patches_3d(x, {s}{t}{p}{f})",
    [
        "x:{d}[N,10,9,8,2]", "x:{d}[2,6,6,6,3]", "x:{d}[N,N,N,N,2]", "x:{d}[6,7,8,3]", "x:{d}[N,2,10,9,8]", "x:{d}[N,9,3]",
        "x:{d}[5,5]",
    ],
    d=["float32", "float16"], f=FORMAT[:3], s=["2", "(3, 2, 1)", "size=(2, 2, 2)", "(2, 2)", "0", "20"],
    t=["", ", strides=1", ", strides=(1, 2, 3)", ", strides=0", ", strides=2, dilation_rate=2"],
    p=["", ", padding='same'", ", padding='wrong'"], take=70,
)
family.cases(
    "ops.image.gaussian_blur(x{k}{f})", ANY, d=D,
    k=["", ", kernel_size=(5, 5)", ", (3, 3), (0.5, 2.0)", ", sigma=(2.0, 2.0)", ", kernel_size=3", ", kernel_size=(4, 4)"],
    f=FORMAT, take=70,
)
family.cases(
    "ops.image.elastic_transform(x{k}{i}{m}{f})", ANY, d=D, k=["", ", alpha=10.0", ", 20.0, 3.0", ", seed=3"], i=FILTER,
    m=FILL, f=FORMAT, take=90,
)
family.cases(
    "ops.image.ssim(x, y{k}{f})",
    [x + y for x in LAST[:4] + FIRST[:2] + BAD[:2] for y in OTHERS] + [
        "x:{d}[N,20,15,3] y:{e}[N,20,14,3]", "x:{d}[N,N,N,3] y:{e}[N,N,N,3]",
    ],
    d=["float32", "uint8", "float16"], e=["float32"],
    k=["", ", max_val=255", ", filter_size=5", ", 1.0, 7, 1.5", ", filter_size=4", ", filter_size=50"], f=FORMAT[:3], take=90,
)
family.cases(
    "ops.image.ssim(x, x{k}{f})", LAST + FIRST, d=["float32", "uint8"], k=["", ", max_val=255", ", filter_size=5"],
    f=FORMAT[:3], take=24,
)
family.cases(
    "ops.image.scale_and_translate(x, {s}, y, z, {d}, {m}{a})",
    "x[N,10,8,3] y[2] z[2] | x[10,8,3] y[2] z[2] | x[N,N,N,3] y[3] z[3] | x:uint8[10,8,3] y[2] z[2] | "
    "x:float16[2,10,8,3] y[3] z[2] | x[10,8,3] y[N] z[N] | x[10,8,3] y[] z[]",
    s=["(10, 8, 3)", "(N, 20, 16, 3)".replace("N", "2"), "(20, 16, 3)", "(5,)", "(None, 20, 16, 3)", "(0, 4, 3)"],
    d=["(0, 1)", "(1, 2)", "[1, 2]", "(0,)", "(1, 5)", "(-3, -2)"],
    m=["'linear'", "method='cubic'", "'lanczos3'", "'lanczos5'", "'odd'"], a=["", ", antialias=False"], take=70,
)
family.cases(
    "ops.image.scale_and_translate(x, {s}, [2.0, 2.0], [0.0, 0.0], {d}, 'linear')", "x[N,10,8,3] | x[2,10,8,3]",
    s=["(2, 20, 16, 3)", "(20, 16)"], d=["(1, 2)", "(0, 1)", "(7, 8)"],
)
for f in """resize rgb_to_hsv affine_transform pad_images crop_images extract_patches gaussian_blur map_coordinates
        perspective_transform ssim scale_and_translate extract_patches_3d""".split():
    family.cases(f"ops.image.{f}()")
