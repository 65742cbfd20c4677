"""Every command with its line of help, by the module that makes it.

Help is shown from here, and a command's module is imported only when that command runs: to import
them all takes longer than most answers. A test holds each line to what the command says itself.
"""

from collections.abc import Mapping

LISTED: Mapping[str, Mapping[str, str]] = {
    "api.cli_load": {
        "load": "Load a source into the ledger: all of it, or nothing.",
        "sources": "Show every source: how much, how old, under which licence.",
    },
    "api.cli_refresh": {
        "refresh": (
            "Bring all sources of sources.toml up to date, each on its own; safe to run from "
            "a timer."
        ),
    },
    "api.cli_ask": {
        "route": "How do we reach somebody: the best routes, each step with its evidence.",
        "majority": "Does it carry: needed, had and missing, in low, middle and high case.",
    },
    "api.cli_assign": {
        "assign": "Who of us approaches whom, within what each can carry.",
    },
    "api.cli_look": {
        "cypher": "Ask the projection in Cypher, read-only.",
        "show": "Show one entity with every fact and tie, or what comes nearest to a name.",
    },
    "api.cli_render": {
        "render": "Draw what surrounds somebody, as one file that needs no network.",
    },
    "api.asks.changes": {
        "changes": (
            "What changed since a day: who, what, by which source, and what it does to saved "
            "answers."
        ),
    },
    "api.asks.coalition": {
        "messengers": "The fewest of us who reach everybody, and who of them cannot be replaced.",
        "recruit": "Whom to win for the coalition: who reaches most of what we do not reach.",
        "approach": "Whom to approach so that most of a committee or another audience is reached.",
        "sheets": "One action sheet an organisation, with only what that organisation may see.",
    },
    "api.asks.council": {
        "council": (
            "What the Council needs and has on a file, who swings it, what completes or blocks."
        ),
        "power": "Formal voting weight of states or groups: exact Banzhaf and Shapley–Shubik.",
        "scenario": (
            "What if each voter were for with a stated chance: a scenario, not a forecast."
        ),
    },
    "api.asks.deadlines": {
        "deadlines": (
            "What closes or happens soon: calls, dialogues and consultations before them, votes."
        ),
    },
    "api.asks.measures": {
        "brokers": "Who stands on the best routes between us and a set of people.",
        "leaves": "Whom we lose, or reach less well, if somebody leaves.",
        "single-points": "Without whom we lose somebody: our single points of failure.",
        "brokerage": "Between which groups somebody stands in the middle (Gould and Fernandez).",
        "holes": "Whose contacts do not know one another (Burt's constraint and effective size).",
        "grid": "Who has power over a file and who cares, with every input shown.",
        "salience": (
            "Who has power, a rightful claim and urgency on a file (Mitchell, Agle and Wood)."
        ),
    },
    "api.asks.positions": {
        "positions": (
            "Who stands where on a file: stated positions with evidence; estimates apart."
        ),
    },
    "api.asks.review": {
        "review": "Which people or organisations may be the same and wait for a judgement?",
    },
    "api.asks.routes": {
        "diverse": "Routes that do not hang on the same people.",
        "disjoint": (
            "How many in between must leave before somebody is lost to us; routes that share "
            "nobody."
        ),
        "robust": (
            "What the best route hangs on: losses, backups, half-lives, later days, conditions."
        ),
    },
    "api.asks.time": {
        "compare": (
            "What changed: the best routes on two days, or as known at two moments, and why."
        ),
        "rules": "The rules behind every score: what is default, and what was changed.",
    },
    "api.cli_saved": {
        "save": (
            "Keep a question, with what you would type behind its command, to be told of changes."
        ),
        "saved": "List the questions that are kept.",
        "again": "Ask a kept question again.",
        "forget": "Keep a question no longer.",
    },
    "api.cli_identity": {
        "same": "Judge that two identifiers are one and the same; reversible.",
        "different": "Judge that two are not the same, whatever they are called; reversible.",
        "unsure": "Note that somebody looked at two and could not tell; changes nothing else.",
        "undo-judgement": "Withdraw the judgement on two: all is as if it had never been made.",
        "judgements": "List the judgements in force on who is the same.",
    },
    "api.cli_exchange": {
        "export": (
            "Write the whole graph at a level for other tools, with dates, sources and licences."
        ),
        "sparql": (
            "Ask the graph in SPARQL, in terms of W3C ORG and PROV; nothing outside is looked at."
        ),
    },
    "api.cli_subjects": {
        "erase": "Erase a person for good: no reload, backup or exchange brings them back.",
        "subject-export": (
            "Write everything that is kept of a person: statements, sources, dates, who can "
            "see them."
        ),
        "restrict": (
            "Keep a person, and leave them out of every answer, picture and export until lifted."
        ),
        "retention": (
            "List, or take out, what was kept to its date by the rules in retention.toml."
        ),
    },
    "api.cli_keeping": {
        "backup": (
            "Write ledger, keys and own files into one file, whole or not at all, while "
            "others write."
        ),
        "restore": "Put a backup back; who was erased since stays erased.",
        "verify": (
            "Read everything again and compare every sum: of the ledger and projections, or "
            "a backup."
        ),
    },
    "api.cli_serve": {
        "demo": (
            "Load the starter pack, reach the shadow rapporteurs of a file, share out the work."
        ),
        "serve": "Serve the API and the pages, on this machine only unless a token is set.",
        "mcp": (
            "Answer an assistant on standard input and output (MCP): read-only tools, with "
            "sources."
        ),
        "doctor": (
            "Check what this machine and this installation can do, and say what to do where not."
        ),
    },
    "api.cli_access": {
        "token": "Tokens for whoever asks from elsewhere: add, list, revoke.",
        "audit": "Who asked, exported and changed what: show, verify.",
    },
    "api.cli_databases": {
        "database": "Databases of servers that were projected to: list, gone.",
    },
    "api.asks.named": {
        "named": "Named questions in Cypher (docs/cypher.md).",
    },
}
"""Modules in the order of help; those of ``api.asks`` describe questions, all others commands."""
