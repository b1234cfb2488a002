"""Names that open the turns of a transcript: “SMITH:”, “Mr. Walker:”, “Mr. LEE.”, “Q:”."""

from quoteattr.text import Parse

__all__ = ["NOBODY", "is_called_up", "opens_turn"]

#: What an interview calls question and answer.
_INTERVIEW = frozenset({"q", "a", "q.", "a."})
#: What stands in capitals before a colon and speaks for nobody.
NOBODY = frozenset(
    """abstract address admission advertisement background breaking byline caption cast chart
    contact copyright correction cost courtesy credit date director duration editor email exclusive
    fact figure graph headline hours illustration image images item length live location map more
    note notes part phone photo photos picture pictures place poll price quiz rating read related
    result score section source sources spoiler step summary table tel tickets time tip tips
    update updated venue verdict video warning watch website winner""".split()
)
#: What else stands in small letters in such a name: “The PRESIDING OFFICER”.
_SMALL = frozenset({"the", "of", "and", "de", "van", "von"})


def opens_turn(parse: Parse, name: range) -> bool:
    """Tell a name before a colon, in capitals or after a title, at the start of a paragraph."""
    if not _opens_paragraph(parse, name):
        return False
    if len(name) == 1 and (
        parse.words[name.start] in _INTERVIEW or parse.forms[name.start][0] == "@"
    ):
        return True
    return _is_shouted(parse, name) or _is_titled(parse, name) or is_called_up(parse, name)


def is_called_up(parse: Parse, name: range) -> bool:
    """Tell a title with a name in capitals, as minutes have it: “Mr. LEE. The ferry was late.”."""
    shouted = [at for at in name if parse.forms[at].isupper() and len(parse.forms[at]) > 1]
    opening = parse.words[name.start]
    rest = [at for at in name[1:] if at not in shouted and parse.words[at] not in _SMALL]
    titled = opening == "the" or opening in parse.lexicon.titles
    return titled and bool(shouted) and shouted[0] == name.start + 1 and not rest


def _opens_paragraph(parse: Parse, name: range) -> bool:
    """Tell what stands at the start of its paragraph, or after a quotation mark there."""
    first = parse.paragraph(name.start).start
    return name.start == first or (name.start == first + 1 and parse.role(first) == "open")


def _is_shouted(parse: Parse, name: range) -> bool:
    forms = parse.forms[name.start : name.stop]
    stop = forms.index("(") if "(" in forms[1:] else len(forms)
    spelled = [form for form in forms[:stop] if form[0].isalpha()]
    if not "".join(spelled).isupper() or spelled[0].lower() in NOBODY:
        return False
    return any(len(word) > 1 for word in spelled)


def _is_titled(parse: Parse, name: range) -> bool:
    """Tell “Mr. Walker”, a title and nothing but a name after it."""
    if len(name) < 2 or parse.words[name.start] not in parse.lexicon.titles:
        return False
    others = [parse.forms[at] for at in name[1:]]
    return all(form[0].isupper() or form.lower() in _SMALL for form in others)
