"""Words of the desk that go into a paper, in the language that is active while it is made."""

from django.utils.translation import gettext


def tag_words(tag: str) -> str:
    """A mark that a person put on a message."""
    return {
        "threat": gettext("threat"),
        "demand": gettext("demand"),
        "payment": gettext("payment"),
        "deadline": gettext("deadline"),
        "publication": gettext("sent or published"),
        "who": gettext("who he is"),
    }.get(tag, gettext("important"))


def mark_words(mark: str) -> str:
    """What a reader must know of a message beyond its words."""
    return {
        "edited": gettext("edited"),
        "media-left-out": gettext("its picture or recording is not in the export"),
        "view-once": gettext("could be seen once"),
        "out-of-order": gettext("out of order: a quote, or a clock that was changed"),
        "cut": gettext("very long; its end is among what was not understood"),
        "date-unknown": gettext("day not understood"),
        "forwarded": gettext("forwarded"),
        "unsent": gettext("taken back by its sender"),
    }.get(mark, mark)


def way_words(way: str) -> str:
    """How an exhibit came."""
    return {
        "shown": gettext("she brought it on her phone"),
        "sent": gettext("she sent it another way"),
        "scan": gettext("scanned from paper"),
        "capture": gettext("captured at the desk"),
        "other": gettext("another way"),
    }.get(way, gettext("with a message of hers"))


def action_words(action: str) -> str:
    """What was done with an exhibit."""
    return {
        "received": gettext("received and hashed"),
        "added": gettext("added at the desk and hashed"),
        "looked": gettext("looked at it once"),
        "listened": gettext("listened to it once"),
        "no-person": gettext("stated that it shows words alone"),
        "dates": gettext("decided the order of day and month"),
        "locked": gettext("locked it unseen"),
        "saved": gettext("saved the sealed file"),
        "handed-over": gettext("put it into a bundle"),
        "paper": gettext("made a dossier"),
    }.get(action, action)
