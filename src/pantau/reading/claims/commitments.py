"""What somebody proposes, requests, agrees, promises, plans or supports: the clause, for whom, in which areas."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pantau.reading.claims.claim import Claim
from pantau.reading.claims.clausebounds import CLAUSE_WORDS, QUOTES, after_caption, clause_end, operative, subject_start
from pantau.reading.claims.gazetteer import Hit, hits, nearby
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.speakers import Speakers, for_whom, joined, speaks_for_all
from pantau.reading.claims.whereabouts import Part, parts
from pantau.reading.claims.wordsets import words

_NOUN_BEFORE = words("commitments noun before")
_NOUN_AFTER = frozenset(["of"])
_NOUNLIKE = words("commitments nounlike")
_PLURALS = words("commitments plurals")
_RELATIVE = frozenset(["yang", "who", "which", "whose", "whom"])
_WEAK = frozenset(("support",))
_ORDINALS = words("commitments ordinals")
_STEPS_BEFORE = words("commitments steps before")
_NOT = frozenset(["tidak", "belum", "bukan", "not", "never"])
_PURPOSE = frozenset(["untuk", "to", "guna", "dapat", "could", "would", "can", "yang"])
_JOINS = frozenset(["and", "dan", "serta", ",", "juga", "also", "kemudian", "then"])
_OURS = frozenset(["kita", "kami", "we", "our"])
_LED_BY = words("commitments led by")


class Clause(NamedTuple):
    """A clause of a commitment: its tokens, its act and verb, and for whom it is said."""

    first: int
    last: int
    act: str
    actor: Sequence[str]
    rule: str


def read_commitments(scene: Scene) -> Iterator[Claim]:
    """The claims of type commitment."""
    speakers = Speakers(scene=scene)
    listing = False
    for sentence in scene.once(parts):
        if scene.is_masked(sentence.start) or sentence.first >= sentence.last:
            continue
        speakers.read_to(sentence.last)
        _take_source(scene, sentence, speakers)
        _take_attribution(scene, sentence, speakers)
        step = _listed_step(scene, sentence, speakers) if listing else None
        acts = scene.once(hits).within("act", sentence.first, sentence.last)
        if not step and not acts:
            _remember((sentence.first, sentence.last), speakers)
            continue
        clauses = [step] if step else list(_clauses(scene, sentence, speakers))
        listing = listing if step else _announces_steps(scene, sentence)
        for one in clauses:
            yield _claim(scene, one)


def _announces_steps(scene: Scene, sentence: Part) -> bool:
    words = {token[3] for token in scene.tokens[sentence.first : sentence.last]}
    return not words.isdisjoint(_STEPS_BEFORE)


def _claim(scene: Scene, one: Clause) -> Claim:
    start, end = scene.tokens[one.first].start, scene.tokens[one.last - 1].end
    found = nearby(scene, one.first, one.last, table="areas")
    found = [hit for hit in found if not _is_surroundings(scene, hit)]
    pacts = scene.once(hits).within("instrument", one.first, one.last)
    special = joined(
        [*(hit.code for hit in found if hit.sort == "strong"), *(_PACTS.get(hit.code, "") for hit in pacts)]
    )
    weak = joined([hit.code for hit in found if hit.sort == "weak"])
    return Claim(
        type="commitment",
        start=start,
        end=end,
        text=scene.said(start, end),
        value={"act": one.act, "actor": list(one.actor)},
        attributes={"area": special or weak[:1] or ["institution"]},
        rule=f"commitment.{one.rule}",
        confidence=0.7 if one.rule == "says" else 0.55,
    )


def _is_surroundings(scene: Scene, hit: Hit) -> bool:
    """Whether a word is part of a body's name, or "lingkungan yang damai" means a setting and no nature."""
    after = scene.tokens[hit.last].folded if hit.last < len(scene.tokens) else ""
    body = scene.once(hits).over("name", hit.first)
    if body is not None and body.last - body.first > 1 and body.code.startswith("org:"):
        return True
    return scene.tokens[hit.first].folded in ("lingkungan", "environment") and after in (
        "yang",
        "that",
        "for",
        "in",
        "conducive",
    )


_PACTS = {"fta": "trade", "trade_agreement": "trade", "code_of_conduct": "maritime"}


def _take_source(scene: Scene, sentence: Part, speakers: Speakers) -> None:
    """ "Menurut X, …" and "According to X, …": X speaks."""
    hit = scene.once(hits).at("role", sentence.first)
    if hit is not None and hit.code == "said":
        comma = next(
            (at for at in range(hit.last, min(hit.last + 18, sentence.last)) if scene.tokens[at].text == ","), 0
        )
        who = speakers.subject(hit.last, comma) if comma else []
        speakers.current = who or speakers.current


