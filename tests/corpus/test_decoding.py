"""Bytes to text: the encoding found, line ends made line feeds, nothing else changed."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.decoding import decode, normalise_line_ends
from corpus.errors import InputError

WORDS = "Ada: We dug the well ourselves – 14 metres, in São Tomé. 水\n\tBen: 😀 And then?\n"

GERMAN = """Als wir anfingen, glaubte niemand, dass die Mütter im Viertel die Krippe selbst führen könnten. Das erste Jahr war hart:
kein Strom, kein Wasser, und die Behörde antwortete nicht. Also gingen wir von Tür zu Tür und hörten zu. „Zuerst muss man
schweigen“, das habe ich gelernt. Nach zwei Jahren übernahm die Stadt das Projekt. Größere Städte folgten später.
"""
SPANISH = """Cuando empezamos, nadie creía que las madres del barrio pudieran llevar la guardería. El primer año fue durísimo: no había
electricidad ni agua, y el ayuntamiento no respondía. Así que fuimos de puerta en puerta, escuchando. ¿Dónde estaríamos sin
ellas? Los niños crecieron, la señora Núñez abrió otra sede, y a los dos años el municipio asumió el proyecto.
"""
FRENCH = """Quand nous avons commencé, personne ne croyait que les mères du quartier pouvaient gérer elles-mêmes la crèche. La première
année fut très dure : il n’y avait ni électricité ni eau courante, et la mairie ne répondait pas à nos lettres. Nous avons
donc fait du porte-à-porte, maison après maison, pour écouter. Ce que j’ai appris, c’est qu’il faut d’abord se taire. Après
six mois, une vingtaine de familles s’étaient engagées ; après deux ans, la commune a repris le projet à son compte. Où en
serions-nous sans elles ? Le plus étonnant, c’était de voir les pères arriver, un à un, gênés, puis fiers.
"""
FRENCH_SPEECH = """Les réseaux accélèrent le changement, mais il a fallu du temps pour être crus. Nous avons commencé à Abidjan, où les mères
s’entraidaient déjà ; l’hôpital était loin, et le gouvernement n’était pas prêt. « Écoutez d’abord », disait-elle.
"""
PORTUGUESE = """Não há solução sem as comunidades: as mães já tinham a resposta, e nós só precisávamos de ouvir. Fomos de porta em porta. A
câmara não respondia às nossas cartas. Dois anos mais tarde, o município assumiu o projeto e levou-o a três freguesias. O
mais bonito foi ver os pais chegarem, um a um, envergonhados, e depois orgulhosos da sua criação.
"""
ENGLISH = """“Nobody believed us,” she said. We’d asked the council three times – no answer – so we went door to door. What I’ve learned
is that you don’t start with a plan; you start with a kettle. By the second year the women’s co-op had eighteen members,
and they’re the ones who wrote the rules. I’d do it again tomorrow…
"""
ENGLISH_WITH_POUNDS = ENGLISH + "It cost £40 a month to keep the café open, and £12 for the tea.\n"


ENGLISH_WITH_EUROS = "We paid €40 a month for the café. It wasn’t much, and nobody asked us why, but we kept it open.\n" * 3
FINNISH = """Kun aloitimme, kukaan ei uskonut, että korttelin äidit pystyisivät pyörittämään päiväkotia itse. Ensimmäinen vuosi oli hyvin
raskas: ei ollut sähköä eikä vettä, eikä kunta vastannut kirjeisiimme. Niinpä kuljimme ovelta ovelle ja kuuntelimme. Opin, että
ensin pitää olla hiljaa. Kahden vuoden päästä kaupunki otti hankkeen hoitaakseen ja laajensi sen kolmeen kylään.
"""
POLISH = """Kiedy zaczynaliśmy, nikt nie wierzył, że matki z dzielnicy same poprowadzą żłobek. Pierwszy rok był bardzo trudny: nie było prądu
ani wody, a urząd nie odpowiadał na nasze listy. Chodziłyśmy więc od drzwi do drzwi i słuchałyśmy. Nauczyłam się, że najpierw trzeba
milczeć. Po dwóch latach projekt przejęło miasto i rozszerzyło go na trzy gminy.
"""


texts = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\r\t"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_as_it_was_written(encoding: str) -> None:
    assert decode("visit.txt", WORDS.encode(encoding)).text == WORDS


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_not_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert decode("visit.txt", mark + WORDS.encode(encoding)) == (WORDS, encoding)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(GERMAN, id="German"),
        pytest.param(SPANISH, id="Spanish"),
        pytest.param(ENGLISH, id="English"),
        pytest.param(ENGLISH_WITH_POUNDS, id="English with pounds"),
        pytest.param(FRENCH, id="French"),
        pytest.param(FRENCH_SPEECH, id="French with guillemets"),
        pytest.param(PORTUGUESE, id="Portuguese"),
        pytest.param(ENGLISH_WITH_EUROS, id="English with euros"),
        pytest.param(FINNISH, id="Finnish"),
    ],
)
def test_text_from_an_old_windows_editor_is_read_as_it_was_written(words: str) -> None:
    with pytest.raises(UnicodeDecodeError):
        words.encode("cp1252").decode("utf-8")
    assert decode("visit.txt", (words * 3).encode("cp1252")).text == words * 3


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        pytest.param("Zażółć gęślą jaźń. Dziękuję, że przyszliście, mówiła babcia, była zła. ", "cp1250", id="Polish"),
        pytest.param(POLISH, "cp1250", id="Polish talk"),
        pytest.param("Příliš žluťoučký kůň úpěl ďábelské ódy. Děkuji, řekla. ", "cp1250", id="Czech"),
        pytest.param("Мы сами вырыли колодец и потом ждали. ", "cp1251", id="Russian"),
        pytest.param("Σκάψαμε το πηγάδι μόνοι μας και μετά περιμέναμε. ", "cp1253", id="Greek"),
    ],
)
def test_other_old_encodings_are_not_taken_for_the_western_one(words: str, encoding: str) -> None:
    assert decode("visit.txt", (words * 5).encode(encoding)).text == words * 5


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(FRENCH, id="accented"),
        pytest.param(
            "Ada: We dug the well ourselves, and then we waited.\n" * 5,
            id="plain ASCII",
        ),
    ],
)
def test_utf_16_without_a_byte_order_mark_is_read(words: str, encoding: str) -> None:
    assert decode("visit.txt", words.encode(encoding)).text == words


@pytest.mark.parametrize(
    ("written", "read"),
    [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\nb", "a\nb"), ("a\r\r\nb", "a\n\nb"), ("a\n\rb", "a\n\nb"), ("\r\n", "\n"), ("", "")],
)
def test_every_line_end_becomes_one_line_feed(written: str, read: str) -> None:
    assert normalise_line_ends(written) == read
    assert decode("visit.txt", written.encode()).text == read


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0" + bytes(range(256)) * 4, id="a picture"),
        pytest.param(b"\0" * 400, id="zeros"),
        pytest.param(b"Ada: hello" + b"\0" * 20 + b"Ben: yes", id="words among zeros"),
        pytest.param(b"PK\x03\x04\x14\0\x06\0\x08\0" + bytes(range(128, 256)) * 8 + b"\0" * 40, id="a packed file"),
        pytest.param(codecs.BOM_UTF16_BE + bytes(200), id="zeros with a byte order mark"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line_that_names_the_file(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^photo\.txt: is not a text file; [^\n]+$"):
        decode("photo.txt", data)


@pytest.mark.parametrize(("data", "encoding"), [(codecs.BOM_UTF8 + b"caf\xe9", "utf-8"), (codecs.BOM_UTF16_LE + b"a\0b", "utf-16-le")])
def test_text_that_is_not_what_its_mark_says_is_refused(data: bytes, encoding: str) -> None:
    with pytest.raises(InputError, match=rf"^visit\.txt: is marked as {encoding} but is not, from byte \d+; [^\n]+$"):
        decode("visit.txt", data)


def test_one_stray_control_character_in_a_long_text_is_kept() -> None:
    words = "Ada: we waited.\x00\n" + WORDS * 10
    assert decode("visit.txt", words.encode()).text == words


@settings(max_examples=100, deadline=None)
@given(texts, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_marked_text_comes_back_but_for_its_line_ends(text: str, encoding: str) -> None:
    assert decode("visit.txt", text.encode(encoding)).text == "\n".join(text.replace("\r\n", "\n").split("\r"))


@settings(max_examples=100, deadline=None)
@given(texts.filter(lambda text: not text.startswith("\ufeff")))
def test_utf_8_comes_back_but_for_its_line_ends(text: str) -> None:
    assert decode("visit.txt", text.encode()) == ("\n".join(text.replace("\r\n", "\n").split("\r")), "utf-8")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_either_text_or_refused_as_input(data: bytes) -> None:
    try:
        outcome = "visit.txt: " + decode("visit.txt", data).text
    except InputError as error:
        outcome = str(error)
    assert outcome.startswith("visit.txt: ")
    assert "\r" not in outcome
