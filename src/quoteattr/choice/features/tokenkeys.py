"""What the learned stages ask of a single token, wherever a cue may stand.

A *key* is a tuple of small values that begins with the name of its group; `expanded` turns a
key into features. Sums of weights are kept by key, so that a feature is put together only
when its key is seen for the first time.
"""

from collections.abc import Callable, Iterator, Sequence

from quoteattr.choice.features.columns import Columns
from quoteattr.learning import Expansions, Key, feature
from quoteattr.words import sense, senses

__all__ = ["EXPANSIONS", "token_features", "token_keys"]

_EDGE = "<p>"


def token_keys(columns: Columns, stretch: range) -> Iterator[tuple[Key, ...]]:
    """Yield the keys of each token of a stretch, which lies within one paragraph.

    Nothing outside the paragraph is looked at.
    """
    paragraph = columns.paragraph(stretch.start) if stretch else stretch
    words = _padded(columns.words, stretch, paragraph)
    pos = _padded(columns.pos, stretch, paragraph)
    shares = list(_share_steps(columns, stretch, paragraph))
    roles, sentence_of, lemmas = (
        columns.parse.marks.roles,
        columns.sentence_of,
        columns.lemmas,
    )
    inside, segments, cue_share = columns.inside, columns.segments, columns.cue_share
    first, last = paragraph.start, paragraph.stop - 1
    for at, index in enumerate(stretch, 2):
        word, tag, before, after = words[at], pos[at], pos[at - 1], pos[at + 1]
        opens = index == first or sentence_of[index - 1] != sentence_of[index]
        closes = index == last or sentence_of[index + 1] != sentence_of[index]
        likely = cue_share[index]
        yield (
            ("w", word, tag, lemmas[index]),
            ("w-", words[at - 1]),
            ("w+", words[at + 1]),
            ("w--", words[at - 2]),
            ("w++", words[at + 2]),
            ("p", before, tag, after),
            ("p--", pos[at - 2], before, tag),
            ("p++", tag, after, pos[at + 2]),
            (
                "q",
                inside[index] >= 0,
                tag,
                roles[index - 1] if index > first else "",
                roles[index],
                roles[index + 1] if index < last else "",
                before if tag == "q" else "",
                after if tag == "q" else "",
            ),
            ("g", segments[index], tag, opens, closes),
            ("c", *shares[at - 2 : at + 1], (likely > 0.3) + (likely > 0.6), tag),
        )


def token_features(columns: Columns, stretch: range) -> Iterator[tuple[str, ...]]:
    """Yield the features of each token of a stretch that are too rare to be worth keeping.

    They are of pairs of words, and of a word with the tag beside it.
    """
    paragraph = columns.paragraph(stretch.start) if stretch else stretch
    words = _padded(columns.words, stretch, paragraph)[1:-1]
    tags = columns.pos[stretch.start : stretch.stop]
    for left, word, right, tag in zip(words, words[1:], words[2:], tags, strict=False):
        yield (
            f"ww-={left} {word}",
            f"ww+={word} {right}",
            f"w-p={left} {tag}",
            f"w+p={right} {tag}",
        )


def _padded(column: Sequence[str], stretch: range, paragraph: range) -> list[str]:
    """Return the values of a stretch with two more on either side."""
    start, stop = max(paragraph.start, stretch.start - 2), min(paragraph.stop, stretch.stop + 2)
    left = 2 - (stretch.start - start)
    right = 2 - (stop - stretch.stop)
    return [_EDGE] * left + list(column[start:stop]) + [_EDGE] * right


def _share_steps(columns: Columns, stretch: range, paragraph: range) -> Iterator[int]:
    """Yield, from one token before the stretch to one after it, content, source and subject."""
    content, source, subject = columns.content_share, columns.source_share, columns.is_subject
    for index in range(stretch.start - 1, stretch.stop + 1):
        if paragraph.start <= index < paragraph.stop:
            steps = int(4 * content[index]) * 8 + int(4 * source[index])
            yield steps * 2 + subject[index]
        else:
            yield 0


def _word(word: str, tag: str, lemma: str) -> tuple[str, ...]:
    kind = sense(lemma, tag)
    return f"w={word}", f"p={tag}", f"l={lemma}", f"s={word[-3:]}", f"k={kind}", f"kp={kind} {tag}"


def _beside(name: str) -> Callable[[str], tuple[str, ...]]:
    def expanded(word: str) -> tuple[str, ...]:
        noun, verb = senses(word)
        return f"{name}={word}", f"n{name}={noun}", f"v{name}={verb}"

    return expanded


def _tags(before: str, tag: str, after: str) -> tuple[str, ...]:
    return (
        f"p-={before}",
        f"p+={after}",
        f"pp-={before} {tag}",
        f"pp+={tag} {after}",
        f"3={before} {tag} {after}",
    )


def _marks(
    quoted: bool, tag: str, left: str, own: str, right: str, before: str, after: str
) -> tuple[str, ...]:
    found = (f"q={quoted}", f"qp={quoted} {tag}", f"r={left}|{own}|{right}")
    return (*found, f"rs={own}{before}{after}") if own else found


def _stretch(segment: str, tag: str, opens: bool, closes: bool) -> tuple[str, ...]:
    return f"g={segment}", f"gp={segment} {tag}", f"ss={opens}{closes}{tag}"


def _shares(left: int, own: int, right: int, likely: int, tag: str) -> tuple[str, ...]:
    content = [step >> 4 for step in (left, own, right)]
    source = [step >> 1 & 7 for step in (left, own, right)]
    subject = [step & 1 for step in (left, own, right)]
    return (
        f"ic={content[1]}",
        f"is={source[1]}",
        f"ic3={content}",
        f"is3={source}",
        f"sub={subject}",
        f"lc={likely}{tag}",
    )


#: How the keys of each group become features.
EXPANSIONS: Expansions = {
    "w": _word,
    "w-": _beside("w-"),
    "w+": _beside("w+"),
    "w--": _beside("w--"),
    "w++": _beside("w++"),
    "p": _tags,
    "p--": feature("p--"),
    "p++": feature("p++"),
    "q": _marks,
    "g": _stretch,
    "c": _shares,
}
