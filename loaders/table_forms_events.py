"""Forms of what organisations do together: joint statements, and dialogues with countries."""

from loaders.table_events import read_dialogue, read_signature
from loaders.table_form import AS_OF, COUNTRY, LEVEL, NOTE, SOURCE, Form, needed
from loaders.tabular import Column

FORMS = (
    Form(
        "signatures",
        "Who signed which joint statement or letter, and when (organisations only)",
        (
            needed("statement", "title of the statement or letter"),
            needed("date", "day it was signed or published"),
            needed("organization", "who signed: key, acronym, name or identifier"),
            Column("kind", "network, ngo, centre, office…: makes an organisation not yet known"),
            COUNTRY,
            Column("role", "in words, such as initiator; empty: signed"),
            Column("addressee", "to whom it was written: bodies, never private persons"),
            Column("dossier", "file it is about, such as 2025/0059(COD)"),
            Column("url", "address of the text"),
            SOURCE,
            AS_OF,
            LEVEL,
        ),
        read_signature,
    ),
    Form(
        "dialogues",
        "Human-rights dialogues and consultations of the Union",
        (
            needed("kind", "such as structured dialogue, local dialogue, consultation"),
            Column("partner", "organisation on the other side, such as African Union"),
            Column("country_iso2", "country on the other side, two letters"),
            Column("date", "first day; empty: the row is about the series as such"),
            Column("until", "last day"),
            Column("frequency", "such as once a year"),
            Column("consultation", "day of the consultation of civil society before it"),
            Column("eu_side", "who leads for the Union: key, acronym, name or identifier"),
            Column("invited", "organisation invited to the consultation, one a row"),
            Column("name", "name; empty: made of kind and partner"),
            Column("url", "address of its page"),
            SOURCE,
            AS_OF,
            NOTE,
            LEVEL,
        ),
        read_dialogue,
    ),
)
