"""Apostrophes and primes: what else a mark may be than a quotation mark."""

import re

from quoteattr.text.marks.places import Costs, Kind, Place
from quoteattr.text.marks.styles import NEVER
from quoteattr.text.tokens import Tokens
from quoteattr.words import word_set

__all__ = ["inch_costs", "single_costs"]

_APOSTROPHES = frozenset("'’‘´`")
#: What it costs that a mark after a number stands for inches.
_INCHES = {'"': 250, "″": 0}
_FEW_WORDS = 4
_SHORT_YEAR = re.compile(r"\d\d(s?)\Z")
_FEET = re.compile(r"\d+['’′]\d+\Z")


def inch_costs(tokens: Tokens, place: Place, costs: Costs) -> Costs:
    """Weigh inches against a double mark: 12" vinyl, 6' 2", 5’10”."""
    if place.left != Kind.DIGIT or place.touches_left:
        return costs
    words, index = tokens.words, place.token
    spaced_feet = index >= 3 and words[index - 2] in _APOSTROPHES and words[index - 3][-1].isdigit()
    if spaced_feet or _FEET.match(words[index - 1]):
        return Costs(costs.opening, costs.closing + 300, 0)
    return costs._replace(ignoring=_INCHES.get(words[index], 500))


def single_costs(tokens: Tokens, place: Place, costs: Costs) -> Costs:
    """Weigh the apostrophe against a single mark."""
    beside = (Kind.LETTER, Kind.DIGIT)
    before = place.left in beside and not place.touches_left
    after = place.right in beside and not place.touches_right
    if after:
        # “Good!’Then” lacks a space; in any other case no letter follows a closing mark.
        glued = place.left == Kind.STOP and tokens.words[place.token + 1][0].isupper()
        costs = costs._replace(closing=400 if glued else NEVER)
    if before and after:
        return Costs(costs.opening + 200, NEVER, 0)
    if after:
        return _leading(tokens, place, costs)
    if before:
        return _trailing(tokens, place, costs)
    alone = place.left == place.right == Kind.SPACE
    return costs._replace(ignoring=300 if alone else 700)


def _leading(tokens: Tokens, place: Place, costs: Costs) -> Costs:
    """Weigh ’em, ’90s, rock ’n’ roll against ‘Hello."""
    words, index = tokens.words, place.token
    word = words[index + 1].lower()
    if word == "n" and index + 2 < len(words) and words[index + 2] in _APOSTROPHES:
        return Costs(costs.opening + 600, costs.closing, 0)
    if word in word_set("leading_apostrophes.txt"):
        return Costs(costs.opening + 300, costs.closing, 0)
    if year := _SHORT_YEAR.match(word):
        if year[1]:
            return Costs(costs.opening + 200, costs.closing, 0)
        if index + 2 < len(words) and words[index + 2].islower():
            return costs._replace(ignoring=100)
        return Costs(costs.opening + 100, costs.closing, 50)
    return costs._replace(ignoring={"’": 300, "'": 500}.get(words[index], 600))


def _trailing(tokens: Tokens, place: Place, costs: Costs) -> Costs:
    """Weigh dogs’, goin’ and 6’ against a closing mark."""
    words, index = tokens.words, place.token
    word = words[index - 1].lower()
    following = ""
    if place.right == Kind.SPACE and not place.touches_right and index + 1 < len(words):
        following = words[index + 1].lower()
    if word[-1].isdigit():
        if following[:1].isdigit():
            return Costs(costs.opening, costs.closing + 300, 0)
        return Costs(costs.opening, costs.closing + 50, 100)
    if word == "n" and index > 1 and words[index - 2] in _APOSTROPHES:
        return Costs(costs.opening, costs.closing + 600, 0)
    if word in word_set("trailing_apostrophes.txt"):
        return Costs(costs.opening, costs.closing + 200, 50)
    if word[-1] not in "sxz":
        return costs._replace(ignoring=500)
    if not following[:1].isalnum() or following in word_set("possessors_never_before.txt"):
        return costs._replace(ignoring=200)
    # ‘Lions’ coach: the shorter the quotation, the likelier a word in irony.
    price = 100 if place.since <= _FEW_WORDS else 250
    return Costs(costs.opening, costs.closing + price, 0 if word[-1] == "s" else 50)
