"""Which body a report belongs to, and by what name it goes in this store.

A body is its name and its parents as far as known. Names alone don't tell bodies apart, 云山镇 may be in two
counties, and a report often gives no parents; what can't be told is refused, never guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from data.errors import BadDocument
from data.roster import Entry, Roster

Parents = tuple[str, ...]
Claim = tuple[str, Parents]  # a name and the parents known with it, as a report or a roster gives them


@dataclass(frozen=True)
class Body:
    """One row of the table `jurisdiction`; `listed` tells that a roster names it, the rest is the roster's word."""

    id: int
    name: str
    kind: str
    parents: Parents = ()
    aliases: tuple[str, ...] = ()
    valid_from: int | None = None
    valid_to: int | None = None
    population: Mapping[int, int] = field(default_factory=dict)
    listed: bool = False
    must_report: bool = True
    contact: str = ""


@dataclass(frozen=True)
class Settled:
    """All bodies of the store by id once the claims are settled, and what else the roster brought.

    `places` gives each claim its body; `doubts` gives the paths between which a claim can't choose.
    `folded` are bodies that a roster calls an alias of another. `successions` are rows of that table, to replace
    those of the `listed` bodies. `changed` tells whether the store must be written for any of this.
    """

    bodies: dict[int, Body]
    places: dict[Claim, int]
    doubts: dict[Claim, tuple[str, ...]]
    folded: dict[int, int]
    successions: tuple[tuple[int, int, int, str], ...]
    listed: frozenset[int]
    changed: bool


def settle(bodies: Iterable[Body], claims: Mapping[Claim, str], roster: Roster | None) -> Settled:
    """Find or make the body of each claim (with the class that its report gives) and of each roster entry.

    Raises BadDocument if the roster can't be brought together with the store.
    """
    before = {body.id: body for body in bodies}
    known = dict(before)
    entries = roster.entries if roster else ()
    folded = _fold_aliases(known, entries)
    own = _own_names(claims, known.values(), entries)
    wanted = {(entry.name, entry.parents): entry.kind for entry in entries}
    for claim, kind in claims.items():
        if len(own[claim]) == 1:
            wanted.setdefault(own[claim][0], kind)
    placed, doubted = _place(known, wanted)
    successions: tuple[tuple[int, int, int, str], ...] = ()
    if roster:
        _describe(roster, known, placed, doubted)
        successions = tuple(_successions(roster, known, placed))
    doubts = {claim: tuple(path(*named) for named in own[claim]) for claim in claims if len(own[claim]) > 1}
    doubts |= {claim: doubted[own[claim][0]] for claim in claims if own[claim][0] in doubted}
    return Settled(
        bodies=known,
        places={claim: placed[own[claim][0]] for claim in claims if claim not in doubts},
        doubts=doubts,
        folded=folded,
        successions=successions,
        listed=frozenset(placed[entry.name, entry.parents] for entry in entries),
        changed=known != before or bool(successions),
    )


def path(name: str, parents: Parents) -> str:
    """The longest name there is for a body: 清水县/云山镇."""
    return "/".join((*parents, name))


def paths(bodies: Collection[Body]) -> dict[int, str]:
    """For each body the shortest name that no other has: 云山镇, 清水县/云山镇, 东海市/清水县/云山镇."""
    names = {b.id: [path(b.name, b.parents[i:]) for i in range(len(b.parents), -1, -1)] for b in bodies}
    held = Counter(name for own in names.values() for name in own)
    return {id: next((name for name in own if held[name] == 1), own[-1]) for id, own in names.items()}


def _within(fewer: Parents, more: Parents) -> bool:
    """Whether `more` says all that `fewer` says, in the same order."""
    rest = iter(more)
    return all(parent in rest for parent in fewer)


def _may_be_one(a: Parents, b: Parents) -> bool:
    return _within(a, b) or _within(b, a)


def _by_name(bodies: Iterable[Body]) -> dict[str, list[Body]]:
    named: dict[str, list[Body]] = {}
    for body in bodies:
        named.setdefault(body.name, []).append(body)
    return named


def _parted(alias: str) -> Claim:
    """An alias as name and parents: 云山乡, or 清水县/云山乡 for a body that lay elsewhere under that name."""
    *above, name = (part.strip() for part in alias.split("/"))
    return name, tuple(above)


def _fold_aliases(known: dict[int, Body], entries: Collection[Entry]) -> dict[int, int]:
    """Give bodies that a roster calls an alias to the body it names; return which went where.

    An alias alone is of the same county; one with the bodies above it (清水县/云山乡) says itself where it was, so a
    unit that was moved is one, renamed or not. What has an entry of its own is a body of its own: a renamed unit under
    its former name.
    """
    folded = {}
    named = _by_name(known.values())
    for entry in entries:
        for name, above in map(_parted, entry.aliases):
            if any(
                other.name == name and (not above or (other is not entry and _may_be_one(other.parents, above)))
                for other in entries
            ):
                continue
            here = named.get(name, [])
            theirs = [body for body in here if _called(body, name, above, entry)]
            named[name] = [body for body in here if body not in theirs]
            for body in theirs:
                main = next((b for b in named.get(entry.name, ()) if _may_be_one(b.parents, entry.parents)), None)
                if main is None:
                    known[body.id] = replace(body, name=entry.name, parents=entry.parents if above else body.parents)
                    named.setdefault(entry.name, []).append(known[body.id])
                else:
                    folded[body.id] = main.id
                    del known[body.id]
    return folded


