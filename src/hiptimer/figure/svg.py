"""A frame of a figure as SVG, written by hand: there is little to it, and nothing to depend on."""

from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise

from hiptimer.figure.baked import Frame, Header, Outline
from hiptimer.figure.looks import Paint


def svg(
    header: Header,
    frame: Frame,
    paints: Mapping[str, Paint],
    *,
    title: str,
    longer_px: int,
    mirrored: bool = False,
) -> str:
    """Return the frame as an SVG document whose longer side is so many pixels; `title` is read aloud."""
    width, height = header.box
    scale = longer_px / max(width, height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width * scale:g}" height="{height * scale:g}" role="img" fill-rule="evenodd">'
    )
    lines = [
        head,
        f"<title>{_text(title)}</title>",
        f'<g transform="matrix(-1 0 0 1 {width} 0)">' if mirrored else "<g>",
        *(_path(outline, paints[outline.role]) for outline in frame if outline.role in paints),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _path(outline: Outline, paint: Paint) -> str:
    alpha = f' fill-opacity="{paint.alpha:g}"' if paint.alpha < 1 else ""
    return f'<path fill="{paint.colour}"{alpha} d="{"".join(_subpaths(outline))}"/>'


def _subpaths(outline: Outline) -> Iterator[str]:
    """Yield each polygon: where it begins, then steps, which are shorter than places."""
    ends = accumulate(outline.lengths)
    for end, length in zip(ends, outline.lengths, strict=True):
        corners = list(
            zip(outline.xs[end - length : end], outline.ys[end - length : end], strict=True)
        )
        x, y = corners[0]
        steps = " ".join(f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(corners))
        yield f"M{x} {y}l{steps}z"


def _text(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
