"""The demo's files: documents and pictures, drawn here, of nobody and nowhere."""

import io
import textwrap

from PIL import Image, ImageDraw

from cms.demo.seed import dice

WIDTH, HEIGHT = 1200, 800
_PAGE_LINES = 46

# Water, land, sky, sun and clay of the house style.
_SKIES = ("#dfeef1", "#f7e6c4", "#e8e2d2", "#cfe3ea")
_WATER, _LAND, _SUN, _CLAY, _INK, _PAPER = "#0d4b5e", "#7a9a6b", "#f2b134", "#b4511f", "#1d2430", "#f6f3ec"
_SKINS = ("#5b3a29", "#7a4b33", "#8d5a3b", "#a9714b", "#c68b62")
_CLOTHES = ("#0d4b5e", "#b4511f", "#22548f", "#1c6b40", "#6b3f69")


def make_pdf(title: str, text: str) -> bytes:
    """A document as a PDF file (ISO 32000-1) of plain text on A4 pages, in a font that every reader has."""
    lines = [line for part in text.splitlines() for line in (textwrap.wrap(part, 82) or [""])]
    sheets = [lines[start : start + _PAGE_LINES] for start in range(0, len(lines), _PAGE_LINES)] or [[]]
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>"
    kids = []
    for number, sheet in enumerate(sheets):
        stream = _sheet(title if number == 0 else "", sheet)
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>"
            % (fonts, len(bodies))
        )
        kids.append(b"%d 0 R" % len(bodies))
    bodies[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    bodies.append(b"<< /Title (%s) >>" % _escaped(title))
    return _assemble(bodies)


def _sheet(title: str, lines: list[str]) -> bytes:
    drawn = [b"BT /F1 20 Tf 56 770 Td (%s) Tj ET" % _escaped(title)] if title else []
    drawn.append(b"BT /F1 11 Tf 15 TL 56 735 Td")
    drawn += [b"(%s) Tj T*" % _escaped(line) for line in lines]
    return b"\n".join([*drawn, b"ET"])


def _escaped(words: str) -> bytes:
    encoded = words.encode("cp1252", "replace")
    return encoded.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _assemble(bodies: list[bytes]) -> bytes:
    written, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start, size = len(written), len(bodies) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    written += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(bodies), start)
    return bytes(written)


def draw_scene(purpose: str) -> bytes:
    """A landscape of the island as a PNG file: sky, sun, hills, water, houses; the purpose decides which."""
    throw = dice(f"scene of {purpose}")
    picture = Image.new("RGB", (WIDTH, HEIGHT), throw.choice(_SKIES))
    pen = ImageDraw.Draw(picture)
    sun_x, sun_y, size = throw.randint(180, WIDTH - 180), throw.randint(120, 260), throw.randint(70, 110)
    pen.ellipse((sun_x - size, sun_y - size, sun_x + size, sun_y + size), fill=_SUN)
    for height, colour in ((430, "#a9bd97"), (500, _LAND)):
        points = [(x, height + throw.randint(-70, 60)) for x in range(0, WIDTH + 1, 150)]
        pen.polygon([(0, HEIGHT), *points, (WIDTH, HEIGHT)], fill=colour)
    for _ in range(throw.randint(5, 8)):
        _draw_house(pen, throw.randint(40, WIDTH - 160), throw.randint(530, 580), throw.randint(70, 120), throw)
    pen.rectangle((0, 670, WIDTH, HEIGHT), fill=_WATER)
    for _ in range(26):
        x, y = throw.randint(0, WIDTH), throw.randint(690, HEIGHT - 12)
        pen.line((x, y, x + throw.randint(40, 120), y), fill="#2a7489", width=6)
    return _as_png(picture)


def _draw_house(pen: ImageDraw.ImageDraw, x: int, y: int, size: int, throw) -> None:
    pen.rectangle((x, y, x + size, y + size * 0.7), fill=_PAPER)
    pen.polygon([(x - 10, y), (x + size + 10, y), (x + size / 2, y - size * 0.45)], fill=throw.choice((_CLAY, _INK)))
    pen.rectangle((x + size * 0.4, y + size * 0.3, x + size * 0.6, y + size * 0.7), fill=_WATER)


def draw_snapshot(purpose: str) -> bytes:
    """What a resident might have taken with a phone, as a JPEG file: a street with a hole full of water."""
    throw = dice(f"snapshot of {purpose}")
    width, height = 800, 600
    picture = Image.new("RGB", (width, height), throw.choice(_SKIES))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 280, width, height), fill=throw.choice((_LAND, "#a9bd97")))
    for x in range(throw.randint(10, 90), width - 90, 190):
        _draw_house(pen, x, throw.randint(200, 225), throw.randint(80, 120), throw)
    pen.polygon([(300, 290), (480, 290), (width, height), (0, height)], fill="#6d6f73")
    for top, half in ((310, 4), (380, 7), (470, 12)):
        pen.polygon(
            [(390 - half, top + 50), (390 + half, top + 50), (390 + half / 2, top), (390 - half / 2, top)], _PAPER
        )
    x, y, size = throw.randint(160, 440), throw.randint(430, 500), throw.randint(90, 160)
    pen.ellipse((x, y, x + size * 1.6, y + size * 0.5), fill=_INK)
    pen.ellipse((x + 14, y + 10, x + size * 1.6 - 18, y + size * 0.5 - 6), fill="#2a7489")
    pole = throw.choice((90, 690))
    pen.rectangle((pole, 60, pole + 12, 420), fill=_INK)
    pen.rectangle((pole - 40, 60, pole + 12, 74), fill=_INK)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=80)
    return written.getvalue()


def draw_portrait(name: str) -> bytes:
    """A person as a PNG file, abstract: head, hair and shoulders in colours that the name decides; nobody's face."""
    throw = dice(f"portrait of {name}")
    side = 480
    picture = Image.new("RGB", (side, side), throw.choice(_SKIES))
    pen = ImageDraw.Draw(picture)
    skin, clothes = throw.choice(_SKINS), throw.choice(_CLOTHES)
    pen.ellipse((50, 330, 430, 640), fill=clothes)
    pen.rectangle((205, 270, 275, 370), fill=skin)
    hair = throw.choice(("#1d1512", "#2b201b", "#4a4a4a"))
    lift = throw.randint(0, 40)
    pen.ellipse((140, 70 - lift, 340, 270), fill=hair)
    pen.ellipse((155, 110, 325, 320), fill=skin)
    pen.polygon([(205, 350), (275, 350), (240, 420)], fill=_PAPER)
    return _as_png(picture)


def _as_png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.quantize(32).save(written, "PNG", optimize=True)
    return written.getvalue()
