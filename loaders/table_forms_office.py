"""Forms of the office's own: contacts, positions, chosen votes, corrections."""

from graph.provenance import OFFICE_RANK
from loaders.table_form import AS_OF, LEVEL, NOTE, SOURCE, VALID_FROM, VALID_TO, Form, needed
from loaders.table_office import read_contact, read_correction, read_position, read_reference_vote
from loaders.tabular import Column

FORMS = (
    Form(
        "contacts",
        "Contacts of ours (level office unless stated)",
        (
            needed("organization", "who of ours holds it: key, acronym, name or id"),
            needed("person", "identifier of the other side, such as ep-person:124936"),
            needed("channel", "meeting, call, email, co_attendance, joint_letter…"),
            needed("date", "day of the contact"),
            Column("intensity", "0 to 1; empty: the channel's default"),
            Column("confidence", "0 to 1; empty: 1"),
            Column("consent", "yes or no: does the holder agree to its use? empty: not known"),
            Column("language", "codes with blanks between, such as fr en; empty: not known"),
            Column("source", "who says so"),
            LEVEL,
        ),
        read_contact,
    ),
    Form(
        "positions",
        "Positions on files",
        (
            needed("actor", "identifier, such as ep-person:124936 or country:FRA"),
            needed("dossier", "file, such as 2025/0059(COD)"),
            needed(
                "stance",
                "strongly for, for, lean for, neutral (or undecided), lean against, against, "
                "strongly against, unknown; of a ballot announced: abstain, absent",
            ),
            needed("date", "day it was stated"),
            Column("until", "last day it held; empty: until a later one"),
            Column("evidence", "the sentence that says so, word for word"),
            SOURCE,
            Column("url", "address of that page"),
            LEVEL,
        ),
        read_position,
    ),
    Form(
        "reference-votes",
        "Votes chosen to judge positions on a file by (level office unless stated)",
        (
            needed("vote", "number of the roll-call vote, such as 171425"),
            needed("dossier", "file it is a reference for, such as 2025/0059(COD)"),
            needed("ours", "for or against: the ballot that was for our position"),
            needed("date", "day of the vote"),
            needed("title", "what was voted on"),
            SOURCE,
            NOTE,
            LEVEL,
        ),
        read_reference_vote,
    ),
    Form(
        "corrections",
        "Corrections by the office: they win over every source and survive every reload",
        (
            needed("subject", "identifier"),
            Column("property", "property to correct, such as name"),
            Column("value", "its right value"),
            Column("relation", "relation to correct, such as MEMBER_OF"),
            Column("object", "identifier of the other end"),
            Column("role", "role, exactly as it is now"),
            VALID_FROM,
            VALID_TO,
            Column("action", "assert (default) or deny"),
            Column("source", "how the office knows"),
            AS_OF,
            LEVEL,
        ),
        read_correction,
        OFFICE_RANK,
    ),
)
