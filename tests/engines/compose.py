#!/usr/bin/env python3
"""compose.py PROJECT DAEMON: what compose.yaml and the server's Dockerfile name is there, without an engine.

An image takes a quarter of an hour to build. This finds in seconds what most often breaks it: a setting that has another
name now, a package that is not needed any more, a source file that .dockerignore keeps out.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROJECT = Path(sys.argv[1])
DAEMON = sys.argv[2]
COMPOSE = (PROJECT / "compose.yaml").read_text()
DOCKERFILE = (PROJECT / "app/daemon/Dockerfile").read_text()
# What is no setting of the server: its folder for sockets, cactl's server, the proxies' usual names
OTHER_VARIABLES = {"XDG_RUNTIME_DIR", "CACTL_SERVER", "http_proxy", "https_proxy", "no_proxy"}


def run(*command):
    """The output of a command; fails with all of it."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=240, check=False)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}"
    return done.stdout


def commands(begin):
    """The words of the Dockerfile's commands that begin like this, one list each."""
    joined = DOCKERFILE.replace("\\\n", " ")
    return [found.split() for found in re.findall(re.escape(begin) + r"(.*?)(?:&&|$)", joined, re.MULTILINE)]


def copy_of_context(target):
    """What COPY . . has: .dockerignore is "*", then exceptions, then exceptions from them."""
    lines = [line for line in (PROJECT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    assert lines[0] == "*", "everything stays out that is not named"
    for name in (line[1:] for line in lines if line[0] == "!"):
        source = PROJECT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, target / name)
    for name in (line for line in lines[1:] if line[0] != "!"):
        unwanted = target / name
        shutil.rmtree(unwanted) if unwanted.is_dir() else unwanted.unlink()


class Compose(unittest.TestCase):
    """compose.yaml and app/daemon/Dockerfile against the rest of the project."""

    def test_variables_are_settings(self):
        environment = COMPOSE.split("    environment:", 1)[1].split("    volumes:", 1)[0]
        named = set(re.findall(r"^      (\w+):", environment, re.MULTILINE)) | set(re.findall(r"\$\{(\w+)", COMPOSE))
        self.assertIn("AGENT_OUTPUT_DIR", named)
        known = set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", run(DAEMON, "--help")))
        keys = {f"{name}_API_KEY" for name in re.findall(r"\b[A-Z]{3,}\b", run(DAEMON, "--help"))}
        self.assertEqual(named - known - keys - OTHER_VARIABLES, set())

    def test_paths_are_there(self):
        dockerfile = re.search(r"dockerfile: (\S+)", COMPOSE)[1]
        self.assertEqual((PROJECT / dockerfile).read_text(), DOCKERFILE)
        title = re.search(r'README\.md,\n# "([^"]+)"', COMPOSE)[1]
        self.assertIn(f"## {title}", (PROJECT / "README.md").read_text().splitlines(), "compose.yaml refers to it")

    def test_packages_are_those_of_the_project(self):
        needed = {line.split("#")[0].strip() for line in (PROJECT / "cmake/debian-packages.txt").read_text().splitlines()}
        installed = commands("apt-get install -y --no-install-recommends ")
        self.assertEqual(len(installed), 2)
        self.assertEqual({name for name in installed[0] if name not in needed}, set())

    def test_sources_are_complete(self):
        arguments = [word.strip('"') for word in commands("RUN cmake -S . -B /build ")[0] if "BUILD_TYPE" not in word
                     and "CXX_FLAGS" not in word and not word.startswith(('"', '-DNDEBUG'))]
        targets = commands("cmake --build /build --target ")[0]
        self.assertIn("-DCA_DASHBOARD=OFF", arguments)
        with tempfile.TemporaryDirectory() as folder:
            source, build = Path(folder) / "src", Path(folder) / "build"
            source.mkdir()
            copy_of_context(source)
            run("cmake", "-S", source, "-B", build, *arguments)
            # Ninja names an input that is neither there nor made.
            self.assertIn("containerized-agentd", run("ninja", "-C", build, "-n", *targets))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
