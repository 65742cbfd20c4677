"""Words that speak of somebody whom a centre treats, or of one person's health, in a sentence.

A column is refused by its name (``loaders.tabular``); a text by what is said of a *case*: "our
client", "she suffers from PTSD", "case no. 12", a date of birth. Words of policy work pass:
patients' rights, healthcare, victims of torture, rehabilitation centre. English, French, German
and Spanish; no other language is looked at, and the lists are ours and not complete: they catch
slips, not intent. The text itself is in no message: what must not be kept is not repeated either.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from graph.identifiers import fold

_NO_WORD = re.compile(r"[^a-z0-9]+")
_MORE = r"(?:[a-z]+ ){0,2}?"  # a word or two in between: "our new client"
_DAY = (
    r"(?:le |the |am |el )?"
    r"(?:\d{1,2} (?:\d{1,2}|(?:de )?[a-z]{3,10}) (?:de )?\d{2,4}|\d{4} \d\d? \d\d?)"
)
_ONE_NUMBER = r"\d+\b(?! \d)"  # "2018/0123" and "30696/09" are files and judgments

_ILLNESS = (
    r"(?:ptsd|ptbs|tept|traum\w+|posttraum\w+|belastungsstorung\w*|depress\w+|depresi\w+|anxi\w+"
    r"|ansiedad|angst\w*|insomni\w+|nightmares?"
    r"|cauchemars?|pesadillas|albtraum\w*|flashbacks?|pains?\b|douleurs?|schmerzen|dolor\w*"
    r"|illness"
    r"|diseases?|disorders?|maladie|krankheit\w*|erkrankung\w*|enfermedad|troubles?|trastorno\w*"
    r"|cancer|krebs|epileps\w+|psychos\w+|psicosis|schizo\w+|diabet\w+|hepatitis|hepatite|hiv\b"
    r"|vih\b|sida\b|injur\w+|addict\w+|schlaf\w*|stress|estres|suicid\w+)"
)

_CLIENT = (
    r"^(?:former |ex |new |old |ancienne? |ehemaligen? )?(?:client|patient|klient|paciente|cliente"
    r"|patiente|patientin|klientin)(?:s|en|innen)?$",
    # English
    rf"\b(?:our|my|former|ex|another) {_MORE}(?:clients?|patients?|service users?)\b",
    r"\b(?:his|her|this|that) (?:client|patient)\b",
    r"\bone of (?:the|our) (?:clients|patients)\b",
    r"\b(?:clients?|patients?) of (?:ours|mine|our (?:[a-z]+ )?(?:cent(?:re|er)|clinic|team))\b",
    r"\b(?:a|the) (?:client|patient) (?:from|who|was|has|had|came|told|will|with|named|called"
    r"|is (?:an?|from|\d+))\b",
    r"\bseeing our (?:[a-z]+ )?(?:therapist|psycholog\w+|psychiatr\w+|doctor)\b",
    rf"\b(?:treated|cared for) (?:at|by|in) our {_MORE}(?:cent(?:re|er)|clinic|team|doctors?)\b",
    r"\b(?:the )?patient s (?:medical|case|diagnos\w+|name|story|family|file)\b",
    # French
    rf"\b(?:notre|nos|mon|ma|mes|ancien|ancienne|anciens|anciennes) {_MORE}(?:clients?|clientes?"
    r"|patients?|patientes?)\b",
    r"\b(?:la|le|une?|cette?) (?:patiente?|cliente?) (?:souffre|suivie?|vient|venue?|originaire"
    r"|qui|a ete|nommee?|s appelle)\b",
    # German
    rf"\b(?:unser|mein|ehemalig|dies)(?:e|en|em|er|es)? {_MORE}(?:klient|patient|mandant)"
    r"(?:in|innen|en)?\b",
    r"\b(?:der|die|eine?) (?:klient|patient)(?:in)? (?:hat|ist|war|leidet|aus|kam|kommt|wird|wurde"
    r"|mit|von uns)\b",
    # Spanish
    rf"\b(?:nuestr[oa]s?|mis?|antigu[oa]s?) {_MORE}(?:client(?:e|es|a|as)|pacientes?)\b",
    r"\b(?:el|la|una?|est[ea]) (?:paciente|cliente) (?:tiene|fue|sufre|padece|vino|llego|que)\b",
)
_HEALTH = (
    # English
    r"\b(?:was|is|has been|had been|got) (?:[a-z]+ )?diagnosed\b",
    rf"\b(?:suffers|suffered|is suffering|was suffering) from {_MORE}{_ILLNESS}",
    r"\bbeing treated for (?:[a-z]+ )?(?:ptsd|depress\w+|trauma|cancer|injur\w+|wounds|burns)\b",
    r"\b(?:has|had|his|her) (?:chronic |severe )?pains?\b|\b(?:his|her) wounds\b"
    r"|\bour medical report\b",
    rf"\b(?:has|had) {_MORE}(?:ptsd|hiv|epilepsy|hepatitis|nightmares|flashbacks|panic attacks)\b",
    rf"\b(?:he|she|who) (?:has|had) {_MORE}(?:cancer|diabetes|depression)\b",
    rf"\b(?:he|she|who) (?:is|was|has been|had been) {_MORE}in (?:therapy|psychiatric care)\b",
    r"\b(?:he|she|who) (?:[a-z]+ )?(?:attempted|tried to commit) suicide\b"
    r"|\bshe was (?:[a-z]+ )?raped\b",
    rf"\b(?:he|she|who) (?:takes|took|needs|is on|was on) {_MORE}(?:antidepress\w+|medication"
    r"|painkillers|insulin|sleeping pills)\b",
    rf"(?<!\bor )\b(?:his|her) {_MORE}(?:diagnos[ei]s|prognosis|symptoms?|medication|therap(?:y"
    rf"|ist)"
    r"|psychiatrist|psychologist|medical (?:records?|history|file|report|treatment)|pregnancy"
    r"|illness|ptsd|trauma|scars|injuries|health (?:condition|problems|status)|hiv status)\b",
    r"\bmedical (?:records?|history|file|report) of (?:mr|mrs|ms|a|the|our)\b",
    r"\b(?:is|was) (?:sick|(?:now )?pregnant|suicidal|hospitali[sz]ed|traumati[sz]ed|hiv positive"
    r"|in therapy)\b",
    r"\b(?:he|she) (?:is|was) (?:[a-z]+ )?ill\b|\btested positive for\b",
    r"\bbeing treated (?:at|by|in) (?:the|our|a) (?:cent(?:re|er)|clinic|hospital|doctor"
    r"|psych\w+)\b",
    # French
    r"\b(?:a|avait) ete diagnostiquee?\b",
    rf"\bsouffre (?:de|d) {_MORE}{_ILLNESS}",
    rf"\b(?:son|sa|ses) {_MORE}(?:symptomes?|medicaments?|therapie|therapeute|psychiatre"
    rf"|psychologue"
    r"|dossier medical|etat de sante|traitement medical|grossesse|maladie|traumatismes?|cicatrices"
    r"|blessures)\b",
    r"\belle a ete violee\b|\b(?:il|elle|qui) est atteinte? (?:de|d)\b",
    r"\b(?:est|etait) (?:enceinte|seropositive|seropositif|hospitalisee?|malade|traumatisee?"
    r"|suicidaire|en therapie)\b",
    r"\b(?:il|elle|qui) (?:a|avait) (?:fait une tentative de suicide|tente de se suicider)\b",
    r"\b(?:il|elle|qui) pren(?:d|ait) (?:des |ses )?(?:antidepress\w+|medicaments"
    r"|anxiolytiques)\b",
    r"\bsuivie? (?:par|en|chez) (?:un |une |le |la |notre )?(?:psy\w*|medecin|therap\w*)\b",
    # German
    rf"\b(?:bei (?:ihm|ihr)|er|sie) {_MORE}(?:wurde |wird )?(?:[a-z]+ ){{0,4}}?diagnostiziert\b",
    rf"\bleidet {_MORE}(?:an|unter) {_MORE}{_ILLNESS}",
    rf"\b(?:sein|ihr)(?:e|en|em|er|es)? {_MORE}(?:symptome|medikamente|therapie|therapeut(?:in)?"
    r"|psychiater(?:in)?|psycholog(?:e|in)|krankenakte|patientenakte|gesundheitszustand"
    r"|schwangerschaft|krankheit|erkrankung|trauma|narben|verletzungen)\b",
    r"\b(?:er|sie) (?:ist|war) (?:[a-z]+ )?(?:schwanger|krank|erkrankt|traumatisiert|suizidal"
    r"|hiv positiv|in therapie)\b|\bbei uns in (?:behandlung|therapie)\b",
    r"\b(?:er|sie) (?:hat|hatte) (?:eine |schwere )?(?:krebs|hiv|depression\w*|epilepsie|ptbs)\b",
    r"\b(?:er|sie) (?:ist|war|liegt|lag) im (?:krankenhaus|spital)\b"
    r"|\b(?:psychologisch|psychiatrisch|therapeutisch) (?:betreut|behandelt)\b",
    rf"\b(?:er|sie) {_MORE}(?:einen )?(?:suizid|selbstmord)versuch\b",
    r"\b(?:er|sie) n(?:immt|ahm) (?:[a-z]+ )?(?:antidepress\w+|medikamente|beruhigungsmittel)\b",
    # Spanish
    r"\b(?:fue|ha sido) diagnosticad[oa]\b|\ble diagnosticaron\b",
    rf"\b(?:sufre|padece|sufrio) (?:de |del |una? )?{_MORE}{_ILLNESS}",
    rf"\bsus? {_MORE}(?:sintomas|medicacion|medicamentos|terapia|terapeuta|psiquiatra|psicolog[oa]"
    r"|historia clinica|historial medico|estado de salud|embarazo|enfermedad|cicatrices)\b",
    r"\btiene (?:una )?(?:depresi\w+|cancer|vih|sida|epilepsia|diabetes)\b|\bfue violada\b",
    r"\b(?:intento|trato de) suicidarse\b|\btoma (?:[a-z]+ )?(?:antidepresivos|medicacion)\b",
    r"\besta (?:[a-z]+ )?en tratamiento (?:psic\w+|psiq\w+|medico)\b",
    r"\besta (?:embarazada|enferm[oa]|hospitalizad[oa]|traumatizad[oa]|en terapia)\b"
    r"|\bes seropositiv[oa]\b",
)
_CASE = (
    rf"\b(?:case|client|patient|fall|akte|fallakte|cas|dossier|caso|paciente|cliente"
    rf"|expediente) (?:no|nr|n|n o|num|number"
    rf"|nummer|numero|id) {_ONE_NUMBER}",
    r"\b(?:client|patient) (?:id|number|initials)\b",
    r"\b(?:his|her|our|client|patient) case file\b",
)
_BIRTH = (
    rf"\b(?:date of birth|birth ?date|dob|born(?: on)?)(?: is| was)? {_DAY}",
    rf"\b(?:date de naissance|nee? le|geburtsdatum|geb|geboren(?: am)?|fecha de nacimiento"
    rf"|nacid[oa] el)(?: est| ist| es)? {_DAY}",
)
_ASYLUM = (
    r"(?<!\bor )\b(?:his|her|our client s) asylum (?:claim|case|file|application|interview)\b",
    r"\basylum (?:claim|case|file|application) of (?:mr|mrs|ms|our|my|a)\b",
    r"\b(?:sa|notre) demande d asile\b|\b(?:sein|ihr)(?:en|em|es)? asyl(?:antrag|verfahren"
    r"|akte)\b",
    r"\bsu (?:solicitud|expediente) de asilo\b",
)

_SORTS: Mapping[str, re.Pattern[str]] = {
    sort: re.compile("|".join(words))
    for sort, words in (
        ("one of the people who are cared for", _CLIENT),
        ("the health of one person", _HEALTH),
        ("the number of a case", _CASE),
        ("a date of birth", _BIRTH),
        ("one person's asylum case", _ASYLUM),
    )
}

SORTS = tuple(_SORTS)
"""Of what a text may speak that has no place here, in words."""


@lru_cache(maxsize=20_000)
def speaks_of_case(text: str) -> str | None:
    """Say of what a text seems to speak that has no place here; None: it passes.

    It is one of ``SORTS``: nothing of the text is in the answer.
    """
    plain = _NO_WORD.sub(" ", fold(text)).strip()
    return next((sort for sort, words in _SORTS.items() if words.search(plain)), None)


def case_in(cells: Mapping[str, str]) -> tuple[str, str] | None:
    """Give the first column whose text seems to speak of a case, and of what; None: none does."""
    for column, text in cells.items():
        sort = speaks_of_case(text)
        if sort:
            return column, sort
    return None


def advice(sort: str) -> str:
    """Say what a text speaks of and what to do."""
    return (
        f"the text seems to speak of {sort}, which suggests data about clients or health. Such "
        "data must not be in this map: leave it out, or say it in other words if it is none."
    )