def _take_attribution(scene: Scene, sentence: Part, speakers: Speakers) -> None:
    """A sentence that ends in "ujar X" is said by X, whoever spoke before."""
    tokens = scene.tokens
    for hit in reversed(scene.once(hits).within("role", max(sentence.first, sentence.last - 16), sentence.last)):
        at = hit.first
        if tokens[at].folded.endswith("nya"):
            return
        if at > sentence.first and hit.code == "said" and (tokens[at - 1].text in ',”"“' or _name_ends(scene, at)):
            who = speakers.subject(at + 1, sentence.last) or speakers.subject(max(sentence.first, at - 8), at)
            if who:
                speakers.current = who
            return


def _name_ends(scene: Scene, at: int) -> bool:
    return scene.tokens[at - 1].is_capital


def _listed_step(scene: Scene, sentence: Part, speakers: Speakers) -> Clause | None:
    """ "Pertama, memperkuat …" after a sentence that announced steps: each is what the speaker proposes."""
    tokens = scene.tokens
    first = sentence.first
    if tokens[first].folded not in _ORDINALS or first + 2 >= sentence.last or tokens[first + 1].text != ",":
        return None
    begin = first + 2
    for hit in scene.once(hits).within("act", begin, min(begin + 8, sentence.last)):
        if hit.code == "report":
            begin = hit.last + (tokens[hit.last].folded in CLAUSE_WORDS)
    end = clause_end(scene, begin, sentence.last)
    actor = speakers.current or speakers.everybody(begin)
    return Clause(first=begin, last=end, act="propose", actor=actor, rule="step") if end - begin > 2 else None


def _clauses(scene: Scene, sentence: Part, speakers: Speakers) -> Iterator[Clause]:
    """At most one clause for each part of a sentence between semicolons."""
    for part in _parts(scene, sentence):
        one = _clause(scene, part, speakers)
        if one is not None:
            yield one


