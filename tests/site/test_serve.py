"""The small server: exact headers on every answer, nothing but reading."""

from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import brotli
import pytest

from amana.site import application
from amana.site.serve import NotBuilt
from tests.site.instances import built


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory):
    serve = application(built(tmp_path_factory.mktemp("site") / "out"))

    def asked(path: str, method: str = "GET", accept: str = "gzip, deflate, br"):
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_ACCEPT_ENCODING": accept}
        setup_testing_defaults(environ)
        got: dict[str, Any] = {}

        def start(status, headers, exc_info=None):
            got.update(status=status, headers=dict(headers))
            return lambda _: None

        got["body"] = b"".join(serve(environ, start))
        return got

    return asked


@pytest.mark.parametrize(
    "path", ["/", "/a", "/x", "/texts/ar.json", "/words/ckb.txt", "/nothing", "/../x"]
)
def test_p3_every_answer_is_kept_by_nobody(ask, path: str):
    headers = ask(path)["headers"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers and "Server" not in headers


@pytest.mark.parametrize("path", ["/", "/a", "/x"])
def test_every_page_takes_nothing_of_the_phone_but_the_microphone_when_she_speaks(ask, path: str):
    headers = ask(path)["headers"]
    assert headers["Permissions-Policy"].endswith("microphone=(self)")
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def test_p3_leaving_clears_what_the_browser_kept(ask):
    assert ask("/x")["headers"] == ask("/x.html")["headers"]
    assert ask("/x")["headers"]["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "Clear-Site-Data" not in ask("/")["headers"]


def test_the_compressed_twin_is_the_same_page(ask):
    small, plain = ask("/"), ask("/", accept="")
    assert small["headers"]["Content-Encoding"] == "br"
    assert brotli.decompress(small["body"]) == plain["body"]
    assert int(small["headers"]["Content-Length"]) == len(small["body"])


def test_nothing_is_taken(ask):
    assert ask("/", method="POST")["status"].startswith("405")
    assert ask("/", method="HEAD")["body"] == b""
    assert ask("/headers.json")["status"].startswith("404")


def test_a_folder_without_a_site_is_not_served(tmp_path: Path):
    with pytest.raises(NotBuilt):
        application(tmp_path)
