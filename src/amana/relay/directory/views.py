"""GET /v1/directory: every stored document, exactly as signed."""

from django.http import HttpRequest, HttpResponse

from amana.relay.directory import shelf
from amana.relay.endpoint import at_work, wrong_method


def whole(request: HttpRequest) -> HttpResponse:
    """The directory; compressed beforehand when the browser takes brotli."""
    if request.method not in ("GET", "HEAD"):
        return wrong_method("GET")
    with at_work():
        plain, compressed = shelf.served()
    accepted = request.headers.get("Accept-Encoding", "")
    headers = {"Vary": "Accept-Encoding"}
    if "br" in {name.split(";")[0].strip() for name in accepted.split(",")}:
        headers["Content-Encoding"] = "br"
        plain = compressed
    return HttpResponse(plain, content_type="application/json", headers=headers)
