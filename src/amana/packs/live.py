"""What a pack still lacks before it may be served to anyone (P12). There is no way around this list."""

from datetime import UTC, date, datetime

from amana.packs.expiry import expired
from amana.packs.guides.library import examine
from amana.packs.pack import Pack
from amana.packs.review import unread


def missing(pack: Pack, *, today: date | None = None) -> tuple[str, ...]:
    """One sentence for each thing that live mode lacks; empty when nothing does."""
    day = today or datetime.now(UTC).date()
    reviews = (
        f"{file} ({code}) awaits the review of a named person."
        for file, code in unread(pack.folder, pack.codes, pack.reviews)
    )
    numbers = (
        f"services.toml: {service.id} ({service.contact}) has not been reached by anybody in the last "
        f"{pack.services.checked_days} days."
        for service in pack.services.hers()
        if not service.verified(today=day, days=pack.services.checked_days)
    )
    links = (
        f"platforms.toml: {name} ({link.address}) has not been opened by anybody in the last "
        f"{pack.platforms.checked_days} days."
        for name, link in pack.platforms.unchecked(today=day)
    )
    law = (
        f"{one.file}: {one.row.id} has not been confirmed by a lawyer in the last "
        f"{pack.dossier.checked_days} days."
        for one in pack.dossier.unverified(today=day)
    )
    library, wrong = examine(pack)
    guides = (str(fault) for fault in (*wrong, *library.unwritten, *library.half))
    old = (str(fault) for fault in expired(pack, library, today=day))
    questions = (
        f"open_questions.toml: {question.id} waits for an answer ({question.asked_of})."
        for question in pack.questions
        if question.open
    )
    return (*reviews, *numbers, *links, *law, *guides, *old, *questions)
