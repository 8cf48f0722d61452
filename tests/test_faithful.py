"""Numbers of translations: the same ones in other digits, words and separators pass, and others do not."""

from __future__ import annotations

import pytest

from sitegen.model import Document
from sitegen.overlay import Translated, fingerprint
from sitegen.validate import faithful


def told(source: str, translated: str) -> list[str]:
    document = Document("x.yml", "card", "x", {}, {}, (translated,))
    words = {"feel": Translated(fingerprint(source), translated)}
    return [p.code for p in faithful.check(document, words, {"feel": source})]


@pytest.mark.parametrize(
    ("source", "translated"),
    [
        ("Rest for 48 hours.", "Descanse 48 horas."),
        ("Do it 2 or 3 times.", "Hágalo dos o tres veces."),
        ("Two rounds, once a day.", "2 series, 1 vez al día."),
        ("Walk 1,500 steps in 2.5 hours.", "Camine 1.500 pasos en 2,5 horas."),
        ("For 10-15 minutes.", "لمدة ١٠-١٥ دقيقة."),
        ("About 4 cm (1½ in).", "Unos 4 cm."),
        ("Vitamin B12, from 2 shops.", "Vitamina B12, de dos tiendas."),
    ],
)
def test_the_same_numbers_pass(source: str, translated: str) -> None:
    assert told(source, translated) == []


@pytest.mark.parametrize(
    ("source", "translated"),
    [
        ("Rest for 48 hours.", "Descanse 84 horas."),
        ("For 10-15 minutes.", "De 10 a 25 minutos."),
        ("Do it 3 times.", "Hágalo 5 veces."),
        ("Within 24 hours.", "Dentro de un día o más."),
        ("For 10-15 minutes.", "لمدة ١٠-٥١ دقيقة."),
    ],
)
def test_other_numbers_are_told(source: str, translated: str) -> None:
    assert told(source, translated) == ["translation-numbers"]


def test_a_part_for_the_whole_is_told_and_a_longer_sentence_is_not() -> None:
    source = "Stop. Sit down. Call us the same day."
    assert told(source, "Pare.") == ["translation-part"]
    assert told(source, "Pare y siéntese. Llámenos el mismo día.") == []
    assert told(source, "قف. اجلس. اتصل بنا.") == []


def test_what_is_out_of_date_is_told_elsewhere() -> None:
    document = Document("x.yml", "card", "x", {}, {}, ())
    assert list(faithful.check(document, {"feel": Translated("0a1b2c3d", "84")}, {"feel": "48"})) == []
