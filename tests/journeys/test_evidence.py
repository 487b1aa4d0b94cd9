"""She sends what she has; a caseworker reads it as one story; the lawyer makes the dossier with her; a stranger checks it (P8 to P12)."""

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pypdf
import pytest
from playwright.sync_api import Browser

from amana.evidence.verifier.words import LANGUAGES, WORDS
from tests.dossier.readers import poppler
from tests.journeys import exports
from tests.journeys import world as worlds
from tests.journeys.exports import Sent
from tests.journeys.people.caseworker import Caseworker
from tests.journeys.people.lawyer import Lawyer
from tests.journeys.people.stranger import Stranger, with_one_byte_flipped
from tests.journeys.people.survivor import Survivor
from tests.journeys.world import PATIENCE, World, until
from tests.services.postgres import Postgres
from tests.services.seaweed import Seaweed
from tests.services.time_authority import Listening, listening

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLAIN, LEFT, KEPT, LAST = (
    "كلمات تجريبية مصطنعة: شخص لا أعرفه أخذ رسائل من حسابي PLAIN-70",
    "جملة تجريبية تعترف بشيء وتُترك LEFT-71",
    "جملة تجريبية تعترف بشيء وتبقى بقرارها KEPT-72",
    "أريد أن يتوقف LAST-73",
)
STORY = "\n".join((PLAIN, LEFT, KEPT, LAST))
LOOKED_AT, READ = 6, 5  # exhibit numbers of screenshots
REASON = "المبلغ المكتوب في الصورة، تجربة"
NUMBER, CHATS, SCREENS = 7, (1, 2, 3, 4), (5, 6, 7)
CHOSEN = {1: "محادثة واتساب", 2: "محادثة تيليغرام", 4: "رسالة بريد", 5: "لقطة شاشة فيها رقم"}
ENDINGS = ["zip", "json", "eml", "png"]  # of the chosen, as the dark room saw them
AUTHORITY = "synthetic-time"


@dataclass
class Stage:
    """Where it is played: the world, and the authority that the desk asks for the time."""

    world: World
    authority: Listening


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listening]:
    """One of our own, on this machine."""
    with listening(tmp_path_factory.mktemp("authority")) as there:
        yield there


@pytest.fixture(scope="module")
def small_stage(tmp_path_factory: pytest.TempPathFactory, authority: Listening) -> Iterator[Stage]:
    """SQLite and files."""
    root = tmp_path_factory.mktemp("small") / "demo"
    with worlds.running(root, settings={"desk_tables": authority.toml(AUTHORITY)}) as running:
        yield Stage(running, authority)


@pytest.fixture(scope="module")
def big_stage(
    tmp_path_factory: pytest.TempPathFactory,
    authority: Listening,
    postgres: Postgres,
    seaweed: Seaweed,
) -> Iterator[Stage]:
    """PostgreSQL and S3."""
    root = tmp_path_factory.mktemp("big") / "demo"
    settings = worlds.big_stores(postgres, seaweed)
    settings["desk_tables"] = authority.toml(AUTHORITY)
    with worlds.running(root, settings=settings) as running:
        yield Stage(running, authority)


def test_on_sqlite_and_files(
    phone: Browser, desktop: Browser, small_stage: Stage, tmp_path: Path
) -> None:
    the_journey(phone, desktop, small_stage, tmp_path)


@pytest.mark.postgres
@pytest.mark.s3
def test_on_postgresql_and_s3(
    phone: Browser, desktop: Browser, big_stage: Stage, tmp_path: Path
) -> None:
    the_journey(phone, desktop, big_stage, tmp_path)


def the_journey(phone: Browser, desktop: Browser, stage: Stage, folder: Path) -> None:
    asked_before = len(stage.authority.asked)
    files = she_reports(phone, stage.world, folder)
    caseworker = Caseworker(desktop, stage.world, "caseworker").signs_in()
    caseworker.finds(STORY)
    case = caseworker.makes_the_case(admitting=("lawyer",))
    exhibits_arrive_unseen(caseworker, case, files)
    one_look_is_recorded(caseworker, case)
    one_timeline_is_marked(caseworker, case)
    who_he_is_and_what_he_took(caseworker, case)
    until(lambda: len(stage.authority.asked) > asked_before, seconds=PATIENCE)

    lawyer = Lawyer(desktop, stage.world, "lawyer").signs_in()
    the_draft_is_written(lawyer, case)
    nothing_is_made_before_she_has_decided(lawyer, case)
    nobody_else_makes_it(caseworker, lawyer)
    every_sentence_is_gone_through(lawyer)
    open_bundle = a_dossier_with_open_originals(lawyer, case, stage.authority, folder)
    a_stranger_checks_it(open_bundle, lawyer.fingerprint(), folder / "stranger", files)
    sealed_to_one_expert(lawyer, folder, files)
    assert caseworker.complaints == [] and lawyer.complaints == []
    caseworker.leaves()
    lawyer.leaves()


