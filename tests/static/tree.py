"""Which files belong to the project: what git tracks or would track; without git, all but the builds."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOT_OURS = {".git", "build", ".cache", "__pycache__", "node_modules"}


def files(root=ROOT):
    """All files of the project, as sorted paths relative to root."""
    root = pathlib.Path(root)
    names = _from_git(root) if (root / ".git").exists() else None
    if names is None:
        names = _from_walk(root)
    return sorted(path for path in map(pathlib.PurePath, names) if (root / path).is_file())


def cpp_files(root=ROOT):
    return [path for path in files(root) if path.suffix in (".cpp", ".hpp")]


def _from_git(root):
    command = ["git", "-c", f"safe.directory={root}", "-C", str(root), "ls-files", "-z", "--cached",
               "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return [name for name in os.fsdecode(listed.stdout).split("\0") if name]


def _from_walk(root):
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        for name in names:
            if not name.endswith(".pyc"):
                yield os.path.relpath(os.path.join(folder, name), root)
