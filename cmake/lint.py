#!/usr/bin/env python3
"""Called by `./dev lint [FILES]`, in the build environment: clang-format, clang-tidy and clazy over our own code.

What passed leaves a stamp named after everything that decides the outcome, so only what changed is looked at again.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

PROJECT = pathlib.Path(__file__).resolve().parent.parent
BUILD = PROJECT / "build/lint"
OWN = BUILD / "own"  # the compile commands of our files only, none of generated ones
PASSED = BUILD / "passed"
TIDY = ["clang-tidy", "-p", str(OWN), "--quiet", "--extra-arg=-Wno-sign-conversion"]
CLAZY = ["clazy-standalone", "-p", str(OWN), "--only-qt", "--checks=level1", f"--ignore-dirs={BUILD}|/usr"]


def run(*command):
    """Runs a command; returns whether it went well, and all that it said."""
    done = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode == 0, done.stdout


def must(*command):
    """Runs a command whose failure ends the whole check."""
    fine, text = run(*command)
    if not fine:
        sys.exit(text)
    return text


def configure():
    """Has the compile commands, and what moc makes of the headers, ready; compiles nothing."""
    must("cmake", "--preset", "lint", "-DCMAKE_GLOBAL_AUTOGEN_TARGET=ON", "-DCMAKE_AUTOGEN_ORIGIN_DEPENDS=OFF",
         "-DCMAKE_CXX_SCAN_FOR_MODULES=OFF")
    must("cmake", "--build", "--preset", "lint", "--target", "autogen", "test-mocs")


def is_own(path):
    return path.is_relative_to(PROJECT) and not path.is_relative_to(PROJECT / "build")


def own_sources():
    """Each of our source files, with its compile command; writes them down for the tools."""
    entries = json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8"))
    entries = [entry for entry in entries if is_own(pathlib.Path(entry["file"]))]
    OWN.mkdir(exist_ok=True)
    (OWN / "compile_commands.json").write_text(json.dumps(entries), encoding="utf-8")
    return {pathlib.Path(entry["file"]): entry["command"] for entry in entries}


def own_includes():
    """Each of our source files, with the files of ours that it is made of; one that cannot be read is left out."""
    tools = pathlib.Path(shutil.which("clang-tidy")).resolve().parent  # Debian has the one we need in this folder only
    _, rules = run(str(tools / "clang-scan-deps"), "-j", str(os.cpu_count()), "-format", "make",
                   "-compilation-database", str(OWN / "compile_commands.json"))
    includes = {}
    for rule in rules.replace("\\\n", " ").splitlines():
        paths = [pathlib.Path(word) for word in rule.partition(": ")[2].split()]
        if paths and is_own(paths[0]):
            includes[paths[0]] = sorted(path for path in paths if is_own(path))
    return includes


def stamp(source, command, includes, rules):
    digest = hashlib.sha256(rules + command.encode() + (b"" if source in includes else os.urandom(8)))
    for path in includes.get(source, []):
        digest.update(path.read_bytes())
    return PASSED / digest.hexdigest()


def check(source, mark):
    """Returns what is wrong with one source file and the headers it includes; leaves the stamp if nothing is."""
    fine, text = run(*TIDY, str(source))
    done, said = run(*CLAZY, str(source))
    problems = ("" if fine else text) + ("" if done and "[-Wclazy-" not in said else said)
    if not problems:
        mark.touch()
    return problems


def main(wanted):
    fine, text = run("cmake/format.sh", "--dry-run", "-Werror")
    if not fine:
        print(text, "Call ./dev format.", sep="\n")
    configure()
    PASSED.mkdir(exist_ok=True)
    rules = (PROJECT / ".clang-tidy").read_bytes() + " ".join(TIDY + CLAZY).encode()
    rules += must("clang-tidy", "--version").encode() + must("clazy-standalone", "--version").encode()
    sources, includes = own_sources(), own_includes()
    marks = {source: stamp(source, command, includes, rules) for source, command in sources.items()
             if not wanted or source in wanted}
    todo = [source for source, mark in marks.items() if not mark.exists()]
    print(f"{len(marks)} source files, {len(todo)} of them to look at", flush=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        running = {pool.submit(check, source, marks[source]): source for source in todo}
        for count, task in enumerate(concurrent.futures.as_completed(running), 1):
            print(f"[{count}/{len(todo)}] {running[task].relative_to(PROJECT)}", flush=True)
            if task.result():
                fine = False
                print(task.result(), flush=True)
    sys.exit(0 if fine else "lint: there are findings, see above")


main({pathlib.Path(name).resolve() for name in sys.argv[1:]})
