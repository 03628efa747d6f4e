"""The options of `fazhi serve`: to whom the dashboard is shown, and what they may do.

Owns their words; `etl.cli_data` uses them.
"""

from pathlib import Path
from typing import Annotated

import typer

from etl.access import KEY

RosterOption = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        metavar="FILE",
        envvar="FAZHI_ROSTER",
        help="CSV of the bodies that owe reports (region,agency,genres,from,to); without it, "
        "roster.csv in the folder of the warehouse.",
    ),
]
ShareOption = Annotated[
    bool,
    typer.Option("--share", help="Serve the network: print a link with a key, and a QR code."),
]
UploadOption = Annotated[bool, typer.Option("--allow-upload", help="Let readers load reports.")]
ReviewOption = Annotated[bool, typer.Option("--review", help="Let readers review figures.")]
KeyOption = Annotated[
    str | None,
    typer.Option(
        "--key",
        envvar=KEY,
        metavar="KEY",
        help="Key to ask for: links stay good over restarts; with --share a new one by default.",
        show_default=False,
    ),
]
AddressOption = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar="ADDRESS",
        help="Address to listen on.",
        show_default="127.0.0.1, with --share 0.0.0.0",
    ),
]
HostnamesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--hostname",
        metavar="NAME",
        help="Further name it is asked for, as behind a reverse proxy; may be repeated.",
        show_default=False,
    ),
]
