"""Form of numbers and names of the Transparency Register."""

from loaders.table_form import AS_OF, COUNTRY, SOURCE, Form, needed
from loaders.table_register import read_register_name
from loaders.tabular import Column

FORMS = (
    Form(
        "register-names",
        "Numbers and names of the EU Transparency Register (organisations only)",
        (
            needed("number", "number in the EU Transparency Register"),
            needed("name", "name of the organisation"),
            Column("acronym", "acronym"),
            Column("entity_form", "legal form; those of one natural person are left out"),
            Column("website", "address of its site"),
            COUNTRY,
            SOURCE,
            AS_OF,
        ),
        read_register_name,
        rank=60,
        is_published=True,
    ),
)
