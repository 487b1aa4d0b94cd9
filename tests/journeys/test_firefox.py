"""Her whole journey in Debian's Firefox: report with a file, receipt, return in another language, answer, again, deletion."""

import html
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.journeys.people.clerk import Clerk
from tests.journeys.people.firefox import Firefox, SurvivorInFirefox
from tests.journeys.world import World, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STORY = "وشەی تاقیکاری دروستکراو لە فایەرفۆکس ٩١"
AGAIN = "كلمات تجريبية مصطنعة من فايرفوكس ٩٢"
ANSWER = "وەڵامێکی تاقیکاری دروستکراو ٩٣"
BEFORE_DEADLINE = (
    "threat_type",
    "demand_type",
    "leverage_type",
    "acquisition",
    "perpetrator_relation",
    "channel",
)
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class ArabicClerk(Clerk):
    """Types her six digits as her keyboard writes them."""

    def post(self, address: str, *, at: str = "", **fields: Any) -> httpx.Response:
        if "code" in fields:
            fields["code"] = fields["code"].translate(ARABIC_INDIC)
        return super().post(address, at=at, **fields)

    def page(self, address: str) -> str:
        return html.unescape(self.http.get(address).text)


def test_her_whole_journey(world: World, tmp_path: Path) -> None:
    file = tmp_path / "chat synthetic.txt"
    file.write_bytes(b"synthetic chat line\n" * 90_000)
    clerk = ArabicClerk(world, "lead1")
    clerk.signs_in()
    with Firefox() as firefox:
        # Given that she has reported, with a file and a deadline in her digits
        her = SurvivorInFirefox(firefox, world.site, "ckb")
        her.says(STORY)
        her.answers(before=BEFORE_DEADLINE, days="۱۷")
        her.reaches_the_desk()
        her.attaches([file])
        things = her.notes()
        assert len(things) == 8
        her.picks_two_again(things)
        her.sees("sending.files_done")
        seen = her.leaves()
        assert seen["complaints"] == []
        assert hosts(seen["asked"]) == hosts([world.site, world.relay])
        assert (seen["url"], seen["title"], seen["cookies"]) == (f"{world.site}/", "Home", "")

        # When the desk reads the very words and the whole file, and answers
        case = clerk.makes_the_case(clerk.finds(STORY))
        page = clerk.page(case)
        assert STORY in page and "17" in page.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
        until(lambda: file.name in clerk.page(case) and 'class="mark done"' in clerk.page(case))
        clerk.post(f"{case}reply/", at=case, words=ANSWER)

        # Then she, back in Arabic with the list that she noted in Sorani, reads it, writes again and deletes
        back = SurvivorInFirefox(firefox, world.site, "ar")
        back.enters(things, written_in="ckb")
        back.waits_for("box.answered")
        assert back.reads_the_answer() == ANSWER
        back.press("box.read")
        back.sees("box.nothing")
        back.press("box.write")
        back.writes("#again", AGAIN)
        back.press("write.send")
        back.sees("write.sent")
        back.press("page.done")
        clerk.sees(case, AGAIN)
        back.press("box.destroy")
        back.press("destroy.yes")
        back.screen("destroy.done")
        assert back.leaves()["complaints"] == []


def hosts(addresses: list[str]) -> set[str]:
    """Whom these addresses speak to (P6); the icon is in the page itself, and an empty tab is nobody."""
    parts = [urlsplit(address) for address in addresses]
    return {part.netloc for part in parts if part.scheme not in ("data", "about")}
