"""Forms of facts about the Council and seats in the Parliament."""

from loaders.table_council import (
    read_council_body,
    read_council_figure,
    read_country_note,
    read_permanent_representation,
    read_presidency,
    read_seats,
    read_voting_rule,
)
from loaders.table_form import AS_OF, LEVEL, NOTE, SOURCE, VALID_FROM, VALID_TO, Form, needed
from loaders.tabular import Column

FORMS = (
    Form(
        "council-figures",
        "Population shares for qualified majority in the Council, by year",
        (
            needed("year", "year"),
            needed("country_iso2", "country, two letters"),
            needed("population_share_pct", "share of the Union's population, percent"),
            Column("eu_population_total", "population of the Union"),
            SOURCE,
            AS_OF,
        ),
        read_council_figure,
    ),
    Form(
        "council-bodies",
        "Configurations and preparatory bodies of the Council",
        (
            needed("code", "code, such as COHOM"),
            needed("name", "name"),
            Column("reports_to", "code of the body above, several with /"),
            Column("remit", "what it deals with"),
            SOURCE,
            AS_OF,
            NOTE,
        ),
        read_council_body,
    ),
    Form(
        "presidencies",
        "Presidencies of the Council",
        (
            needed("country_iso2", "country, two letters"),
            needed("start", "first day"),
            needed("end", "last day"),
            SOURCE,
            AS_OF,
        ),
        read_presidency,
    ),
    Form(
        "voting-rules",
        "Rules of qualified majority in the Council, in words (what is counted is built in)",
        (
            needed("rule", "short name, such as standard"),
            Column("min_member_states_pct", "least share of the Member States, percent"),
            Column("min_member_states_n_of_27", "the same of 27"),
            Column("min_population_pct", "least share of the population, percent"),
            Column("blocking_minority", "what blocks, in words"),
            needed("legal_basis", "article"),
            NOTE,
            SOURCE,
            AS_OF,
        ),
        read_voting_rule,
    ),
    Form(
        "seats",
        "Seats in the Parliament by term, of a country or a political group",
        (
            needed("term", "number of the term, such as 10"),
            Column("country_iso2", "country, two letters; or else a group"),
            Column("group", "political group, in any of its spellings"),
            needed("seats", "seats"),
            SOURCE,
            AS_OF,
        ),
        read_seats,
    ),
    Form(
        "permanent-representations",
        "Permanent representations of the Member States (never the names of their staff)",
        (
            needed("country_iso2", "country, two letters"),
            Column("name", "name; empty: made of the country's"),
            Column("city", "city"),
            Column("website", "address of its site"),
            Column("sits_in", "codes of Council bodies, with /; empty: COREPER-I/COREPER-II"),
            VALID_FROM,
            VALID_TO,
            SOURCE,
            AS_OF,
        ),
        read_permanent_representation,
    ),
    Form(
        "country-notes",
        "Remarks on countries, such as a report on one",
        (
            needed("country_iso2", "country, two letters"),
            needed("note", "remark"),
            SOURCE,
            AS_OF,
            LEVEL,
        ),
        read_country_note,
    ),
)
