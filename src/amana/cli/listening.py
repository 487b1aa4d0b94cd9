"""Where a server of this installation listens: the same two options for relay, desk and site."""

from typing import Annotated

import typer

Host = Annotated[
    str, typer.Option(help="Address to listen on; a web server with TLS stands before it.")
]
Port = Annotated[int, typer.Option(min=1, max=65535)]
