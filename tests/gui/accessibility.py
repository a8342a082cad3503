#!/usr/bin/env python3
"""accessibility.py PROGRAM: walks the dashboard as a screen reader does, over AT-SPI, on a display of its own.

Run it in a D-Bus session of its own (dbus-run-session). Fails on anything that can have the focus without saying its
name and role. Opens every dialog by its keys, as somebody would who sees nothing.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyatspi

PATIENCE = 90  # seconds: other tests may have the processors
# What opens each dialog, by its title
DIALOGS = {"New job": ["ctrl+n"], "Settings": ["ctrl+comma"], "Health": ["ctrl+shift+h"],
           "Keyboard shortcuts": ["F1"], "Command palette": ["ctrl+shift+p"],
           "About Containerized Agent": ["ctrl+shift+p", "a", "b", "o", "u", "t", "Return"]}
NO_ROLE = {pyatspi.ROLE_INVALID, pyatspi.ROLE_UNKNOWN}
# A cell or a line of text may be empty; what it is in has the name.
MAY_BE_EMPTY = {pyatspi.ROLE_TABLE_CELL, pyatspi.ROLE_TREE_ITEM, pyatspi.ROLE_LIST_ITEM}


def await_result(what, look):
    """What look() finds, as soon as it finds something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = look()
        except Exception:  # what is asked may vanish at any moment: GLib.GError and others
            found = None
        if found:
            return found
        time.sleep(0.1)
    sys.exit(f"waited in vain for {what}")


def below(node, depth=0):
    """The node and all below it that is shown."""
    yield node
    if depth > 40:
        return
    for index in range(min(node.childCount, 500)):
        child = node.getChildAtIndex(index)
        if child is not None and child.getState().contains(pyatspi.STATE_SHOWING):
            yield from below(child, depth + 1)


def find(root, role, name):
    """The first of this name, and of this role unless it is None."""
    for node in below(root):
        if node.name == name and role in (None, node.getRole()):
            return node
    return None


def path_of(node):
    parts = []
    while node is not None and node.getRole() != pyatspi.ROLE_APPLICATION:
        parts.append(f"{node.getRoleName()} '{node.name}'")
        node = node.parent
    return " < ".join(parts)


def faults_of(window):
    """Everything wrong in one window, and how much was looked at."""
    faults, looked_at = set(), 0
    for node in below(window):
        if not node.getState().contains(pyatspi.STATE_FOCUSABLE):
            continue
        looked_at += 1
        role = node.getRole()
        if role in NO_ROLE:
            faults.add(f"no role: {path_of(node)}")
        if not node.name and role not in MAY_BE_EMPTY:
            faults.add(f"no name: {path_of(node)}")
    return faults, looked_at


def press(display, keys):
    subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "100", *keys], check=True,
                   env=dict(os.environ, DISPLAY=display), timeout=PATIENCE)


def application(pid):
    desktop = pyatspi.Registry.getDesktop(0)
    for index in range(desktop.childCount):
        app = desktop.getChildAtIndex(index)
        if app is not None and app.get_process_id() == pid and app.childCount > 0:
            return app
    return None


def window_called(app, name):
    for index in range(app.childCount):
        window = app.getChildAtIndex(index)
        if window is not None and window.name == name and window.getState().contains(pyatspi.STATE_SHOWING):
            return window
    # A dialog may be a child of the window that it belongs to.
    return find(app, pyatspi.ROLE_DIALOG, name) or find(app, pyatspi.ROLE_FRAME, name)


def is_active(window):
    return window is not None and window.getState().contains(pyatspi.STATE_ACTIVE)


def walk(app, display):
    """All windows of the program, with the keyboard alone; returns what is wrong."""
    faults = set()
    main_title = "Containerized Agent"
    main = await_result("the window", lambda: window_called(app, main_title))
    await_result("the page of the window", lambda: find(main, pyatspi.ROLE_PUSH_BUTTON, "New job"))
    for title, keys in {main_title: [], **DIALOGS}.items():
        await_result("the window to be active", lambda: is_active(window_called(app, main_title)))
        if keys:
            press(display, keys)
        window = await_result(f"the window {title}", lambda: window_called(app, title))
        found, count = await_result("something in it", lambda: (lambda r: r if r[1] else None)(faults_of(window)))
        faults |= {f"{title}: {fault}" for fault in found}
        print(f"{title}: {count} looked at", flush=True)
        if keys:
            press(display, ["Escape"])
            await_result(f"the end of {title}", lambda: not window_called(app, title))
    return faults


def start_display():
    reading, writing = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
                              pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return server, ":" + pipe.readline().strip()


def end(process):
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main():
    server, display = start_display()
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb", LANG="C.UTF-8",
                           QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
        environment.pop("WAYLAND_DISPLAY", None)
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
            path = Path(folder, name)
            path.mkdir(mode=0o700)
            environment[name] = str(path)
        manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
        program = subprocess.Popen([sys.argv[1], "--listen", "127.0.0.1:0", "--keychain", "off"], env=environment,
                                   cwd=folder, stdout=subprocess.DEVNULL)
        try:
            faults = walk(await_result("the program", lambda: application(program.pid)), display)
        finally:
            for process in (program, manager, server):
                end(process)
    for fault in sorted(faults):
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