def _parts(scene: Scene, sentence: Part) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that each have a verb of their own; captions of pictures are none."""
    tokens, begin, acted = scene.tokens, after_caption(scene, sentence), ""
    for hit in scene.once(hits).within("act", begin + 1, sentence.last):
        at = hit.first
        if not _is_verb(scene, hit, begin):
            continue
        opens = at - 1
        while opens > begin and tokens[opens].folded in _JOINS and opens > at - 3:
            opens -= 1
        own = hit.code == "report" or (hit.entry.row["form"] == "says" and hit.code not in _WEAK)
        after = tokens[opens].text == ";" or (opens < at - 1 and acted not in ("", hit.code) and hit.code != "report")
        if own and after:
            yield begin, opens + (tokens[opens].text != ";")
            begin = at
        acted = acted or (hit.code if hit.code != "report" and hit.entry.row["form"] == "says" else "")
    yield begin, sentence.last


def _clause(scene: Scene, part: tuple[int, int], speakers: Speakers) -> Clause | None:
    if part[1] <= part[0]:
        return None
    acts = [hit for hit in scene.once(hits).within("act", *part) if _is_verb(scene, hit, part[0])]
    reports = [hit for hit in acts if hit.code == "report" and not _is_attribution(scene, hit, part[0])]
    begin = _after_reports(part, reports, speakers)
    chosen = _main(scene, [hit for hit in acts if hit.code != "report" and hit.first >= begin])
    if chosen is None:
        chosen = _main(scene, [hit for hit in acts if hit.code != "report"])
        begin = part[0]
    if chosen is None:
        _remember(part, speakers)
        return _resolved(reports, part, speakers)
    return _built(chosen, (begin, part[1]), speakers)


def _is_attribution(scene: Scene, hit: Hit, low: int) -> bool:
    """Whether a verb of saying follows what was said: what stands before it is no subject."""
    tokens = scene.tokens
    if hit.first <= low or hit.last >= len(tokens):
        return False
    before = tokens[hit.first - 1].text
    return before in QUOTES or (before == "," and tokens[hit.last].is_capital)


def _resolved(reports: Sequence[Hit], part: tuple[int, int], speakers: Speakers) -> Clause | None:
    """ "Para Pemimpin menegaskan untuk memperkuat …": a verb of saying that goes on with "untuk" is a resolve."""
    scene = speakers.scene
    for hit in reports[:1]:
        if hit.last < part[1] and scene.tokens[hit.last].folded == "untuk":
            start = subject_start(scene, part[0], hit.first)
            actor = speakers.subject_or_all(start, hit.first) or list(speakers.current)
            act = "agree" if len(actor) > 1 else "commit"
            return (
                Clause(first=start, last=clause_end(scene, hit.last, part[1]), act=act, actor=actor, rule="frame")
                if actor
                else None
            )
    return None


def _remember(part: tuple[int, int], speakers: Speakers) -> None:
    """A sentence whose subject is a person makes that person the speaker of what follows."""
    inside = speakers.first_named(part[0], part[1])
    if inside:
        speakers.current = speakers.subject(part[0], inside) or speakers.current


def _after_reports(part: tuple[int, int], reports: Sequence[Hit], speakers: Speakers) -> int:
    """Where the reported clause begins, after the last report before "bahwa"; its subject becomes the speaker."""
    tokens, begin = speakers.scene.tokens, part[0]
    for hit in reports[:1]:
        who = speakers.subject(begin, hit.first)
        if who:
            speakers.current = who
        begin = hit.last
        for at in range(hit.last, min(hit.last + 3, part[1])):
            if tokens[at].folded in CLAUSE_WORDS or tokens[at].text in (":", ",") or tokens[at].text in QUOTES:
                begin = at + 1
    return begin


def _is_verb(scene: Scene, hit: Hit, low: int) -> bool:
    """Whether the word is a verb here: no part of a name, no noun, no relative clause, no negation."""
    tokens = scene.tokens
    found = scene.once(hits)
    if found.over("instrument", hit.first) or found.over("name", hit.first) or found.over("meeting", hit.first):
        return False
    before = tokens[hit.first - 1].folded if hit.first > low else ""
    after = tokens[hit.last].folded if hit.last < len(tokens) else ""
    if before in _NOT or (before in _RELATIVE and hit.entry.row["form"] != "says"):
        return False
    word = tokens[hit.first].folded
    if hit.first == operative(scene, low):
        return after not in _NOUN_AFTER
    if hit.last - hit.first == 1 and word in _NOUNLIKE:
        subject = before in _PLURALS or (
            hit.first > low and tokens[hit.first - 1].is_capital and before not in _NOUN_BEFORE
        )
        return (
            (subject or word[-1] == "s")
            and before not in _NOUN_BEFORE
            and after not in _NOUN_AFTER
            and (not tokens[hit.first].is_capital)
        )
    if hit.entry.row["form"] == "says" and before in _PURPOSE:
        return False
    return not (word in ("will", "must", "may") and tokens[hit.first].is_capital and hit.first > low)


def _main(scene: Scene, acts: Sequence[Hit]) -> Hit | None:
    """The verb that says what the clause does: the first, but no weak one before a strong one."""
    if not acts:
        return None
    first = acts[0]
    strong = [hit for hit in acts if hit.code not in _WEAK and hit.entry.row["form"] == "says"]
    if first.code in _WEAK and first.entry.row["form"] == "says" and strong and strong[0].first - first.last < 14:
        return strong[0]
    if first.entry.row["form"] == "frame" and scene.tokens[first.first].folded in ("akan", "will", "shall"):
        near = [
            hit
            for hit in acts[1:2]
            if hit.first - first.last <= 1 and hit.code in ("agree", "plan", "negotiate", "prioritise")
        ]
        return near[0] if near else first
    if scene.tokens[first.first].folded == "siap" and len(acts) > 1 and acts[1].first == first.last:
        return acts[1]
    return first


def _built(verb: Hit, part: tuple[int, int], speakers: Speakers) -> Clause | None:
    scene = speakers.scene
    start = subject_start(scene, part[0], verb.first)
    subject = speakers.subject_or_all(start, verb.first)
    form = verb.entry.row["form"]
    if form == "says" and subject:
        speakers.current = subject
    if not subject and verb.first == operative(scene, part[0]):
        subject = speakers.everybody(start) if scene.once(speaks_for_all) else list(speakers.current)
        start, subject = verb.first, subject or speakers.everybody(start)
    act = verb.code
    if act == "propose" and form == "frame":
        actor = list(speakers.current) or subject
    elif form == "frame":
        actor = _who_will((start, verb), subject, speakers)
        act = "agree" if act == "commit" and len(actor) > 1 and actor != for_whom(actor[0]) else act
    else:
        actor = subject or list(speakers.current)
    if not actor:
        return None
    end = clause_end(scene, verb.last, part[1])
    if end - verb.last < 1:
        return None
    return Clause(first=start, last=end, act=act, actor=actor, rule=form)


def _who_will(span: tuple[int, Hit], subject: list[str], speakers: Speakers) -> list[str]:
    """Who "will": the subject if it is somebody and not a thing of theirs; "we" is the speaker."""
    start, verb = span
    scene, tokens = speakers.scene, speakers.scene.tokens
    if any(token.folded in _OURS for token in tokens[start : verb.last + 3]):
        return list(speakers.current) or subject
    if not subject and any(
        token.folded.startswith(("pemerintah", "government")) for token in tokens[start : verb.first]
    ):
        return list(speakers.current) or speakers.home()
    for at in range(start, verb.first):
        actor = scene.once(hits).over("name", at) or scene.once(hits).over("role", at)
        if actor is not None or speakers.knows(tokens[at]):
            return subject
        if tokens[at].folded not in _LED_BY:
            return []
    return subject
