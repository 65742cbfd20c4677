"""What a parameter is called in forms: a few words, where its name alone tells too little.

A name means much the same in every question; where it does not, the field of that question says
its own label (``describe.asked``). What it must not do: explain, as the parameter's text does.
"""

from collections.abc import Mapping
from types import MappingProxyType

_TABLE = """
about: Only with these words
actor: Only what concerns
add: Look also at
after: First day
alike: Share of go-betweens in common, at most
among: Among whom
apart: Never both
avoid: Not by way of
backup: A backup for each target
ban: Who must not go to whom
before: Last day
blocking_with: Taken as lost
bodies: Members of these bodies
capacity: How many each can take
chance: Chance of a vote for
changed: Only rules that were changed
channel: Kinds of contact
channels: Kinds of contact
cold: Also approaches without a route
confidence: Least confidence of a tie
consented: Only with known consent
contacts: How many contacts
countries: Countries of go-betweens
days: Number of days
deed: What became of it
different: Also pairs known to differ
draws: Number of draws
each: Messengers for each target
effect: What a contact changes
effects: Effects on saved questions, at most
estimate: Estimate from votes too
even: Spread the work evenly
expand: Every change on a line of its own
field: Files to compare with
first: The first one
groups: Grouped by
has: Taken as having
hops: Steps, at most
invented: Invented contacts count
ireland_opts_in: Ireland takes part
jha: Justice and home affairs
k: Routes, at most
keep: Kept of an earlier plan
kinds: Kinds of go-between
known_then: As known then
lacks: Taken as lacking
language: Languages
lead: Who must lead for whom
least: At least
limit: Lines on a page
line: Announced lines of groups
load: Routes through one go-between, at most
max_hops: Steps, at most
min_confidence: Least confidence of a tie
most: At most
most_organizations: Organisations, at most
need: So many of a network or country
occasion: Sorts of days
of: Only pairs with
off: Who cannot go now
only: Only these
org: Who may go
organization: Organisation
otherwise: Chance of all others
ours: Our organisations
pivots: Starts to sample
position: Positions taken as known
pull: Steps to the audience, at most
reach: How well we reach a state
ready: How free who starts is
relation: Kinds of tie
relations: Kinds of tie
rule: Voting rule
second: The other one
seconds: Seconds to search
seed: Seed of the draws
senior: Only office holders on the way
sets: Look for sets
share: What readers may see
shock: How far a group leans as one
skip: Pairs to pass over
sources: Who of ours starts
speaks: Who speaks what
strength: Least route score
strict_language: Languages must be known
then: Earlier day
to: Whom to reach
touching: Only what touches saved questions
unsure: Also pairs left unsure
value: Weights of your own
via: By way of
weight: How much a target counts
window_days: Votes of the last days
winning_with: Taken as won over
without: Who takes no part
words: Words of its name
year: Year of the populations
"""

LABELS: Mapping[str, str] = MappingProxyType(
    dict(line.split(": ", 1) for line in _TABLE.strip().splitlines())
)
"""Labels by the name of the parameter, for names that do not say it themselves."""


def label_of(name: str) -> str:
    """Give what a parameter is called: its label, or its name written as words."""
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def called(name: str) -> str:
    """Write a parameter in a fault: as forms call it and, behind that, as programs do."""
    return f"{label_of(name.replace('-', '_'))} ({name})"
