#!/bin/sh
# Makes an AppImage of the frozen folder:
#
#     sh packaging/appimage/build.sh FROZEN TARGET
#
# FROZEN is the folder that `tools/release.py build frozen` packs (unpack hiptimer-*-linux-x86_64.tar.xz), TARGET
# a folder for what is made. The AppDir is made with nothing but a shell; to make one file of it takes
# appimagetool (https://github.com/AppImage/appimagetool), which brings the small program that mounts it.
set -eu

if [ $# -ne 2 ] || [ ! -x "$1/hiptimer" ]; then
    echo "usage: build.sh FROZEN TARGET, where FROZEN/hiptimer is the program" >&2
    exit 2
fi
top=$(cd "$(dirname "$0")/../.." && pwd)
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$top/src/hiptimer/__init__.py")
mkdir -p "$2"
dir=$2/hiptimer.AppDir
rm -rf "$dir"

share=$dir/usr/share
mkdir -p "$dir/usr/lib" "$dir/usr/bin" "$share/applications" "$share/metainfo" "$share/mime/packages"
cp -R "$1" "$dir/usr/lib/hiptimer"
ln -s ../lib/hiptimer/hiptimer "$dir/usr/bin/hiptimer"
cp "$top/packaging/linux/hiptimer.desktop" "$share/applications/"
# appimagetool looks for the older ending.
cp "$top/packaging/linux/org.hiptimer.hiptimer.metainfo.xml" "$share/metainfo/hiptimer.appdata.xml"
cp "$top/packaging/linux/hiptimer-mime.xml" "$share/mime/packages/hiptimer.xml"
for size in 16 24 32 48 64 128 256 512; do
    sized=$share/icons/hicolor/${size}x${size}
    mkdir -p "$sized/apps" "$sized/mimetypes"
    cp "$top/assets/icons/hiptimer-$size.png" "$sized/apps/hiptimer.png"
    cp "$top/assets/icons/application-x-hiptimer-session-$size.png" \
        "$sized/mimetypes/application-x-hiptimer-session.png"
done
mkdir -p "$share/icons/hicolor/scalable/apps"
cp "$top/assets/icons/hiptimer.svg" "$share/icons/hicolor/scalable/apps/"
cp "$top/packaging/appimage/AppRun" "$dir/AppRun"
chmod 755 "$dir/AppRun"
# What a file manager shows, and what names the program, stand at the top.
cp "$top/packaging/linux/hiptimer.desktop" "$dir/"
cp "$top/assets/icons/hiptimer-256.png" "$dir/hiptimer.png"
ln -s hiptimer.png "$dir/.DirIcon"

if ! command -v appimagetool > /dev/null; then
    echo "$dir is ready and can be started by its AppRun." >&2
    echo "To make one file of it takes appimagetool, which is not on this computer's path." >&2
    exit 3
fi
made=$2/hiptimer-$version-x86_64.AppImage
ARCH=x86_64 VERSION=$version appimagetool "$dir" "$made"
echo "$made"