def _called(body: Body, name: str, above: Parents, entry: Entry) -> bool:
    """Whether a body is the one that an entry calls by this alias, and not the entry's own already."""
    if body.name == entry.name and _may_be_one(body.parents, entry.parents):
        return False
    return _may_be_one(body.parents, above or entry.parents)


def _own_names(
    claims: Iterable[Claim], known: Iterable[Body], entries: Iterable[Entry]
) -> dict[Claim, tuple[Claim, ...]]:
    """Each claim under the body's own name where it came under an alias; under several if the alias has several.

    Where the alias says where the body was, the claim is of where it is now.
    """
    bearers: dict[str, list[tuple[str, Parents, Parents]]] = {}  # by name: own name, own parents, those it was given
    named = [*((b.name, b.aliases, b.parents) for b in known), *((e.name, e.aliases, e.parents) for e in entries)]
    for own, aliases, parents in named:
        bearers.setdefault(own, []).append((own, parents, ()))
        for name, above in map(_parted, aliases):
            bearers.setdefault(name, []).append((own, parents, above))
    found: dict[Claim, tuple[Claim, ...]] = {}
    for name, parents in claims:
        here = bearers.get(name, ())
        plain = {own for own, at, above in here if not above and _may_be_one(parents, at)}
        moved = {(own, at) for own, at, above in here if above and _may_be_one(parents, above)}
        if name in plain:
            found[name, parents] = ((name, parents),)
        else:
            several = sorted({(own, parents) for own in plain} | moved)
            found[name, parents] = tuple(several) or ((name, parents),)
    return found


def _place(
    known: dict[int, Body], wanted: Mapping[Claim, str]
) -> tuple[dict[Claim, int], dict[Claim, tuple[str, ...]]]:
    """The body of each wanted claim, added to `known` where it is new; and the claims that fit several."""
    places, doubts = {}, {}
    fresh = count(max(known, default=0) + 1)
    named = _by_name(known.values())
    asked: dict[str, list[Parents]] = {}
    for name, parents in wanted:
        asked.setdefault(name, []).append(parents)
    for name, claimed in asked.items():
        bodies = named.get(name, [])
        said = {*claimed, *(body.parents for body in bodies)}
        # There are as many bodies as there are parents of which no others say more.
        tops = sorted(a for a in said if not any(a != b and _within(a, b) for b in said))
        over = {parents: [top for top in tops if _within(parents, top)] for parents in said}
        for parents in claimed:
            if len(over[parents]) > 1:
                doubts[name, parents] = tuple(path(name, top) for top in over[parents])
                continue
            [top] = over[parents]
            mine = [known[body.id] for body in bodies if over[body.parents] == [top]]
            body = max(mine, key=lambda body: len(body.parents)) if mine else Body(next(fresh), name, "", top)
            if not mine:
                bodies = [*bodies, body]
            known[body.id] = replace(body, parents=top, kind=body.kind or wanted[name, parents])
            places[name, parents] = body.id
    return places, doubts


def _describe(
    roster: Roster, known: dict[int, Body], places: Mapping[Claim, int], doubts: Mapping[Claim, tuple[str, ...]]
) -> None:
    """Write into the bodies what the roster says of them."""
    for entry in roster.entries:
        claim = (entry.name, entry.parents)
        if claim in doubts:
            raise BadDocument(
                "roster_ambiguous", file=roster.name, row=entry.row, name=entry.name, places="、".join(doubts[claim])
            )
        body = known[places[claim]]
        known[body.id] = replace(
            body,
            kind=entry.kind or body.kind,
            aliases=entry.aliases,
            valid_from=entry.first,
            valid_to=entry.last,
            population=entry.population,
            listed=True,
            must_report=entry.reports,
            contact=entry.contact,
        )


def _successions(
    roster: Roster, known: Mapping[int, Body], places: Mapping[Claim, int]
) -> Iterator[tuple[int, int, int, str]]:
    """Rows of the table `succession`: predecessor, successor, first year of the successor, kind."""
    named = _by_name(known.values())
    for entry in roster.entries:
        for successor in entry.successors:
            *parents, name = successor.split("/")
            given = tuple(parents) or entry.parents
            found = [body.id for body in named.get(name, ()) if _may_be_one(body.parents, given)]
            own = places[entry.name, entry.parents]
            if len(found) != 1 or found == [own] or entry.last is None or entry.succession is None:
                raise BadDocument(
                    "roster_successor", file=roster.name, row=entry.row, name=entry.name, successor=successor
                )
            yield own, found[0], entry.last + 1, entry.succession