def she_reports(phone: Browser, world: World, folder: Path) -> list[Sent]:
    """Given that she has sent four exports and three screenshots with her words."""
    files = exports.sent()
    phone_folder = folder / "phone"
    phone_folder.mkdir()
    her = Survivor(phone, world.site, "ar")
    her.says(STORY)
    her.press("left.all")
    her.limits()
    her.chooses_the_desk()
    her.picks_two_again(her.sends([file.put(phone_folder) for file in files]))
    her.sees_files_arrive()
    assert her.complaints == []
    her.leaves()
    return files


def exhibits_arrive_unseen(officer: Caseworker, case: str, files: list[Sent]) -> None:
    """Then each is an exhibit with the hash of the very bytes that she sent, in custody, and pictures are blurred only."""
    officer.sees_exhibits_arrive(case, len(files))
    for number, file in enumerate(files, 1):
        said = officer.opens_exhibit(case, number)
        assert file.name in said
        assert hashlib.sha256(file.content).hexdigest() in said
        assert len(officer.custody()) == 1  # received, by the desk itself
        widths = officer.blurred()
        assert len(widths) == (number in SCREENS)
        assert all(0 < width <= 512 for width in widths)
    assert not any("/glimpse/" in url for url in officer.asked)
    assert len({url for url in officer.asked if "/blur/" in url}) == len(SCREENS)


def one_look_is_recorded(officer: Caseworker, case: str) -> None:
    """When she gives her reason she sees it once, and custody has it for ever."""
    officer.opens_exhibit(case, LOOKED_AT)
    seen = officer.looks_once(REASON)
    assert officer.get(seen).status == 404  # once
    officer.opens_exhibit(case, LOOKED_AT)
    rows = officer.custody()
    assert len(rows) == 2 and REASON in rows[-1]
    assert officer.world.label("caseworker", "ar") in rows[-1]
    lines = officer.has_the_words_read(case, READ)
    assert any(exports.ON_THE_SCREEN in line for line in lines), lines


def one_timeline_is_marked(officer: Caseworker, case: str) -> None:
    """Then four exports are one story in the order of time, and a person marks what counts."""
    words = officer.opens_the_timeline(case)
    assert officer.page.locator("ul.chats li").count() == len(CHATS)
    order = [exports.THREAT, exports.DEMAND, exports.PAYMENT, exports.LATER, "لا تحظريني"]
    places = [next(at for at, said in enumerate(words) if part in said) for part in order]
    assert places == sorted(places)
    assert officer.page.locator("mark.suggested").count()  # a machine points, a person marks
    assert officer.page.locator("button.tag.on").count() == 0
    officer.marks(exports.THREAT, "threat")
    officer.marks(exports.DEMAND, "demand")
    officer.marks(exports.PAYMENT, "payment")


def who_he_is_and_what_he_took(officer: Caseworker, case: str) -> None:
    """Then she confirms two identifiers, one of them out of a mail, and enters what was paid."""
    suggested = officer.suggested(case)
    assert {"+9647700000000", "+9647700000001", exports.MAIL} <= set(suggested)
    officer.confirms_identifier(case, "+9647700000000", "من كلامها")
    officer.confirms_identifier(case, exports.MAIL, "من الرسالة")
    loss = {
        "kind": "transfer",
        "what": "حوالة تجريبية",
        "amount": "٢٥٠٬٠٠٠",
        "unit": "IQD",
        "day": "2026-09-14",
        "channel": "مكتب تجريبي",
        "reference": exports.WALLET,
    }
    assert "250000" in officer.enters_loss(case, loss, [2, 6])


