"""Loads one country pack whole, or says which key of which file is wrong."""

from dataclasses import dataclass
from pathlib import Path

from amana.packs import toml
from amana.packs.dossier.texts import FOLDER, DossierTexts, read_dossier
from amana.packs.faults import PackFault
from amana.packs.language import Language, read_languages
from amana.packs.place import Place, read_places
from amana.packs.platform import Platforms, read_platforms
from amana.packs.question import Question, read_questions
from amana.packs.review import TABLE, Review, read_reviews
from amana.packs.service import Services, read_services
from amana.packs.texts import Texts, read_texts


@dataclass(frozen=True)
class Pack:
    """A country pack: `texts["ar"]["home.title"]`. `first` is the language of the address `/`."""

    folder: Path
    country: str
    first: Language
    languages: tuple[Language, ...]
    texts: dict[str, Texts]
    services: Services
    platforms: Platforms
    places: tuple[Place, ...]
    dossier: DossierTexts
    reviews: tuple[Review, ...]
    questions: tuple[Question, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(language.code for language in self.languages)

    def words_file(self, code: str) -> Path:
        """The list of 1,024 everyday things in that language. Raises PackFault when there is none."""
        file = self.folder / "words" / f"{code}.txt"
        if not file.is_file():
            raise PackFault(file=file, key="(whole file)", what="the word list is missing")
        return file


def load(folder: Path) -> Pack:
    """The pack in `folder` (such as `packs/iq`). Raises PackFault."""
    head = toml.Fields(toml.read(folder / "pack.toml"), file=folder / "pack.toml", key="pack")
    languages = read_languages(folder / "languages.toml")
    codes = tuple(language.code for language in languages)
    first = head.one_of("first_language", codes)
    return Pack(
        folder=folder,
        country=head.text("country"),
        first=next(language for language in languages if language.code == first),
        languages=languages,
        texts=read_texts(folder / "texts", codes),
        services=read_services(folder / "services.toml", codes),
        platforms=read_platforms(folder / "platforms.toml", codes),
        places=read_places(folder / "places.toml", codes),
        dossier=read_dossier(folder / FOLDER, codes),
        reviews=read_reviews(folder / TABLE, codes),
        questions=read_questions(folder / "open_questions.toml"),
    )
