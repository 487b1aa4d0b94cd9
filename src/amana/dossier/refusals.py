"""Why a dossier is not made, in sentences for the lawyer and the officer in front of it."""

from amana.errors import AmanaError


class DossierRefused(AmanaError):
    """The dossier was not made. Nothing left the desk. Put right what is named, then make it again."""

    def __init__(self, where: str = "") -> None:
        super().__init__(where)
        self.where = where  # "statement 3", "exhibit 2": a place, never her words


class AdmissionUndecided(DossierRefused):
    """A sentence admits something that the law may hold against her, and her decision about it is not recorded. Nothing was
    made. Read her the warnings; then leave the sentence out, or record that she chose to keep it.
    """


class IntimateQuoted(DossierRefused):
    """Words out of a private picture or recording stand in the dossier. Nothing was made. Such an exhibit is only named, in
    fixed words: take the quotation or transcript out.
    """


class NoSuchExhibit(DossierRefused):
    """The dossier refers to an exhibit that is not in its list. Nothing was made. Add the exhibit, or take the reference out."""


class NothingSupportsIt(DossierRefused):
    """The table says that an element is supported by exhibits and names none, or the other way round. Nothing was made. Name
    the exhibits, or choose "not shown" or "unknown".
    """


class VerdictSpoken(DossierRefused):
    """The table of elements says in our own words that an element is met or someone guilty. Nothing was made. That is for the
    court: write what the exhibit shows.
    """


class TerrorProposed(DossierRefused):
    """The word terrorism stands in our own words. Nothing was made. Amana never proposes this label: it can end in a death
    sentence and puts her in more danger. Write what was done instead.
    """


class CardCodeWhole(DossierRefused):
    """The whole code of a prepaid card stands in the ledger. Nothing was made. Mask it: the last four digits are enough."""


class NotACode(DossierRefused):
    """An officer is named, not given as a code. Nothing was made. Outside the desk officers appear as codes only."""


class NameInside(DossierRefused):
    """Her name, or something else that is withheld, stands in a text that we wrote or in a label. Nothing was made. Put
    the code in its place.
    """


class BadRow(DossierRefused):
    """A row of the dossier cannot be right: a hash, number, size or range is not of its form. Nothing was made. Open the case
    again; if it stays, tell your administrator.
    """


class PictureInside(DossierRefused):
    """A picture got into the paper. Nothing was made, because a dossier never holds one. Tell your administrator."""


class NotPrinted(DossierRefused):
    """The paper could not be laid out. Nothing was made, and the case is unchanged. Tell your administrator: a text
    holds something that the program did not expect.
    """