def the_draft_is_written(lawyer: Lawyer, case: str) -> None:
    """When the lawyer, reading Sorani, writes an Arabic paper out of what people confirmed."""
    lawyer.begins(case, language="ar", jurisdiction="federal")
    lawyer.says_to_whom(
        "investigating-judge",
        code="AB-7070",
        key_with="ظرف مغلق",
        taken="حضورياً، تجربة",
        unknowns="من يملك الرقم",
        limitations="لم يُفحص أي هاتف",
    )
    lawyer.takes_in("her-words")
    lawyer.takes_in("marked")
    lawyer.chooses_exhibits(CHOSEN, original="in_bundle")
    lawyer.chooses_chats([1, 2])
    lawyer.says_of_element("threat", "supported", [1], "السطر الثالث ELEMENT-74")
    lawyer.says_of_element("demand", "supported", [1, 2], "مبلغ ومهلة ELEMENT-75")
    gaps = {"provider": "شركة تجريبية", "identifiers": exports.PHONE, "period": "أيلول ٢٠٢٦"}
    lawyer.chooses_texts("operator-subscriber", gaps, ["whatsapp"])


def nothing_is_made_before_she_has_decided(lawyer: Lawyer, case: str) -> None:
    """Then nothing can be made, not even by force, before she was told and every sentence was gone through (P8, P11)."""
    sentences = lawyer.reviews()
    assert sentences.count() >= 4 + 3 + 3 + 2  # statement, events, lines of chats, elements
    for words in (LEFT, KEPT, exports.THREAT, exports.PAYMENT, "ELEMENT-74"):
        assert lawyer.sentence(words).count(), words
    assert not lawyer.can_make_it()
    assert lawyer.forces_the_making() == 409
    with lawyer.fails_with(409):  # she was not told the warnings yet
        lawyer.says(KEPT, "keep", "بالهاتف، اليوم")
    lawyer.reviews()
    lawyer.records_the_warning()
    assert lawyer.forces_the_making() == 409
    assert lawyer.papers(case) == []


def nobody_else_makes_it(caseworker: Caseworker, lawyer: Lawyer) -> None:
    """And an admitted colleague who is no lawyer reads along and decides nothing."""
    answer = caseworker.page.goto(f"{lawyer.draft}review/")
    assert answer is not None and answer.status == 200
    assert caseworker.page.locator("form[action$='/judge/'], form[action$='/make/']").count() == 0
    lawyer.reviews()
    sentence = lawyer.sentence(LEFT).locator("input[name=id]").first.input_value()
    for address, told in (("review/judge/", {"id": sentence, "says": "clear"}), ("make/", {})):
        assert caseworker.forces(f"{lawyer.draft}{address}", **told) == 409
    assert lawyer.reviews().count() == lawyer.waiting().count()  # and nothing was judged


def every_sentence_is_gone_through(lawyer: Lawyer) -> None:
    """When one is left out, one kept by her own choice, and all others admit nothing, it may be made; a changed one is asked again."""
    lawyer.reviews()
    lawyer.says(LEFT, "leave")
    lawyer.says(KEPT, "keep", "حضورياً اليوم، بعد قراءة التحذيرات")
    assert lawyer.clears_the_rest() > 0
    assert lawyer.can_make_it()
    lawyer.rewrites(PLAIN, f"{PLAIN} مصححة")
    lawyer.reviews()
    assert lawyer.waiting().count() == 1
    assert not lawyer.can_make_it() and lawyer.forces_the_making() == 409
    assert lawyer.clears_the_rest() == 1


