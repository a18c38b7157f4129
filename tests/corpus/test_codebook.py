"""Names of codes become dimensions and values that tell them apart."""

import pytest

from corpus.projects.codebook import Code, ProjectCode, code_name, codes_by_key, dimension_and_value


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Issue area: Health", ("issue_area", "Health")),
        ("issue_area:Health", ("issue_area", "Health")),
        ("INSIGHT: 4", ("insight", "4")),
        ("Money: none", ("code", "Money: none")),
        ("insight:", ("code", "insight:")),
        ("insight", ("code", "insight")),
        ("geography: East: coast", ("geography", "East: coast")),
    ],
)
def test_a_known_dimension_before_a_colon_is_that_dimension(name: str, expected: tuple[str, str]) -> None:
    assert dimension_and_value(name) == expected


def test_the_name_of_a_tag_in_another_codebook_leads_back() -> None:
    assert dimension_and_value(code_name("issue_area", "Health")) == ("issue_area", "Health")
    assert code_name("code", "trust") == "trust"


def test_a_category_gives_way_to_a_code_of_its_name() -> None:
    found = codes_by_key(
        [ProjectCode("1", "Health", codable=False), ProjectCode("2", "Health", parent="1"), ProjectCode("3", "Care", parent="1")]
    )
    assert found["2"] == Code(value="Health", parent="Health (2)")
    assert found["1"].value == "Health (2)"
    assert found["3"].parent == "Health (2)"


def test_parents_in_a_circle_end() -> None:
    found = codes_by_key([ProjectCode("1", "a", parent="2"), ProjectCode("2", "a", parent="1"), ProjectCode("3", "b", parent="3")])
    assert [code.value for code in found.values()] == ["a / a", "a / a (2)", "b"]
