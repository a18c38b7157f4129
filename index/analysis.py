"""Lexical analysis: words of a text as stems, by the language of the interview."""

import re
import unicodedata

import Stemmer

from corpus.language import STOP_WORDS as FUNCTION_WORDS

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
    return [stem for _, stem in stemmed(text, language)]


def stemmed(text: str, language: str = "en") -> list[tuple[str, str]]:
    """The words of a text, folded, each with its stem in a language; the language's stop words are left out."""
    code = base_language(language)
    stops = _stop_words(code)
    words = [word for word in _WORD.findall(fold(text)) if word not in stops]
    stemmer = _stemmer(code)
    return list(zip(words, stemmer.stemWords(words) if stemmer else words, strict=True))


def base_language(language: str) -> str:
    """The language of a tag without its region: "pt" of "pt-BR"."""
    return re.split(r"[-_]", language.strip().casefold(), maxsplit=1)[0] or "en"


def fold(text: str) -> str:
    """A text without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _stop_words(language: str) -> frozenset[str]:
    if language == "en":
        return STOP_WORDS
    return _FOLDED.get(language, frozenset())


def _stemmer(language: str) -> Stemmer.Stemmer | None:
    """A new stemmer: they are cheap to make, and one must not be shared by two threads."""
    name = _SNOWBALL.get(language)
    return Stemmer.Stemmer(name) if name else None


_FOLDED = {language: frozenset(w for word in words for w in _WORD.findall(fold(word))) for language, words in FUNCTION_WORDS.items()}
