"""Reckoning with colours as "#RRGGBB": mixing two, and how well they are told apart."""

_LINEAR = 0.04045  # below it sRGB is a straight line


def mix(over: str, under: str, amount: float) -> str:
    """Return the opaque colour seen when `over`, as opaque as `amount` (0-1), lies on `under`."""
    parts = (
        round(int(over[i : i + 2], 16) * amount + int(under[i : i + 2], 16) * (1 - amount))
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in parts)


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= _LINEAR else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
