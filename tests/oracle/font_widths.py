#!/usr/bin/env python3
"""Writes src/output/font_widths.h: how wide the characters of DejaVu Sans are, of which a bare Debian draws.

Of the fonts that stand for "Helvetica,Arial,sans-serif" it is the widest: what has room in it has room in all.
font_widths.py > src/output/font_widths.h (Pillow; the package fonts-dejavu-core)
"""

from PIL import ImageFont

FOLDER = "/usr/share/fonts/truetype/dejavu/"
UNITS = 2048
RANGES = [(0x20, 0x7F), (0xA0, 0x180), (0x391, 0x3CA), (0x2010, 0x2027), (0x2190, 0x2194)]
SINGLE = [0x2030, 0x20AC, 0x2202, 0x2208, 0x2211, 0x2212, 0x221A, 0x221E, 0x222B, 0x2248, 0x2260, 0x2264, 0x2265]


def widths(font, characters):
    return [round(font.getlength(chr(c)) / UNITS * 1000) for c in characters]


def table(name, numbers):
    lines, line = [], "   "
    for number in numbers:
        if len(line) + len(f" {number},") > 100:
            lines.append(line)
            line = "   "
        line += f" {number},"
    return f"constexpr std::array<std::uint16_t, {len(numbers)}> {name}{{\n" + "\n".join([*lines, line]) + "\n};\n"


def main():
    characters = [c for first, end in RANGES for c in range(first, end)] + SINGLE
    print("// Written by tests/oracle/font_widths.py: the widths of characters of DejaVu Sans, in thousandths of")
    print("// the size.\n#pragma once\n\n#include <array>\n#include <cstdint>\n\nnamespace modelviz {\n")
    print("struct CharacterRange {\n  char32_t first, end;\n};")
    print(f"constexpr std::array<CharacterRange, {len(RANGES) + len(SINGLE)}> kMeasuredRanges{{{{")
    for first, end in RANGES + [(c, c + 1) for c in SINGLE]:
        print(f"    {{0x{first:X}, 0x{end:X}}},")
    print("}};\n")
    for name, file in [("kWidths", "DejaVuSans.ttf"), ("kBoldWidths", "DejaVuSans-Bold.ttf")]:
        font = ImageFont.truetype(FOLDER + file, UNITS, layout_engine=ImageFont.Layout.BASIC)
        print(table(name, widths(font, characters)))
    print("}  // namespace modelviz")


if __name__ == "__main__":
    main()
