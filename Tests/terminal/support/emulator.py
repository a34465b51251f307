"""The screen of a terminal: PyPI's pyte, and what it leaves out of xterm."""

import re

import pyte

# Private modes, as pyte stores them.
ALTERNATE_SCREENS = {47 << 5, 1047 << 5, 1049 << 5}
MOUSE = {number << 5 for number in (9, 1000, 1001, 1002, 1003, 1005, 1006, 1015)}


class Emulator(pyte.Screen):
    """A screen that also knows the sequences of xterm that pyte leaves out."""

    last = " "

    def draw(self, data):
        super().draw(data)
        if data:
            self.last = data[-1]

    def repeat(self, count=1):
        super().draw(self.last * (count or 1))

    def tab_back(self, count=1):
        for _ in range(count or 1):
            self.cursor.x = max([0] + [stop for stop in self.tabstops if stop < self.cursor.x])

    def scroll_up(self, count=1):
        self._scroll(self.delete_lines, count)

    def scroll_down(self, count=1):
        self._scroll(self.insert_lines, count)

    def _scroll(self, change, count):
        x, y = self.cursor.x, self.cursor.y
        self.cursor.y = self.margins.top if self.margins else 0
        change(count or 1)
        self.cursor.x, self.cursor.y = x, y


class EmulatorStream(pyte.ByteStream):
    csi = {**pyte.ByteStream.csi, "b": "repeat", "Z": "tab_back", "S": "scroll_up",
           "T": "scroll_down"}
    events = pyte.ByteStream.events | {"repeat", "tab_back", "scroll_up", "scroll_down"}
    colours = re.compile(rb"\x1b\[[0-9:;]*m")
    # A control sequence or the choice of a character set, of which the last byte is missing.
    unfinished = re.compile(rb"\x1b(\[[0-9:;?]*|[()*+])?$")
    given_up = re.compile(rb"\x1b(\[[0-9:;?]*|[()*+])?(?=\x1b)")
    rest = b""

    def feed(self, data):
        # pyte knows no colons between the parts of a direct colour, and not that a sequence ends a
        # sequence that is not whole, as when a program dies while it writes.
        data = self.given_up.sub(b"", self.rest + data)
        cut = self.unfinished.search(data)
        end = cut.start() if cut else len(data)
        self.rest = data[end:]
        super().feed(self.colours.sub(
            lambda found: found.group().replace(b"::", b";").replace(b":", b";"), data[:end]))
