"""One small guide of each template, to be written over."""

from datetime import date, timedelta
from typing import Final

LASTS: Final = timedelta(days=180)
HEAD: Final = """+++
title = "{title}"
lead = "Write one sentence here."
source = ["Name a source"]
checked_on = {today}
expires = {expires}
+++

"""

QUESTIONS: Final = """::: question phone
Does anyone else use this phone or look into it?
- mine: No, it is mine alone
- shared: Yes
- unsaid: I would rather not say
:::

::: step keep when="phone=mine"
### Keep the words
Write one thought here. More stands in [another guide](guide:pay).
:::

::: step breathe
### You did nothing wrong
Write one thought here.
:::
"""

PAGE: Final = """Write short paragraphs.

## A heading

- **One thing** at a time.

> Words that she can say.

::: attention
Say here what nobody has reviewed.
:::
"""

CHECKLIST: Final = """::: step find checked={today}
### Find the menu
Write what to press. Somebody looks at it on a phone before the date is written.
:::
"""

LESSON: Final = """Write what the lesson is about.

::: answers judge
Is this message real?

> Write the message here.

- real: It is real
  Say what speaks against it.
- fake: It is false
  Say what shows it.
:::

::: selfcheck mine
- second: A second factor is on
  Say how to turn it on.
:::

::: sheet
**Aim.** Write it in one sentence.

**Time.** Half an hour.

1. First.
2. Then.
:::
"""

PROMPTS: Final = """::: answers known
Does anyone know of it?
- yes: Yes
  Say the one step.
- no: No
  Say the one step.
- unknown: I do not know
  Say the one step.
:::
"""

PLAN: Final = """::: field ally
Who stands by you?

For example: an aunt.
:::
"""

SERVICES: Final = """Read what stands beside a number before you call it.

::: numbers ngo health child state
:::
"""

# id, room, template, drawing, related, words
EXAMPLES: Final = (
    ("now", "now", "questions", "phone", ("pay", "call"), QUESTIONS),
    ("pay", "now", "page", "list", ("now",), PAGE),
    ("call", "now", "services", "phone", ("now",), SERVICES),
    ("danger", "safety", "prompts", "door", ("plan",), PROMPTS),
    ("plan", "safety", "plan", "list", ("danger",), PLAN),
    ("account", "accounts", "checklist", "phone", ("lesson",), CHECKLIST),
    ("lesson", "training", "lesson", "list", ("account",), LESSON),
)


def guide(title: str, words: str, today: date) -> str:
    """The file of one example."""
    head = HEAD.format(title=title, today=today, expires=today + LASTS)
    return head + words.replace("{today}", today.isoformat())


def table(languages: tuple[str, ...]) -> str:
    """`guides.toml` with all examples, and the page that stands on every question."""
    rows = [
        f'[[guide]]\nid = "{id}"\nroom = "{room}"\ntemplate = "{template}"\ndrawing = "{drawing}"\n'
        f"related = {list(related)}\n".replace("'", '"')
        for id, room, template, drawing, related, _ in EXAMPLES
    ]
    labels = ", ".join(f'{code} = "Write what she says here"' for code in languages)
    way_out = f'[[way_out]]\nguide = "danger"\nlabel = {{ {labels} }}\n'
    head = "# The guides, in the order in which the pages list them. See docs/pack.md.\n"
    return head + "\n".join((*rows, way_out))
