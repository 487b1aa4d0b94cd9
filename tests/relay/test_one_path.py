"""Unknown, destroyed and wrong secret run the same statements as a mailbox that is there."""

from tests.relay.running import Relay, inside


def test_every_kind_of_mailbox_makes_the_same_statements(relay: Relay) -> None:
    found = inside(
        relay.config, "from tests.relay.inside_queries import statements\nanswer = statements()"
    )
    assert found["absent"] == found["destroyed"] == found["wrong"] == found["there"]
    assert all(len(made) >= 2 for made in found["absent"].values())
