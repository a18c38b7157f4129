"""How much a label reads like the name of someone who speaks, by its own words alone."""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from corpus.transcripts.role_words import is_role_word
from corpus.transcripts.speakers import base_and_note

MOST_WORDS = 8

_PARTICLES = frozenset(
    """de da do dos das del della di du des van von der den het ten ter te zu zum av af la le el al ibn bin bint abu ben of the and
    y e jr sr und et en och og for i on""".split()
)
_HEADINGS = frozenset(
    """note notes nb ps summary keywords keyword title titel titre titulo titolo date datum fecha data time place location subject re to
    from cc present attendees attendance agenda topic topics example examples important warning source link url http https ftp file
    filename recording transcript transcription transcribed transcriber translated translation duration length version copyright email
    mail phone tel website abstract background method methods results conclusion introduction definition key step tip remember update
    edit project country organisation organization company interview language consent however lesson lessons problem solution reason
    result point outcome fact caution disclaimer number id code context description comment comments legend chapter section part page
    figure table appendix reference references start end began ended begin recorded venue setting age gender sex occupation
    job position role name names affiliation email pseudonym mode medium platform audio video length dauer ort lieu lugar luogo
    duree duracion duracao durata idioma langue sprache remarque hinweis nota ejemplo exemple beispiel exemplo esempio
    inaudible crosstalk laughter laughs laughing laugh pause silence music applause unclear sic overlapping noise background-noise
    timestamp timecode todo faq intro outro opening closing cf eg viz""".split()
)
_FUNCTION_WORDS = frozenset(
    """a an the this that these those my your his her its our their we you he she they it me him us them who whom whose which what
    when where why how and or but so then if because since while as at by from in into of off on onto out over to up with
    without about after before between through during for is are was were be been being am do does did have has had will would can
    could should may might must shall not no yes yeah yep nope yup ok okay well also only just really very too there here now
    maybe perhaps still even again once first firstly second secondly third thirdly finally lastly
next last another other others some any each every either neither
    one two three four five six more most many much few less least all both such same like than
    said says say saying asked ask asks told tell tells thought think thinks know knew knows see means mean meant goes went go get got
    let right sure exactly absolutely actually basically anyway oh ah um uh mm mmm hmm mhm hm ahh
ohh huh wow hello hi hey thanks thank please sorry
    good great nice true correct wait look listen question answer il elle nous vous ils elles je tu on mais donc alors oui non que qui
    quoi c'est ich er sie wir ihr und aber dann also ja nein ist yo ella nosotros pero entonces eu ele ela nos mas entao sim nao
    io lui lei noi ma allora si ik hij zij wij maar dan nee jag hon vi men sedan nej jeg han hun saa""".split()
)  # fmt: skip


# Such words as labels that come back.
_NAMES_TOO = (["will"], ["may"], ["said"], ["me"], ["her"], ["him"])
_DATES = frozenset("jan feb mar apr jun jul aug sep oct nov dec mon tue wed thu fri sat sun".split())
_JOINING = frozenset("the i on for of and und et y e og en".split())
_UTTERANCES = frozenset("ok no oh um uh mm hm ah eh yes yep yup hmm mhm wow hey hi so".split())


# Signs of Chinese and Japanese sentences that are in no name.
_IN_NO_NAME = re.compile("[的是了我你您们們这這那吗嗎呢がをはにでと]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2,}")
MOST_UNSPACED = 10  # characters of a name that is written without spaces


class Likeness(IntEnum):
    """How a label reads: no speaker; a small-letter word that may be one; a name; a word for a part in a conversation."""

    NONE = 0
    SMALL = 1
    NAME = 2
    ROLE = 3


@lru_cache(maxsize=8192)
def likeness(label: str) -> Likeness:
    """How much a label reads like a speaker."""
    base, note = base_and_note(label)
    if is_role_word(label) or (is_role_word(base) and base_is_short(base)):
        return Likeness.ROLE
    if any(len(run) > MOST_UNSPACED or _IN_NO_NAME.search(run) for run in _UNSPACED.findall(base)):
        return Likeness.NONE
    words = [word.strip(".,#&/") for word in base.replace("/", " ").split()]
    words = [word for word in words if word]
    if any(word.isdecimal() and len(word) > 3 for word in words) or (len(words) > 1 and folded_date(words)):
        return Likeness.NONE
    if not words or len(words) > MOST_WORDS or len(note) > 90 or base.endswith((",", "—", "–", "-")):
        return Likeness.NONE
    folded = [_folded(word) for word in words]
    if all(word in _HEADINGS or word.isdigit() for word in folded) or folded[0] in ("http", "https"):
        return Likeness.NONE
    if len(words) == 1 and len(words[0]) <= 3 and words[0].isupper():  # initials, among them "I" and "WE"
        return Likeness.NONE if folded[0] in _UTTERANCES else Likeness.NAME
    if base.endswith(" .") or (base.endswith(".") and len(words[-1]) > 3 and words[-1].casefold() not in ("prof", "hons", "intv")):
        return Likeness.NONE
    if is_capitalised(base) and (
        folded in _NAMES_TOO or (folded[0] == "the" and not _FUNCTION_WORDS.intersection(folded[1:]) and folded[1:])
    ):
        return Likeness.SMALL
    if any(word in _FUNCTION_WORDS and not _is_particle(k, word, words) for k, word in enumerate(folded)):
        return Likeness.NONE
    if is_capitalised(base) and any(c.isalpha() for c in base):
        return Likeness.NAME
    plain = not any(word in _FUNCTION_WORDS or word in _PARTICLES for word in folded)
    return Likeness.SMALL if plain and len(words) <= 3 else Likeness.NONE


def folded_date(words: list[str]) -> bool:
    """Whether words are a date: a weekday or month among numbers."""
    return any(word.isdecimal() for word in words) and any(word.casefold()[:3] in _DATES and len(word) > 2 for word in words)


def base_is_short(base: str) -> bool:
    """Whether a role word stands nearly alone."""
    return len(base.split()) <= MOST_WORDS


def _is_particle(position: int, folded: str, words: list[str]) -> bool:
    if len(words[position]) == 1 and words[position].isupper() and len(words) > 1:
        return True  # an initial: "Ada I. Obi", "Grad A"
    if folded in _JOINING:
        return position > 0
    return folded in _PARTICLES and len(words) > 1


def is_capitalised(label: str) -> bool:
    """Whether each word is like a name's: with a capital, without case or letters, or a particle ("van", "de")."""
    words = label.split()
    return all(
        word != word.lower() or word == word.upper() or (word.casefold() in _PARTICLES and k > 0) for k, word in enumerate(words)
    ) or (len(words) > 1 and words[0].casefold() in _PARTICLES and words[0].casefold() != "the" and is_capitalised(" ".join(words[1:])))


def is_upper(label: str) -> bool:
    """Whether a label is written in capitals throughout."""
    return label.upper() == label and label.lower() != label


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))
