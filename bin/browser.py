"""Finds a Chrome, Chromium or Edge for the browser tests, or installs Debian's.

Prints the path of the browser. Standard library only. Owns the search; refuses to install
anything but Debian's `chromium` and `fonts-noto-cjk`, and only where nothing else is there.
"""

import os
import shutil
import subprocess
import sys

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
)
PACKAGES = ("chromium", "fonts-noto-cjk")
ADVICE = (
    "The browser tests need Chrome, Chromium or Edge: install one (Debian, Ubuntu: "
    "apt install chromium fonts-noto-cjk), or name it with FAZHI_BROWSER=/path/to/chrome."
)


def find_browser():
    """Return the path of a browser that starts; FAZHI_BROWSER decides where it is set."""
    named = os.environ.get("FAZHI_BROWSER")
    candidates = [named] if named else [*NAMES, *PLACES]
    paths = (shutil.which(candidate) for candidate in candidates)
    return next((path for path in paths if path and starts(path)), None)


def starts(path):
    """Tell whether the browser runs at all: Ubuntu's `chromium-browser` may be an empty shell."""
    if os.name == "nt":  # there, asking for the version opens a window
        return True
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def find_apt():
    """Return the command that installs Debian packages without asking, if there is one."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    asks = not shutil.which("sudo") or subprocess.run(["sudo", "-n", "true"]).returncode != 0
    return None if asks else ["sudo", "-n", "apt-get"]


def install_browser(apt):
    """Install Debian's browser and Chinese fonts; what apt says goes to standard error."""
    print(f"Installing {' and '.join(PACKAGES)} for the browser tests ...", file=sys.stderr)
    settings = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in (["update", "-qq"], ["install", "-y", "-qq", *PACKAGES]):
        subprocess.run([*apt, *step], stdout=sys.stderr, env=settings)


def main():
    """Print the path of a browser, installing one first where that is possible."""
    browser = find_browser()
    if browser is None and not os.environ.get("FAZHI_BROWSER"):
        apt = find_apt()
        if apt:
            install_browser(apt)
            browser = find_browser()
    if browser is None:
        sys.exit(ADVICE)
    print(browser)


if __name__ == "__main__":
    main()
