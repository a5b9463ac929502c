"""A plan written out in any numbering is read back as the tree it was written from."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pantau.reading.plans import read_plan
from tests.reading.plans.rendering import NUMBERINGS, Layout, Numbering, Plan, Renderer, layouts, plans

BODY = {"heading", "line", "subitem", "note"}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plan=plans(), numbering=st.sampled_from(NUMBERINGS), layout=layouts)
def test_a_plan_in_any_numbering_is_read_back_as_its_tree(plan: Plan, numbering: Numbering, layout: Layout) -> None:
    rendered = Renderer(plan, numbering, layout).render()

    tree = read_plan(rendered.text)

    body = [(node.path, node.kind.value, node.text) for node in tree.nodes if node.kind.value in BODY]
    assert body == rendered.expected, rendered.text
    assert tree.countable_total == sum(kind == "line" for _, kind, _ in rendered.expected)
