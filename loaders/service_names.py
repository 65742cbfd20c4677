"""Names of the Commission's services as printed, and the codes behind them.

Sources print services in many ways: ``DG HOME — DIRECTORATE-GENERAL FOR MIGRATION AND HOME
AFFAIRS``, ``HOME AFFAIRS DG``, ``Direzione generale del Bilancio``. A text means a service where
it states a code of the table, where its telling words are those of a name the service has or had
(English, Italian), where it is the unmistakable beginning of one, or where it is at least
``LEAST`` like one and no other comes near. Else it means none: a wrong service is worse than none.
What it must not do: take a Commissioner's portfolio ("Trade") for a service ("Trade DG").

The table is ours: codes of the Publications Office's table of corporate bodies, names as the
Commission's services called themselves since 2010. A name that changed hands belongs to the
service that had it (``DEVCO``, not ``INTPA``).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import fuzz, process

from graph.identifiers import fold

LEAST = 90.0
"""Least likeness, 0–100, of the telling words for a misspelt name."""

LEAD = 8.0
"""How much likelier than any other service's name it must be."""

_MARK = 85.0
"""Least likeness of a misspelt "directorate" or "direzione"."""

_BEGINNING = 3
"""Fewest telling words of a beginning that may stand for the whole name."""

_DIRECTORATES = """
AGRI | Agriculture and Rural Development | Agricoltura e sviluppo rurale
BUDG | Budget | Bilancio
CLIMA | Climate Action | Azione per il clima
CNECT | Communications Networks, Content and Technology
  | Reti di comunicazione, contenuti e tecnologie
COMM | Communication | Comunicazione
COMP | Competition | Concorrenza
DEFIS | Defence Industry and Space | Industria della difesa e spazio
DEVCO | International Cooperation and Development | Cooperazione internazionale e sviluppo
  | Development and Cooperation EuropeAid
DGT | Translation | Traduzione
DIGIT | Digital Services | Informatics | Servizi digitali | Informatica
EAC | Education, Youth, Sport and Culture | Education and Culture
  | Istruzione, gioventù, sport e cultura | Istruzione e cultura
ECFIN | Economic and Financial Affairs | Affari economici e finanziari
ECHO | European Civil Protection and Humanitarian Aid Operations
  | Humanitarian Aid and Civil Protection
  | Protezione civile e operazioni di aiuto umanitario europee
  | Aiuti umanitari e protezione civile
ELARG | Enlargement | Allargamento
EMPL | Employment, Social Affairs and Inclusion | Occupazione, affari sociali e inclusione
ENER | Energy | Energia
ENEST | Enlargement and Eastern Neighbourhood
ENTR | Enterprise and Industry | Imprese e industria
ENV | Environment | Ambiente
FISMA | Financial Stability, Financial Services and Capital Markets Union
  | Stabilità finanziaria, servizi finanziari e Unione dei mercati dei capitali
GROW | Internal Market, Industry, Entrepreneurship and SMEs
  | Mercato interno, industria, imprenditoria e PMI
HOME | Migration and Home Affairs | Home Affairs | Migrazione e affari interni | Affari interni
HR | Human Resources and Security | Risorse umane e sicurezza
INTPA | International Partnerships | Partenariati internazionali
JUST | Justice and Consumers | Justice | Giustizia e consumatori | Giustizia
MARE | Maritime Affairs and Fisheries | Affari marittimi e pesca
MARKT | Internal Market and Services | Mercato interno e servizi
MENA | Middle East, North Africa and the Gulf
MOVE | Mobility and Transport | Mobilità e trasporti
NEAR | Neighbourhood and Enlargement Negotiations
  | Politica di vicinato e negoziati di allargamento
REFORM | Structural Reform Support | Sostegno alle riforme strutturali
REGIO | Regional and Urban Policy | Regional Policy | Politica regionale e urbana
  | Politica regionale
RTD | Research and Innovation | Ricerca e innovazione
SANCO | Health and Consumers | Salute e consumatori
SANTE | Health and Food Safety | Salute e sicurezza alimentare
SCIC | Interpretation | Interpretazione
TAXUD | Taxation and Customs Union | Fiscalità e unione doganale
TRADE | Trade | Commercio
"""
_OFFICES = """
BEPA | Bureau of European Policy Advisers
EPSC | European Political Strategy Centre | Centro europeo di strategia politica
EPSO | European Personnel Selection Office | Ufficio europeo di selezione del personale
ESTAT | Eurostat
FPI | Service for Foreign Policy Instruments | Servizio degli strumenti di politica estera
HERA | Health Emergency Preparedness and Response Authority
  | Autorità per la preparazione e la risposta alle emergenze sanitarie
IAS | Internal Audit Service | Servizio di audit interno
IDEA | Inspire, Debate, Engage and Accelerate Action
JRC | Joint Research Centre | Centro comune di ricerca
OIB | Office for Infrastructure and Logistics in Brussels
  | Ufficio per le infrastrutture e la logistica a Bruxelles
OIL | Office for Infrastructure and Logistics in Luxembourg
  | Ufficio per le infrastrutture e la logistica a Lussemburgo
OLAF | European Anti-Fraud Office | Ufficio europeo per la lotta antifrode
OP | Publications Office of the European Union | Publications Office
  | Ufficio delle pubblicazioni dell'Unione europea
PMO | Office for the Administration and Payment of Individual Entitlements
  | Ufficio di gestione e liquidazione dei diritti individuali
SG | Secretariat-General | Segretariato generale
SJ | Legal Service | Servizio giuridico
TF50
  | Task Force for the Preparation and Conduct of the Negotiations with the United Kingdom
  under Article 50 TEU
  | Article 50 Task Force
UKTF | Task Force for Relations with the United Kingdom | UK Task Force
"""

