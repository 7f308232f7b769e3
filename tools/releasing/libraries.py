"""What the frozen folder leaves to the system, and which packages of Debian bring it."""

from typing import Final

# What the files in the folder ask of the system, and who brings it on Debian and Ubuntu.
LIBRARIES: Final = {
    "ld-linux-x86-64.so.2": "libc6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libc.so.6": "libc6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdl.so.2": "libc6",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "libpulse.so.0": "libpulse0",
    "libresolv.so.2": "libc6",
    "librt.so.1": "libc6",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
# Beside libraries: the zones of the calendar file.
_OTHERS: Final = ("tzdata",)
# The folder is built on Debian 12; an older C library has not all that it asks for.
_LEAST: Final = {"libc6": "libc6 (>= 2.36)"}
_RENAMED: Final = {"libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64"}


def depends() -> list[str]:
    """Return the packages without which the program does not start, as the control file names them."""
    packages = sorted({*LIBRARIES.values(), *_OTHERS})
    return [(_LEAST | _RENAMED).get(package, package) for package in packages]
