"""Makes small PNG files of screenshots: 256 colours, chosen in the browser, deflated here."""

import base64
import struct
import zlib
from typing import Any

from playwright.sync_api import Page

# Colours are grouped by 5 bits a channel; the most frequent groups make the palette by their
# commonest colour, and every other group takes the nearest of them.
INDEX_PIXELS = """
async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const { width, height } = image;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const colours = new Map();
  for (const pixel of pixels) colours.set(pixel, (colours.get(pixel) ?? 0) + 1);
  const rgb = (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const groupOf = (pixel) => rgb(pixel).reduce((group, channel) => group * 32 + (channel >> 3), 0);
  const groups = new Map();
  for (const [pixel, count] of colours) {
    const group = groups.get(groupOf(pixel)) ?? { count: 0, most: 0, pixel };
    group.count += count;
    if (count > group.most) Object.assign(group, { most: count, pixel });
    groups.set(groupOf(pixel), group);
  }
  const palette = [...groups.values()].sort((a, b) => b.count - a.count).slice(0, 256);
  const distance = (a, b) => a.reduce((sum, channel, i) => sum + (channel - b[i]) ** 2, 0);
  const indexOf = new Map();
  for (const [name, group] of groups) {
    const away = palette.map((other) => distance(rgb(other.pixel), rgb(group.pixel)));
    indexOf.set(name, away.indexOf(Math.min(...away)));
  }
  for (const pixel of colours.keys()) colours.set(pixel, indexOf.get(groupOf(pixel)));
  const indexed = Uint8Array.from(pixels, (pixel) => colours.get(pixel));
  let text = '';
  for (let at = 0; at < indexed.length; at += 32768)
    text += String.fromCharCode(...indexed.subarray(at, at + 32768));
  const chosen = palette.flatMap(({ pixel }) => rgb(pixel));
  return { width, height, palette: chosen, indexed: btoa(text) };
}
"""


def small(page: Page, png: bytes) -> bytes:
    """Give a PNG of the same picture in 256 colours; `page` must be a blank one."""
    made: dict[str, Any] = page.evaluate(INDEX_PIXELS, base64.b64encode(png).decode())
    width, height = made["width"], made["height"]
    pixels = base64.b64decode(made["indexed"])
    rows = b"".join(b"\0" + pixels[row : row + width] for row in range(0, len(pixels), width))
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(made["palette"])),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
