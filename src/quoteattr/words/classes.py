"""Classes of words and of tags that more than one room asks for."""

__all__ = [
    "ADDRESSED",
    "CONTENT_PREPOSITIONS",
    "DASHES",
    "NOUN_LINKS",
    "PARTIES",
    "SAYINGS",
]

#: Verbs whose object is the one spoken to: “told reporters that …”.
ADDRESSED = frozenset(
    """advise ask assure beg convince implore inform instruct notify order persuade promise remind
    show teach tell thank urge warn""".split()
)
#: Nouns for what somebody says that are no cues by themselves: “Lee’s verdict: “…””.
SAYINGS = frozenset("motto slogan summary take verdict word".split())
#: Dashes that set a part of a sentence off; a hyphen is none.
DASHES = frozenset({"--", "—", "–", "―"})
#: Prepositions whose phrase may be what a verb reports: “spoke of war”, “warned against it”.
CONTENT_PREPOSITIONS = frozenset(
    "about against as at by for from in into of on over to toward towards with".split()
)
#: What links a noun or an adjective to what it reports: “her claim that”, “afraid of”.
NOUN_LINKS = frozenset("that of for to about on against from by with in over as".split())
#: Parties, and what stands before the name of a member: “Democrat Al Gore”.
PARTIES = frozenset(
    "republican democratic democrat republicans democrats gop conservative labour liberal tory"
    " independent green libertarian rep. sen.".split()
)
