"""Words that stand for a part in an interview ("Interviewer", "Enquêté", "Q"), in the languages that people transcribe in."""

import re
import unicodedata
from functools import lru_cache

from corpus.models import Role

_ASKS = """interviewer interviewers intervieweuse intervieweur moderator moderators moderatorin facilitator facilitators host hosts
cohost co-host researcher researchers question questions q int intvr ivr inter interv intv mod facil fac presenter journalist reporter
anchor enqueteur enquetrice animateur animatrice moderateur moderatrice chercheur chercheuse journaliste
entrevistador entrevistadora moderador moderadora facilitador facilitadora investigador investigadora encuestador encuestadora
periodista pregunta preguntas pesquisador pesquisadora pergunta jornalista inquiridor inquiridora
interviewerin fragesteller fragestellerin forscher forscherin frage befrager interviewende
intervistatore intervistatrice moderatore ricercatore ricercatrice domanda giornalista conduttore conduttrice
vraag onderzoeker gespreksleider vragensteller intervjuare intervjuaren fraga forskare intervjuer sporsmal forsker sporgsmal
haastattelija kysymys muhawir al-muhawir almuhawir sail المحاور المحاورة المحاوِر الباحث الباحثة سؤال س السائل
采访者 採訪者 访谈者 訪談者 访问者 訪問者 记者 記者 主持人 问 問 提问 研究者 インタビュアー 聞き手
質問 司会 司会者 面接者 면접자 질문 진행자
인터뷰어
интервьюер вопрос ведущий ведущая модератор исследователь prowadzacy prowadzaca badacz badaczka ankieter pytanie gorusmeci soru
mhojaji interviuvator intrebare tazatel otazka kerdezo kerdes""".split()
_ANSWERS = """interviewee interviewees respondent respondents participant participants guest guests
answer answers informant a subject res resp
part ptp interviewé narrator ie enquete enquetee interviewee repondant repondante participante invite invitee reponse temoin
entrevistado entrevistada entrevistados respondiente informante respuesta encuestado encuestada invitado invitada
resposta respondente participantes convidado convidada befragte befragter befragten interviewte interviewter interviewpartner
interviewpartnerin teilnehmer teilnehmerin antwort proband probandin gast intervistato intervistata partecipante risposta
rispondente ospite geinterviewde respondente deelnemer antwoord intervjuperson deltagare svar informanter intervjuobjekt deltaker
interviewperson deltager haastateltava vastaus almujib al-mujib المشارك المشاركة المجيب الضيف
الضيفة جواب ج المستجيب المستجيبة المبحوث المبحوثة
受访者 受訪者 被采访者 被訪者 被访者 被访谈者 答 嘉宾 参与者 參與者 回答者 話し手 参加者 調査協力者 응답자 참여자 피면접자 답 답변
연구참여자
респондент ответ участник участница информант гость badany badana rozmowca rozmowczyni odpowiedz uczestnik katilimci cevap
mhojiwa raspuns odpoved valasz""".split()
_NEUTRAL = """speaker unknown unidentified male female man woman voice sprecher sprecherin locuteur locutrice intervenant intervenante
hablante orador oradora falante parlante spreker talare spk all both group everyone everybody multiple several audience operator
translator interpreter interprete dolmetscher dolmetscherin ubersetzer chair chairman chairwoman
chairperson vice-chair court witness clerk
president notetaker observer caller listener student teacher alle todos todas tous toutes beide 发言人
说话人 說話人 話者 화자 спикер говорящий""".split()
_COMPOUND = {
    "unknown speaker", "unidentified speaker", "male speaker", "female speaker", "male voice", "female voice", "audience member",
    "unknown male", "unknown female", "unidentified male", "unidentified female", "unidentified man", "unidentified woman",
    "multiple speakers", "all speakers", "several speakers", "note taker", "second interviewer", "other speaker", "new speaker",
}  # fmt: skip
_ASK_COMPOUND = {
    "al muhawir",
    "interviewende person",
    "co host",
    "interview er",
    "second interviewer",
    "lead interviewer",
    "person interviewing",
}
_ANSWER_COMPOUND = {"befragte person", "interviewte person", "persona entrevistada", "pessoa entrevistada", "personne interviewee",
                    "personne enquetee", "person interviewed", "research participant",
                    "study participant", "focus group participant"}  # fmt: skip
_GENERIC_QUESTION = frozenset(
    "q question questions frage pregunta pergunta domanda vraag a answer answers antwort respuesta resposta risposta antwoord".split()
)
SHORTEST_MISTYPED = 7  # letters
_NUMBER = re.compile(r"^(?P<word>.*?[^\W\d_])[\s.#_\-–/°º]*(?:n[o°º.]\s*)?(?P<number>\d{1,3}|(?<=[\s_.#-])(?:[a-z]|[ivx]{1,4}))?[\s.]*$")


def _plain(text: str) -> str:
    """Without case, accents and odd spaces; ø and ß as their usual stand-ins."""
    folded = unicodedata.normalize("NFKD", " ".join(text.split()).casefold().replace("ø", "o"))
    return "".join(c for c in folded if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")


_ROLES = {
    **dict.fromkeys(map(_plain, _NEUTRAL), Role.UNKNOWN),
    **dict.fromkeys(map(_plain, _COMPOUND), Role.UNKNOWN),
    **dict.fromkeys(map(_plain, _ANSWERS), Role.INTERVIEWEE),
    **dict.fromkeys(map(_plain, _ANSWER_COMPOUND), Role.INTERVIEWEE),
    **dict.fromkeys(map(_plain, _ASKS), Role.INTERVIEWER),
    **dict.fromkeys(map(_plain, _ASK_COMPOUND), Role.INTERVIEWER),
}


@lru_cache(maxsize=4096)
def split_number(label: str) -> tuple[str, str]:
    """A label's word and its number or letter ("Interviewer 2" is "interviewer" and "2"), both without case and accents."""
    plain = _plain(label).removeprefix("the ")
    if plain in _ROLES:
        return plain, ""
    found = _NUMBER.match(plain)
    return (found["word"], found["number"] or "") if found else (plain, "")


@lru_cache(maxsize=4096)
def role_of_label(label: str) -> Role:
    """The role that a label itself tells ("Interviewer 2", "Q", "Enquêté"), else unknown."""
    return _ROLES.get(split_number(label)[0], Role.UNKNOWN)


@lru_cache(maxsize=4096)
def is_role_word(label: str) -> bool:
    """Whether a label is a word for a part in a conversation rather than a name."""
    return split_number(label)[0] in _ROLES


def is_numbered_question(label: str) -> bool:
    """Whether the number in a label counts questions or answers ("Q12", "Antwort 3"), not people."""
    word, number = split_number(label)
    return word in _GENERIC_QUESTION and number.isdigit()


def is_mistyped(label: str, other: str) -> bool:
    """Whether a label is another's word for a part with one slip in it ("Intervewer 2" for "Interviewer 2")."""
    word, number = split_number(label)
    meant, same = split_number(other)
    if word in _ROLES or meant not in _ROLES or number != same or min(len(word), len(meant)) < SHORTEST_MISTYPED:
        return False
    return word[0] == meant[0] and _one_slip(word, meant)


def _one_slip(word: str, meant: str) -> bool:
    """Whether one letter is left out, added, wrong, or changed places with the next."""
    if abs(len(word) - len(meant)) > 1:
        return False
    same = next((k for k, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant)))
    rest, wanted = word[same:], meant[same:]
    swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return swapped or rest[1:] == wanted or rest == wanted[1:] or rest[1:] == wanted[1:]
