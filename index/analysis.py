"""Lexical analysis: words of a text as stems, by the language of the interview."""

import re
import unicodedata

import Stemmer

_WORD = re.compile(r"[^\W_]+")
# Words that carry no topic in a question or an answer.
STOP_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both but by can
    could did do does doing down during each few for from further had has have having he her here hers him his how i if in
    into is it its itself just me might more most must my no nor not now of off on once only or other our ours out over own
    said same say says shall she should so some such tell than that the their theirs them then there these they this those
    through to too under until up us very was we were what whats when where which while who whom whose why will with would
    you your yours s t d ll m re ve don doesn didn isn aren wasn weren won wouldn couldn shouldn""".split()
)
_SNOWBALL = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip


def terms(text: str, language: str = "en") -> list[str]:
    """The stems of a text's words in order, stop words left out, case and accents folded."""
    stemmer = _stemmer(language[:2].lower())
    words = (w for w in _WORD.findall(_fold(text)) if w not in STOP_WORDS)
    return stemmer.stemWords(list(words)) if stemmer else list(words)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _stemmer(language: str) -> Stemmer.Stemmer | None:
    """A new stemmer: they are cheap to make, and one must not be shared by two threads."""
    name = _SNOWBALL.get(language)
    return Stemmer.Stemmer(name) if name else None