def a_dossier_with_open_originals(
    lawyer: Lawyer, case: str, authority: Listening, folder: Path
) -> Path:
    """Then the paper says what she kept, nothing that she left out, and names nobody of the desk."""
    asked_before = len(authority.asked)
    address = lawyer.makes_it()
    until(lambda: len(authority.asked) > asked_before)
    assert lawyer.papers(case) == [address]
    lawyer.page.goto(address)
    pdf = lawyer.saves_paper(folder).read_bytes()
    text = poppler(pdf)
    for words in ("PLAIN-70", "KEPT-72", "LAST-73", "ELEMENT-74", "AB-7070"):
        assert words in text, words
    assert exports.PHONE in text and exports.MAIL in text and "250000" in text.replace(",", "")
    assert lawyer.fingerprint().replace(" ", "") in text.replace(" ", "").replace("\n", "")
    for hidden in ("LEFT-71", exports.ON_THE_SCREEN, REASON):
        assert hidden not in text
    attached = pypdf.PdfReader(io.BytesIO(pdf)).attachments
    inside = b"".join(content for kept in attached.values() for content in kept)
    assert inside and b"LEFT-71" not in inside and b"admission" not in inside
    bundle = lawyer.saves_bundle(folder)
    with ZipFile(bundle) as archive:
        read = {name: archive.read(name) for name in archive.namelist()}
    ours = b"".join(content for name, content in read.items() if "/exhibits/" not in name)
    told = {name.split("/", 1)[1]: content for name, content in read.items()}
    stamped = [each["position"] for each in json.loads(told["data/timestamps.json"])["tokens"]]
    last = json.loads(told["data/custody-head.json"])["position"]
    assert stamped[-1] == last  # an authority states that all that is printed was there
    assert b"LEFT-71" not in ours
    for login in ("caseworker", "lawyer"):
        assert lawyer.world.label(login, "ar").encode() not in ours
    return bundle


def a_stranger_checks_it(bundle: Path, printed: str, folder: Path, files: list[Sent]) -> None:
    """Then plain Python finds it whole in three languages, finds the very bytes that she sent, and names one changed byte."""
    folder.mkdir()
    stranger = Stranger(folder)
    own = stranger.takes(bundle)
    report = stranger.verifies(own, "--key", printed)
    assert report.whole, report.text
    for at, _ in enumerate(LANGUAGES):
        assert WORDS["whole"][at] in report.text
        assert WORDS["limits"][at] in report.text
        assert begins_with(WORDS["key-same"][at]) in report.text
    assert begins_with(WORDS["stamp-holds"][2]) + isolated(AUTHORITY) in report.text
    unpacked = stranger.unpacks(own)
    for number in CHOSEN:
        (found,) = (unpacked / "data/exhibits").glob(f"exhibit-{number:04}.*")
        assert found.read_bytes() == files[number - 1].content
    listed = sorted(path.name for path in (unpacked / "data/exhibits").glob("exhibit-*"))
    assert [name.split(".")[1] for name in listed] == ENDINGS  # and nothing that was not chosen
    member = f"{unpacked.name}/data/exhibits/{listed[-1]}"
    changed = stranger.verifies(with_one_byte_flipped(own, member))
    assert not changed.whole
    assert WORDS["not-whole"][0] in changed.text
    assert f"data/exhibits/{listed[-1]}" in changed.text
    (unpacked / "data/custody.jsonl").unlink()
    assert "data/custody.jsonl" in stranger.verifies(unpacked).text


def begins_with(sentence: str) -> str:
    """A sentence of the verifier up to what it fills in."""
    return sentence.split("{", maxsplit=1)[0]


def isolated(fact: object) -> str:
    """As the verifier prints what it found, so that a number keeps its direction (UAX #9)."""
    return f"\u2066{fact}\u2069"


def sealed_to_one_expert(lawyer: Lawyer, folder: Path, files: list[Sent]) -> None:
    """And a second dossier of the same draft is sealed to a key that stock age made; she who holds it finds what she sent."""
    home = folder / "expert"
    home.mkdir()
    expert = Stranger(home)
    recipient = expert.makes_a_key()
    lawyer.page.goto(lawyer.draft)
    lawyer.chooses_exhibits(CHOSEN, original="sealed")
    lawyer.makes_it()
    own = expert.takes(lawyer.saves_bundle(folder, recipient))
    assert files[4].content not in own.read_bytes()
    assert expert.verifies(own).whole
    unpacked = expert.unpacks(own)
    for sealed in sorted((unpacked / "data/exhibits").glob("*.age")):
        content = expert.opens(sealed, sealed.stem)
        if sealed.stem != "facts.json":
            number = int(sealed.stem.split("-")[1].split(".")[0])
            assert content == files[number - 1].content
    facts = json.loads((home / "opened" / "facts.json").read_bytes())
    assert {each["number"] for each in facts["facts"]} == set(CHOSEN)
    report = expert.verifies(own, "--opened", "opened")
    assert report.whole, report.text
    assert WORDS["opened-whole"][2].format(count=isolated(len(CHOSEN))) in report.text
