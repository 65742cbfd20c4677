from bench.bench_search import COUNT, everything, people
from bench.misspellings import KINDS, Named, misspell
from queries.finding.search import SearchIndex
from tests.shared import needs_shared

INVENTED = [
    Named("ep-person:1", "Ána María", "Garçía-Invented", "Άνα"),
    Named("ep-person:2", "Bo", "Probe"),
    Named("ep-person:3", "Ülle", "Von Schreibprobe"),
]


def test_misspellings_come_of_every_kind_and_are_no_right_names() -> None:
    made = misspell(INVENTED, 200)
    assert {one.kind for one in made} == KINDS.keys()
    assert not {"ana maria garcia-invented", "bo probe"} & {one.typed for one in made}


def test_the_same_seed_makes_the_same_misspellings() -> None:
    assert misspell(INVENTED, 50, 7) == misspell(INVENTED, 50, 7) != misspell(INVENTED, 50, 8)


@needs_shared
def test_95_of_100_misspelt_real_names_find_their_bearer_first_of_everything() -> None:
    graph = everything()
    index = SearchIndex.build(graph)
    right = 0
    for one in misspell(people(graph), COUNT):
        hits = index.search(one.typed, 1)
        right += bool(hits) and hits[0].actor.id == one.meant
    assert right >= 0.95 * COUNT
