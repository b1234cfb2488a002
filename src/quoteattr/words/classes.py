"""Classes of words and of tags that more than one room asks for."""

__all__ = ["ADDRESSED", "DASHES", "SAYINGS"]

#: Verbs whose object is the one spoken to: “told reporters that …”.
ADDRESSED = frozenset(
    """advise ask assure beg convince implore inform instruct notify order persuade promise remind
    show teach tell thank urge warn""".split()
)
#: Nouns for what somebody says that are no cues by themselves: “Lee’s verdict: “…””.
SAYINGS = frozenset("motto slogan summary take verdict word".split())
#: Dashes that set a part of a sentence off; a hyphen is none.
DASHES = frozenset({"--", "—", "–", "―"})
