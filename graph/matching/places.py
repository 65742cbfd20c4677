"""Words that say which branch of an organisation is meant: countries, in their own tongues too.

What it must not do: know cities; too many organisations are named after one.
"""

from graph.iso3166 import COUNTRIES
from graph.matching.writing import plain

_OWN = (
    "deutschland allemagne osterreich autriche italia italie espana espagne polska pologne "
    "nederland holland belgie belgique belgien suomi sverige danmark norge frankreich portugal "
    "magyarorszag cesko slovensko slovenija hrvatska bulgaria lietuva latvija eesti ellada hellas "
    "ireland eire malta cyprus kypros luxemburg luxembourg letzebuerg schweiz suisse svizzera "
    "switzerland uk england scotland wales usa us deutsche german germany french italian italiana "
    "spanish polish dutch belgian finnish swedish danish austrian irish greek portuguese czech "
    "hungarian romanian romania bulgarian croatian slovak slovenian estonian latvian lithuanian "
    "norwegian swiss british american asia africa america pacific"
)
_WORDS = frozenset(_OWN.split()) | {
    plain(one.name) for one in COUNTRIES if " " not in plain(one.name)
}
_NAMES = tuple(plain(one.name) for one in COUNTRIES if " " in plain(one.name))


def has_place(text: str) -> bool:
    """Say whether a text names a country or a continent other than Europe."""
    words = plain(text)
    return not _WORDS.isdisjoint(words.split()) or any(name in words for name in _NAMES)
