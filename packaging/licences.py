#!/usr/bin/env python3
"""Writes the licences of everything that is in the program for one target:

    packaging/licences.py x86_64-pc-windows-gnu > licenze-di-terzi.txt

Crates that the build alone needs are left out. The texts are those that each crate, or font, carries;
a text that many carry stands once, below the names of all.
"""

import json
import pathlib
import re
import subprocess
import sys

TEXT = re.compile(r"(licen[cs]e|copying|copyright|notice|unlicense|ofl)", re.IGNORECASE)
STANDARD = "Libreria standard di Rust (The Rust Project Developers)"


def crates(target):
    """Packages of the program with their names and versions, in that order."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
    facts = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    packages = {package["id"]: package for package in facts["packages"]}
    edges = {node["id"]: node["deps"] for node in facts["resolve"]["nodes"]}
    root = facts["resolve"]["root"]
    found, waiting = set(), [root]
    while waiting:
        package = waiting.pop()
        if package in found:
            continue
        found.add(package)
        is_macro = any("proc-macro" in kind["kind"] for kind in packages[package]["targets"])
        for edge in edges[package]:
            # Without a kind it is a dependency of the program, and not of its build or its tests.
            if not is_macro and any(kind["kind"] is None for kind in edge["dep_kinds"]):
                waiting.append(edge["pkg"])
    found.remove(root)
    return sorted((packages[package] for package in found), key=lambda of: (of["name"], of["version"]))


def texts(folder):
    files = [file for file in sorted(folder.iterdir()) if file.is_file() and TEXT.match(file.stem)]
    return [file.read_text("utf-8", "replace").replace("\r\n", "\n").strip() for file in files]


def main():
    target = sys.argv[1]
    owners, bare = {}, []
    listed = []
    for package in crates(target):
        name = f"{package['name']} {package['version']}"
        listed.append(f"{name}: {package['license'] or 'si veda il testo'}")
        own = texts(pathlib.Path(package["manifest_path"]).parent)
        for text in own:
            owners.setdefault(text, []).append(name)
        if not own:
            authors = ", ".join(package["authors"]) or package["repository"] or "autori non indicati"
            bare.append(f"{name}: {package['license']}, {authors}")
    for folder in sorted(pathlib.Path("fonts").iterdir()):
        if folder.is_dir():
            for text in texts(folder):
                owners.setdefault(text, []).append(f"Carattere {folder.name}")
    listed.append(f"{STANDARD}: MIT OR Apache-2.0")
    if target.endswith("-windows-gnu"):
        listed.append("Parti di MinGW-w64 (dominio pubblico, ZPL-2.1) e di GCC (GPL-3.0 con la GCC Runtime Library Exception)")
    print("relazione-cug è distribuito con la licenza EUPL-1.2. Contiene le opere che seguono, ciascuna con la propria.\n")
    print("\n".join(listed))
    print("\nQueste non portano il testo della licenza con sé; valgono i testi generali, che sono più avanti:\n")
    print("\n".join(bare))
    for text, names in owners.items():
        print("\n" + "=" * 100 + "\n" + ", ".join(names) + "\n" + "-" * 100 + "\n\n" + text)


main()