_SMALL = frozenset(
    {
        *("a", "alla", "alle", "and", "by", "degli", "dei", "del", "dell", "della", "delle"),
        *("dello", "di", "e", "for", "gli", "i", "il", "in", "la", "le", "l", "lo", "of", "on"),
        *("per", "sul", "the", "to", "under", "with"),
    }
)
_BEFORE = re.compile(r"^(?:DG\s+)?([A-Z][A-Z0-9]{1,5})(?:\s*[—–:]|\.|\s+-\s)")
_BEHIND = re.compile(r"\(([A-Z][A-Z0-9]{1,5})\)\s*$")
_ALONE = re.compile(r"^DG\s+([A-Z][A-Z0-9]{1,5})$")
_NO_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Service:
    """One service: its code, its names (the English one it has or last had first), what it is."""

    code: str
    names: tuple[str, ...]
    is_directorate: bool

    @property
    def title(self) -> str:
        """Its whole English name."""
        return f"Directorate-General for {self.names[0]}" if self.is_directorate else self.names[0]


@dataclass(frozen=True, slots=True)
class Match:
    """A service that a text means; ``how`` is code, name, beginning or likeness (0–100)."""

    service: Service
    how: str
    likeness: float = 100.0


def service_called(text: str) -> Match | None:
    """Give the service that a printed name means, or None where that is not sure."""
    for pattern in (_BEFORE, _BEHIND, _ALONE):
        found = pattern.search(text.strip())
        if found and found[1] in SERVICES:
            return Match(SERVICES[found[1]], "code")
    rest, said = _unmarked(_plain(text).split())
    words = _telling(rest)
    if not words:
        return None
    # Without "DG", a directorate's name is a portfolio, a subject or a committee's.
    names = _NAMES if said else _OFFICE_NAMES
    if words in names:
        return Match(SERVICES[names[words]], "name")
    return _beginning(words, names) or _alike(words, names)


def _beginning(words: str, names: Mapping[str, str]) -> Match | None:
    if len(words.split()) < _BEGINNING:
        return None
    found = {code for name, code in names.items() if name.startswith(f"{words} ")}
    return Match(SERVICES[found.pop()], "beginning") if len(found) == 1 else None


def _alike(words: str, names: Mapping[str, str]) -> Match | None:
    near = process.extract(
        words, list(names), scorer=fuzz.ratio, limit=None, score_cutoff=LEAST - LEAD
    )
    best: dict[str, float] = {}
    for name, likeness, _ in near:
        best[names[name]] = max(likeness, best.get(names[name], 0.0))
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < LEAST:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < LEAD:
        return None
    return Match(SERVICES[ranked[0][0]], "likeness", ranked[0][1])


def _plain(text: str) -> str:
    return _NO_WORD.sub(" ", fold(text)).strip()


def _unmarked(words: list[str]) -> tuple[list[str], bool]:
    """Take out what says "directorate-general", misspelt or not, and say whether it was there."""
    rest, said = [], False
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if word == "dg" or _is_like(word, ("directorate", "direzione")):
            said = True
        elif not (_is_like(before, ("directorate", "direzione")) and word.startswith("gen")):
            rest.append(word)
    return rest, said


def _is_like(word: str, marks: tuple[str, ...]) -> bool:
    return any(fuzz.ratio(word, mark) >= _MARK for mark in marks)


def _telling(words: list[str]) -> str:
    return " ".join(word for word in words if word not in _SMALL)


def _services(table: str, *, directorates: bool) -> Iterator[tuple[str, Service]]:
    for line in table.strip().replace("\n  ", " ").splitlines():  # long entries go on, indented
        code, *names = (part.strip() for part in line.split("|"))
        yield code, Service(code, tuple(names), directorates)


SERVICES: Mapping[str, Service] = MappingProxyType(
    {
        **dict(_services(_DIRECTORATES, directorates=True)),
        **dict(_services(_OFFICES, directorates=False)),
    }
)
"""Services by code."""

_NAMES = {
    _telling(_plain(name).split()): one.code for one in SERVICES.values() for name in one.names
}
_OFFICE_NAMES = {name: code for name, code in _NAMES.items() if not SERVICES[code].is_directorate}
