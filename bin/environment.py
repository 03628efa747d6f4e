"""Makes `.venv`, with Fazhi's pinned dependencies and the `fazhi` command in it.

Runs on a bare Python with the standard library alone: `make setup` calls it, and so does a
Windows user without make. Owns the environment and its stamp; refuses to touch anything
outside `.venv`. The stamp is written last, so an interrupted run is simply repeated.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "fazhi.stamp"
LOCK = ROOT / "requirements.lock"
OLDEST = (3, 11)
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


def find_program(name):
    """Return the path of a program inside the environment."""
    if os.name == "nt":
        return ENVIRONMENT / "Scripts" / (name + ".exe")
    return ENVIRONMENT / "bin" / name


def check_python():
    """Stop with one sentence where this Python is too old or cannot make environments."""
    if sys.version_info < OLDEST:
        stop(
            f"Fazhi needs Python 3.11 or newer and this is {VERSION}: install a newer one, "
            "or name it with 'make PYTHON=python3.12 setup'."
        )
    try:
        import ensurepip  # noqa: F401 - asked for only to know whether it is there
        import venv  # noqa: F401 - the same
    except ImportError:
        stop(
            "This Python cannot make environments: install its venv package "
            f"(Debian, Ubuntu: apt install python{VERSION}-venv)."
        )


def build_stamp():
    """Return what the environment depends on: its place and Python; lock and project file."""
    digest = hashlib.sha256()
    for path in (LOCK, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    # Commands in .venv hold its absolute path: a moved folder needs a new environment.
    return [f"{VERSION} {ROOT}", digest.hexdigest()]


def read_stamp():
    """Return the lines of the stamp, none where there is no stamp."""
    return STAMP.read_text(encoding="utf-8").splitlines() if STAMP.exists() else []


def is_usable():
    """Tell whether the environment has a Python of this version that runs, with pip."""
    probe = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    try:
        command = [str(find_program("python")), "-c", probe]
        answer = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == VERSION


def build_environment():
    """Make `.venv` anew."""
    print("Making the environment in .venv ...", flush=True)
    run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], "make .venv")


def install():
    """Install the locked dependencies, each checked by its hash, then Fazhi itself."""
    pip = [str(find_program("python")), "-m", "pip", "install", "--quiet"]
    pip += ["--disable-pip-version-check", "--no-input"]
    print("Installing the pinned dependencies (once, about a minute) ...", flush=True)
    run([*pip, "--require-hashes", "-r", str(LOCK)], "install the dependencies")
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], "install Fazhi")


def run(command, purpose):
    """Run one command, stopping with a sentence where it fails."""
    settings = dict(os.environ, PIP_USER="0", PIP_ROOT_USER_ACTION="ignore")
    if subprocess.run(command, cwd=str(ROOT), env=settings).returncode != 0:
        stop(
            f"Could not {purpose}, for the reason above: check the network connection and the "
            "free disk space, then run the same command again."
        )


def stop(sentence):
    """End with one sentence for the user."""
    sys.exit(sentence)


def main():
    """Bring the environment up to date; do nothing where it is."""
    check_python()
    stamp, former = build_stamp(), read_stamp()
    usable = is_usable()
    if usable and stamp == former:
        return
    STAMP.unlink(missing_ok=True)
    if not usable or (former and former[0] != stamp[0]):
        build_environment()
    install()
    STAMP.write_text("\n".join(stamp) + "\n", encoding="utf-8")
    print(f"Ready: {find_program('fazhi').relative_to(ROOT)} --help", flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
