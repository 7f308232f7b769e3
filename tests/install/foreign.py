"""What in a module of Python would break on Windows or on a Mac, found by reading it, not by running it."""

import ast
import re
from dataclasses import dataclass

# Lists of names are read more easily as words.
# ruff: noqa: SIM905

UNIX_MODULES = frozenset(
    "curses crypt fcntl grp nis posix pty pwd readline resource spwd syslog termios tty".split()
)
WINDOWS_MODULES = frozenset("_winapi msvcrt nt winreg winsound".split())

# What Windows' `os` has not got.
UNIX_OS = frozenset(
    "O_CLOEXEC O_DIRECTORY O_DSYNC O_NOCTTY O_NOFOLLOW O_NONBLOCK O_SYNC chown chroot ctermid "
    "fchmod fchown fork forkpty getegid geteuid getgid getgroups getloadavg getpgid getpgrp "
    "getpriority getresuid getsid getuid initgroups kill killpg lchown link lockf mkfifo mknod "
    "nice openpty pathconf pipe2 posix_fadvise posix_spawn pread pwrite readv register_at_fork "
    "sched_getaffinity sched_setaffinity sched_yield sendfile set_blocking setegid seteuid setgid "
    "setpgid setpriority setsid setuid symlink sync sysconf tcgetpgrp tcsetpgrp ttyname uname wait "
    "waitid waitpid writev getxattr setxattr memfd_create eventfd".split()
)
UNIX_TIME = frozenset(
    "tzset clock_gettime clock_gettime_ns clock_settime CLOCK_MONOTONIC CLOCK_REALTIME "
    "CLOCK_BOOTTIME CLOCK_MONOTONIC_RAW pthread_getcpuclockid".split()
)
WINDOWS_SIGNALS = frozenset(
    "SIGABRT SIGFPE SIGILL SIGINT SIGSEGV SIGTERM SIGBREAK SIG_DFL SIG_IGN Signals Handlers signal "
    "getsignal raise_signal set_wakeup_fd default_int_handler strsignal valid_signals".split()
)
ONLY_THERE = {
    "os": UNIX_OS,
    "time": UNIX_TIME,
    "select": frozenset({"select", "poll", "epoll", "kqueue"}),  # on Windows for sockets alone
    "socket": frozenset({"AF_UNIX", "AF_NETLINK"}),
    "ctypes": frozenset({"windll", "WinDLL", "oledll", "WinError"}),
}
UNIX_STARTS = frozenset({"preexec_fn", "pass_fds", "process_group", "start_new_session"})
# A path that only one system has, or a place that platformdirs should be asked for.
OWN_PATH = re.compile(
    r"^/(tmp|dev|proc|etc|usr|var|home|root|run|bin|sbin|opt|sys|mnt|media|lib|Library|Users|"
    r"Applications)\b|^~[/\\]|^[A-Za-z]:\\|\.local/|\.config\b|\.cache\b|AppData|Application Support"
)
OWN_DATE = re.compile(r"%[-#][a-zA-Z]|%[ekklPs]")
TEXT = {"read_text": 1, "write_text": 2}  # how many words they are called with, the encoding last


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that would break elsewhere: in which line, and as what it is known."""

    line: int
    what: str


def findings(source: str) -> list[Finding]:
    """Return what would break, in the order of the lines."""
    tree = ast.parse(source)
    _tell_parents(tree)
    imported = {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    found = []
    for node in ast.walk(tree):
        found += [Finding(node.lineno, what) for what in _of(node, imported)]
    return sorted(found, key=lambda one: one.line)


def _of(node, imported):
    match node:
        case ast.Import(names=names):
            yield from _imports(node, [name.name for name in names])
        case ast.ImportFrom(module=str(module), names=names):
            yield from _imports(node, [module])
            for name in names:
                yield from _attribute(node, module, name.name)
        case ast.Attribute(value=ast.Name(id=module), attr=attr) if module in imported:
            yield from _attribute(node, module, attr)
        case ast.Constant(value=str(text)) if not _is_docstring(node):
            if OWN_PATH.search(text):
                yield f"path {text}"
        case ast.Call():
            yield from _call(node)


def _imports(node, names):
    for name in names:
        if name.partition(".")[0] in UNIX_MODULES | WINDOWS_MODULES and not _is_guarded(node):
            yield f"import {name}"


def _attribute(node, module, attr):
    known = attr in ONLY_THERE.get(module, ())
    if module == "signal":
        known = attr not in WINDOWS_SIGNALS
    if known and not _is_guarded(node):
        yield f"{module}.{attr}"


def _call(node):
    name = _name(node.func)
    given = {one.arg for one in node.keywords}
    yield from sorted(given & UNIX_STARTS)
    if any(one.arg == "shell" and getattr(one.value, "value", None) for one in node.keywords):
        yield "shell=True"
    if "encoding" not in given:
        yield from _text(node, name, given)
    if name == "encode" and isinstance(node.func, ast.Attribute):
        if isinstance(node.func.value, ast.Call) and _name(node.func.value.func) == "str":
            yield "encode of str()"
    elif name == "rename" and len(node.args) == 1:
        yield "rename"  # which does not replace a file on Windows; `replace` does everywhere
    elif name in {"strftime", "strptime"}:
        for one in node.args:
            if isinstance(one, ast.Constant) and OWN_DATE.search(str(one.value)):
                yield f"date {one.value}"


def _text(node, name, given):
    """Yield what would be read or written in the letters that happen to be usual on the system."""
    mode = _mode(node, 1 if isinstance(node.func, ast.Name) else 0)
    if name == "open" and mode is not None and "b" not in mode:
        yield "open without encoding"
    elif name in TEXT and len(node.args) < TEXT[name]:
        yield f"{name} without encoding"
    elif name in {"run", "Popen", "check_output", "call"} and given & {
        "text",
        "universal_newlines",
    }:
        yield "a program's text without encoding"


def _mode(node, place):
    """Return the mode that a call of `open` names; None where it may open something else than a file."""
    if isinstance(node.func, ast.Attribute) and _name(node.func.value) in {"os", "wave", "tarfile"}:
        return None
    for one in node.keywords:
        if one.arg == "mode":
            return getattr(one.value, "value", None)
    if len(node.args) > place:
        return value if isinstance(value := getattr(node.args[place], "value", None), str) else None
    is_file = isinstance(node.func, ast.Name) or isinstance(node.parent, ast.withitem)
    return "r" if is_file else None


def _name(func):
    return getattr(func, "attr", getattr(func, "id", ""))


def _is_guarded(node):
    """Say whether a missing module is foreseen, or the system asked, or the name looked for, around it."""
    while (parent := getattr(node, "parent", None)) is not None:
        if isinstance(parent, ast.Try) and node in parent.body:
            caught = " ".join(ast.unparse(one.type) for one in parent.handlers if one.type)
            if "ImportError" in caught or "ModuleNotFoundError" in caught:
                return True
        if isinstance(parent, ast.If):
            asked = ast.unparse(parent.test)
            if any(word in asked for word in ("sys.platform", "os.name", "hasattr(")):
                return True
        node = parent
    return False


def _is_docstring(node):
    holder = node.parent
    return isinstance(holder, ast.Expr)


def _tell_parents(tree):
    for parent in ast.walk(tree):
        for child in ast.iter_child_nodes(parent):
            child.parent = parent
