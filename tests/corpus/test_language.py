"""Telling the language of a text."""

import pytest

from corpus.language import detect_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We began with one van and a nurse who knew every footpath, and the ministry did not believe us at first."),
        ("fr", "Nous avons commencé avec une camionnette et une infirmière qui connaissait tous les sentiers de la vallée."),
        ("es", "Empezamos con una furgoneta y una enfermera que conocía todos los caminos, y el ministerio no nos creyó."),
        ("pt", "Começamos com uma carrinha e uma enfermeira que conhecia todos os caminhos, mas o ministério não acreditou em nós."),
        (
            "de",
            "Wir haben mit einem Wagen und einer Schwester angefangen, die jeden Weg kannte, und das Ministerium hat uns nicht geglaubt.",
        ),
        ("it", "Abbiamo cominciato con un furgone e un'infermiera che conosceva tutti i sentieri della valle, ma non ci hanno creduto."),
        ("nl", "We begonnen met een busje en een verpleegster die elk pad kende, maar het ministerie geloofde ons niet."),
        ("sv", "Vi började med en bil och en sköterska som kände varje stig, men de trodde inte på oss från början."),
        ("tr", "Bu işe bir araba ve her yolu bilen bir hemşire ile başladık, ama bakanlık bize çok inanmadı."),
        ("ar", "بدأنا بسيارة واحدة وممرضة تعرف كل طريق في الوادي"),
    ],
)
def test_a_sentence_or_two_tell_their_language(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "1234 5678", "Zvandiri CAMFED", "xyzzy plugh frobnicate quux"])
def test_too_little_is_no_language(text: str) -> None:
    assert detect_language(text) is None
