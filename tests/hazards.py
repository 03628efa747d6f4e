"""Stages that read like Fazhi's own, but for files whose name asks for a disaster."""

import os
import signal
from dataclasses import replace
from typing import Any

from etl.reading import Reading
from etl.stages import CatalogLike, Stages, bundled_stages
from etl.warehouse.rows import Origin


def hazardous_stages(catalog: CatalogLike) -> Stages:
    """A file named crash ends the process that reads it, one named kill the worker itself."""
    stages, ask = bundled_stages(catalog), Reading(catalog).ask

    def read_file(file: Any, source: str, origin: Origin) -> Any:
        if "crash" in file.name:
            return ask("tests.odd_jobs:abort", file, source)
        if "kill" in file.name:
            os.kill(os.getpid(), signal.SIGKILL)
        return stages.read_file(file, source, origin)

    return replace(stages, read_file=read_file)
