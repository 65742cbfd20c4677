"""How numbers and names of the Transparency Register become organisations, without its large file.

Publisher: European Union, https://transparency-register.europa.eu; reuse under Commission Decision
2011/833/EU, "Source: EU Transparency Register". Known flaw: such a list does not say who is
self-employed, so that whoever makes it must leave natural persons out; rows whose legal form is
one of a natural person are left out and counted.
"""

from collections.abc import Iterator

from graph.errors import UnknownIdentifier
from graph.identifiers import fold, transparency_register
from graph.model import Kind, Property
from graph.provenance import Statement
from loaders.table_facts import Context, said_of
from loaders.table_rows import located
from loaders.tabular import Row
from loaders.transparency_register import ONE_PERSON

_NONE = frozenset({"n/a", "na", "none", "-", "/"})


def read_register_name(row: Row, context: Context) -> Iterator[Statement]:
    """Read one registered organisation; nothing where its legal form is a natural person's.

    One that a list of ours has by this number is described under its own identifier.
    """
    try:
        number = transparency_register(row.needed("number"))
    except UnknownIdentifier:
        raise row.wrong("number", "a register number, such as 27797834846-32") from None
    form = row.text("entity_form")
    if form is not None and ONE_PERSON.search(fold(form)):
        return  # no error, which would name the record
    said = said_of(row, context)
    identifier = context.known.get(number, number)
    yield from said.property(identifier, Property.KIND, Kind.ORGANIZATION.value)
    yield from said.property(identifier, Property.IDENTIFIER, number)
    yield from said.property(identifier, Property.NAME, row.needed("name"))
    acronym, website = row.text("acronym"), row.text("website")
    if acronym is not None and fold(acronym) not in _NONE:
        yield from said.property(identifier, Property.ACRONYM, acronym)
    if website is not None and website.casefold().startswith(("http://", "https://")):
        yield from said.property(identifier, Property.URL, website)
    yield from located(said, identifier, row.text("country_iso2"))
